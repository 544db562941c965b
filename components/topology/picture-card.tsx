"use client";

import { useMemo } from "react";
import { Empty, Skeleton } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { sentenceOf } from "#components/ui/request.ts";
import { PictureCanvas } from "./picture-canvas.tsx";
import type { PictureState } from "./picture-context.ts";
import { toggled } from "./topology-view.ts";
import type { ShownTopology } from "./use-topology.ts";
import type { RuleWords } from "./words.tsx";

const frame = "h-[max(440px,calc(100dvh-262px))] min-w-0 overflow-hidden rounded-card border border-line bg-bg";

/** The picture in its frame, of the same size while it loads. */
export function PictureCard({ shown, rules }: { shown: ShownTopology; rules: RuleWords }) {
  const { laid, error, view, played, found, at, setEdge, change } = shown;
  const state = useShownState(shown, rules);
  if (error !== null) return <Notice kind="error" title={sentenceOf(error)} />;
  if (laid === undefined) return <PictureSkeleton />;
  if (laid.picture.boxes.length === 0)
    return (
      <div className={frame}>
        <Empty>Nothing of this kind is known of your hosts.</Empty>
      </div>
    );
  const onSelect = (node: string) => {
    setEdge(null);
    change({ node: node === view.node ? null : node });
  };
  const centre = found?.found[at]?.box ?? null;
  return (
    <section aria-label="Picture of the topology" className={frame}>
      <PictureCanvas laid={laid} state={state} centre={centre} sight={played?.centre ?? null} onSelect={onSelect} />
    </section>
  );
}

/** What boxes and lines show beside what they are; the same object until something of it changes, so that they are not drawn anew. */
function useShownState(shown: ShownTopology, rules: RuleWords): Omit<PictureState, "onReveal"> {
  const { view, change, played, found, points, edge, setEdge } = shown;
  const { node, open } = view;
  return useMemo(
    () => ({
      rules,
      selected: node,
      selectedEdge: edge,
      found: found === null ? null : new Set(found.found.flatMap(({ box }) => box ?? [])),
      played: played?.boxes ?? null,
      hitGroups: played?.hitGroups ?? new Map<string, number>(),
      takes: new Map(points.map((point) => [point.node.id, point.machines])),
      open,
      onToggle: (id: string) => change({ open: toggled(open, id) }),
      onEdge: (id: string) => {
        change({ node: null });
        setEdge(id === edge ? null : id);
      },
    }),
    [rules, node, open, edge, found, played, points, change, setEdge],
  );
}

/** The frame while the fleet is read and laid out. */
export function PictureSkeleton() {
  return (
    <div role="status" aria-label="The fleet is being laid out" className={frame}>
      <div className="grid grid-cols-[repeat(auto-fill,212px)] gap-4 p-5">
        {["a", "b", "c", "d", "e", "f", "g", "h"].map((key) => (
          <Skeleton key={key} className="h-24 rounded-card" />
        ))}
      </div>
    </div>
  );
}
