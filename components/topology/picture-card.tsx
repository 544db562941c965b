"use client";

import { useCallback, useMemo } from "react";
import { Empty, Skeleton } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { sentenceOf } from "#components/ui/request.ts";
import type { FoundNode } from "#lib/graph/topology/find-nodes.ts";
import type { SinglePoint } from "#lib/graph/topology/single-points.ts";
import { PictureCanvas } from "./picture-canvas.tsx";
import { type TopologyView, toggled } from "./topology-view.ts";
import type { LaidPicture } from "./use-picture.ts";
import type { Played } from "./use-played.ts";
import type { ChangeView } from "./use-topology-view.ts";
import type { RuleWords } from "./words.tsx";

interface Props {
  laid: LaidPicture | undefined;
  error: Error | null;
  view: TopologyView;
  rules: RuleWords;
  played: Played | null;
  found: readonly FoundNode[] | null;
  at: number;
  points: readonly SinglePoint[];
  selectedEdge: string | null;
  onEdge(id: string | null): void;
  change: ChangeView;
}

const frame = "h-[max(440px,calc(100dvh-262px))] min-w-0 overflow-hidden rounded-card border border-line bg-bg";

/** The picture in its frame, of the same size while it loads. */
export function PictureCard({ laid, error, view, rules, played, found, at, points, selectedEdge, onEdge, change }: Props) {
  const onToggle = useCallback((id: string) => change({ open: toggled(view.open, id) }), [change, view.open]);
  const onSelect = useCallback(
    (node: string) => {
      onEdge(null);
      change({ node: node === view.node ? null : node });
    },
    [change, onEdge, view.node],
  );
  const state = useMemo(
    () => ({
      rules,
      selected: view.node,
      selectedEdge,
      found: found === null ? null : new Set(found.flatMap(({ box }) => box ?? [])),
      played: played?.boxes ?? null,
      hitGroups: played?.hitGroups ?? new Map<string, number>(),
      takes: new Map(points.map(({ node, machines }) => [node.id, machines])),
      open: view.open,
      onToggle,
      onEdge: (id: string) => {
        change({ node: null });
        onEdge(id === selectedEdge ? null : id);
      },
    }),
    [rules, view.node, view.open, selectedEdge, found, played, points, onToggle, onEdge, change],
  );
  if (error !== null) return <Notice kind="error" title={sentenceOf(error)} />;
  if (laid === undefined) return <PictureSkeleton />;
  if (laid.picture.boxes.length === 0)
    return (
      <div className={frame}>
        <Empty>Nothing of this kind is known of your hosts.</Empty>
      </div>
    );
  const centre = found?.[at]?.box ?? played?.centre ?? null;
  return (
    <section aria-label="Picture of the topology" className={frame}>
      <PictureCanvas laid={laid} state={state} centre={centre} onSelect={onSelect} />
    </section>
  );
}

/** The frame while the fleet is read and laid out. */
export function PictureSkeleton() {
  return (
    <div role="status" aria-label="The fleet is being laid out" className={frame}>
      <div className="grid grid-cols-[repeat(auto-fill,228px)] gap-4 p-5">
        {["a", "b", "c", "d", "e", "f", "g", "h"].map((key) => (
          <Skeleton key={key} className="h-24 rounded-card" />
        ))}
      </div>
    </div>
  );
}
