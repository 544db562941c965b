"use client";

import "@xyflow/react/dist/base.css";
import { Background, Controls, type NodeMouseHandler, ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from "react";
import type { NodeId } from "#lib/graph/model.ts";
import { type BoxNode, BoxView } from "./boxes.tsx";
import { extentOf, flowEdges, flowNodes, type LineEdge, middleOf } from "./flow-elements.ts";
import { type GroupNode, GroupView } from "./group-frame.tsx";
import { LineView } from "./line-edge.tsx";
import { PictureContext, type PictureState } from "./picture-context.ts";
import type { LaidPicture } from "./use-picture.ts";

const nodeTypes = { box: BoxView, "group-frame": GroupView };
const edgeTypes = { line: LineView };
/** Below this nobody reads a name: a larger picture is seen in part, from its worst corner. */
const legibleZoom = 0.62;
const margin = 16;

/** Nothing is moved or joined here; boxes hold buttons of their own, so that React Flow needs no keyboard ways beside. */
const manner = {
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  onlyRenderVisibleElements: true,
  minZoom: 0.08,
  maxZoom: 1.6,
  zoomOnScroll: false,
  panOnScroll: true,
  disableKeyboardA11y: true,
  "aria-label": "Topology",
  className: "topology",
} as const;

interface Props {
  laid: LaidPicture;
  state: Omit<PictureState, "onReveal">;
  /** The box to bring into the middle: what was looked for. */
  centre: string | null;
  /** The box to bring into sight: what a rehearsal hits now. */
  sight: string | null;
  onSelect(node: NodeId): void;
  children?: ReactNode;
}

/** The picture, drawn: it can be moved and zoomed, and everything in it is a button. */
export function PictureCanvas(props: Props) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ laid, state, centre, sight, onSelect, children }: Props) {
  const { picture, places } = laid;
  const canvas = useRef<HTMLDivElement>(null);
  const nodes = useMemo(() => flowNodes(picture, places), [picture, places]);
  const edges = useMemo(() => flowEdges(picture, places, state.selected), [picture, places, state.selected]);
  const reveal = useReveal(laid, canvas);
  useFit(laid, canvas);
  useEffect(() => {
    if (centre !== null) reveal(centre, true);
    else if (sight !== null) reveal(sight, false);
  }, [centre, sight, reveal]);
  const value = useMemo(() => ({ ...state, onReveal: (box: string) => reveal(box, false) }), [state, reveal]);
  const onNodeClick: NodeMouseHandler<BoxNode | GroupNode> = (_, node) => {
    if (node.type === "box") onSelect(node.data.box.node);
  };
  return (
    <PictureContext value={value}>
      <div ref={canvas} className="size-full">
        <ReactFlow<BoxNode | GroupNode, LineEdge>
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodeClick={onNodeClick}
          {...manner}
        >
          <Background color="var(--line)" gap={24} />
          <Controls showInteractive={false} position="top-right" />
          {children}
        </ReactFlow>
      </div>
    </PictureContext>
  );
}

/** Shows a new picture whole where it stays legible, else its first corner at a legible size. */
function useFit({ request, picture, places }: LaidPicture, canvas: React.RefObject<HTMLDivElement | null>): void {
  const { setViewport } = useReactFlow();
  const shape = `${request.view} ${request.focus ?? ""} ${request.hops}`;
  const last = useRef<string | null>(null);
  useEffect(() => {
    const box = canvas.current?.getBoundingClientRect();
    if (box === undefined || last.current === shape) return;
    last.current = shape;
    const { width, height } = extentOf(picture, places);
    const fit = Math.min((box.width - 2 * margin) / width, (box.height - 2 * margin) / height);
    const zoom = Math.min(1.1, Math.max(legibleZoom, fit));
    const x = fit >= legibleZoom ? Math.max(margin, (box.width - width * zoom) / 2) : margin;
    const y = fit >= legibleZoom ? Math.max(margin, (box.height - height * zoom) / 2) : margin;
    void setViewport({ x, y, zoom });
  }, [shape, picture, places, canvas, setViewport]);
}

/** Moves a box into the middle: always, or only where it is out of sight. */
function useReveal({ picture, places }: LaidPicture, canvas: React.RefObject<HTMLDivElement | null>) {
  const { setCenter, getViewport } = useReactFlow();
  return useCallback(
    (id: string, always: boolean) => {
      const box = picture.boxes.find((one) => one.id === id);
      const middle = box === undefined ? null : middleOf(box, places);
      const size = canvas.current?.getBoundingClientRect();
      if (middle === null || size === undefined) return;
      const { x, y, zoom } = getViewport();
      const [left, top] = [middle.x * zoom + x, middle.y * zoom + y];
      const isSeen = left > 40 && top > 30 && left < size.width - 40 && top < size.height - 30;
      const next = Math.max(zoom, legibleZoom);
      if (always || !isSeen) void setCenter(middle.x, middle.y, { zoom: next, duration: durationMs() });
    },
    [picture, places, canvas, setCenter, getViewport],
  );
}

function durationMs(): number {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150;
}
