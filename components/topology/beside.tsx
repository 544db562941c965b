"use client";

import { useEffect, useRef } from "react";
import type { Picture } from "#lib/graph/topology/picture.ts";
import type { SinglePoint } from "#lib/graph/topology/single-points.ts";
import { EdgePanel } from "./edge-panel.tsx";
import { NodePanel } from "./node-panel.tsx";
import { PlayPanel } from "./play-panel.tsx";
import { SinglePointsPanel } from "./single-points-panel.tsx";
import type { TopologyView } from "./topology-view.ts";
import type { Played } from "./use-played.ts";
import type { ChangeView } from "./use-topology-view.ts";
import type { RuleWords } from "./words.tsx";

interface Props {
  view: TopologyView;
  picture: Picture | undefined;
  rules: RuleWords;
  played: Played | null;
  points: readonly SinglePoint[];
  edge: string | null;
  onEdge(id: string | null): void;
  change: ChangeView;
}

/** What stands beside the picture: the rehearsal, what is selected, the single points of failure. Nothing where there is none of them. */
export function Beside({ view, picture, rules, played, points, edge, onEdge, change }: Props) {
  const panel = useFocusOn(`${view.node ?? ""} ${edge ?? ""}`);
  const told = edge === null ? undefined : picture?.edges.find(({ id }) => id === edge);
  const [from, to] = [told?.from, told?.to].map((id) => picture?.boxes.find((box) => box.id === id));
  const isPointsView = view.view === "dependencies" && view.focus === null;
  if (played === null && view.node === null && told === undefined && !isPointsView) return null;
  const onSelect = (node: string) => {
    onEdge(null);
    change({ node });
  };
  return (
    <aside className="grid min-w-0 gap-3.5">
      {played !== null && <PlayPanel {...played} given={view.given} change={change} />}
      {view.node !== null && (
        <div ref={panel} tabIndex={-1} className="min-w-0 rounded-card outline-none">
          <NodePanel id={view.node} rules={rules} change={change} />
        </div>
      )}
      {told !== undefined && from !== undefined && to !== undefined && (
        <div ref={panel} tabIndex={-1} className="min-w-0 rounded-card outline-none">
          <EdgePanel edge={told} from={from} to={to} rules={rules} onSelect={onSelect} onClose={() => onEdge(null)} />
        </div>
      )}
      {isPointsView && <SinglePointsPanel points={points} onSelect={onSelect} />}
    </aside>
  );
}

/** Puts the keyboard into a panel that somebody has just opened, and back to where it was when the panel is closed. */
function useFocusOn(what: string) {
  const panel = useRef<HTMLDivElement>(null);
  const before = useRef<{ what: string; element: Element | null }>({ what, element: null });
  useEffect(() => {
    if (before.current.what === what) return;
    const isOpening = what !== " ";
    const element = before.current.what === " " ? document.activeElement : before.current.element;
    before.current = { what, element };
    if (isOpening) panel.current?.focus({ preventScroll: false });
    else if (element instanceof HTMLElement && element.isConnected) element.focus();
  }, [what]);
  return panel;
}
