"use client";

import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from "@xyflow/react";
import { ToneIcon, toneSoft, toneText } from "#components/findings/tone.tsx";
import { cn } from "#components/ui/cn.ts";
import { count } from "#components/ui/format.ts";
import type { Edge } from "#lib/graph/topology/picture.ts";
import { plainLine } from "#lib/plain-text.ts";
import type { LineEdge } from "./flow-elements.ts";
import { usePictureState } from "./picture-context.ts";
import { routePath } from "./route-path.ts";
import { worstSeverity } from "./words.tsx";

/** What one box needs of another: grey, dashed where it is a guess, and with its word and colour where it is a fault. */
export function LineView(props: EdgeProps<LineEdge>) {
  const { rules, selected } = usePictureState();
  const { data, source, target } = props;
  if (data === undefined) return null;
  const [path, middleX, middleY] = data.route === null || data.route.length < 2 ? getBezierPath(props) : routePath(data.route);
  const [x, y] = data.label === null ? [middleX, middleY] : [data.label.x, data.label.y];
  const { faults, unknown, confidence } = data.edge;
  const severity = faults.length === 0 ? null : worstSeverity(rules, faults);
  const isNear = selected !== null && [source, target].some((end) => end === selected || end.startsWith(`${selected} @ `));
  const isGuess = unknown || confidence === "suspected";
  return (
    <>
      <BaseEdge
        path={path}
        interactionWidth={0}
        className={severity === null ? "" : toneText[severity]}
        style={{
          stroke: severity !== null ? "currentcolor" : isNear ? "var(--accent)" : "var(--line-strong)",
          strokeWidth: severity !== null || isNear ? 2 : 1.2,
          ...(isGuess ? { strokeDasharray: "3 4" } : confidence === "inferred" ? { strokeDasharray: "8 4" } : {}),
        }}
      />
      {severity !== null && <FaultLabel edge={data.edge} x={x} y={y} />}
    </>
  );
}

/** The faults on a line, as a button on it. */
function FaultLabel({ edge: { id, faults, told }, x, y }: { edge: Edge; x: number; y: number }) {
  const { rules, selectedEdge, onEdge } = usePictureState();
  const severity = worstSeverity(rules, faults);
  const words = plainLine(told[0]?.words ?? "");
  return (
    <EdgeLabelRenderer>
      <button
        type="button"
        aria-pressed={selectedEdge === id}
        onClick={() => onEdge(id)}
        aria-label={`${count(faults.length, "fault")}: ${words}`}
        title={words}
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
        className={cn(
          "nodrag nopan pointer-events-auto absolute z-10 inline-flex items-center gap-1 whitespace-nowrap rounded-full border border-current px-1.5 py-px font-medium text-tiny",
          toneSoft[severity],
          selectedEdge === id && "ring-2 ring-accent",
        )}
      >
        <ToneIcon tone={severity} className="size-3" />
        {count(faults.length, "fault")}
      </button>
    </EdgeLabelRenderer>
  );
}
