"use client";

import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { instant } from "#components/ui/format.ts";
import type { Mark } from "./score-history.ts";

/** Values of the lines from a time (milliseconds) until the next; null where there is none. */
export type ChartStep = { at: number } & Record<string, number | null>;

/** One line of the chart, on a scale of 0 to 100. */
export interface ChartLine {
  /** The value of a step that it draws. */
  of: string;
  name: string;
  unit: string;
  look: "first" | "second" | "coverage";
}

const looks = {
  first: { stroke: "var(--ink)", strokeWidth: 2 },
  second: { stroke: "var(--ink-3)", strokeWidth: 1.5 },
  coverage: { stroke: "var(--accent)", strokeWidth: 1.5, strokeDasharray: "5 3" },
} as const satisfies Record<ChartLine["look"], object>;

const small = { fontSize: 11.5, fill: "var(--ink-3)" } as const;
const chartHeight = 200;

interface Props {
  /** The whole chart in words. */
  label: string;
  lines: readonly ChartLine[];
  steps: readonly ChartStep[];
  marks: readonly Mark[];
  goodAt: number | null;
}

/** Scores and coverage as step lines on one scale of 0 to 100; a dashed line where the rules were others. Told in words beside it. */
export function ScoreChart({ label, lines, steps, marks, goodAt }: Props) {
  const [first, last] = [steps[0]?.at ?? 0, steps.at(-1)?.at ?? 0];
  return (
    <div role="img" aria-label={label} style={{ height: chartHeight }}>
      <ResponsiveContainer width="100%" height={chartHeight}>
        <LineChart data={[...steps]} accessibilityLayer={false} margin={{ top: 18, right: 14, bottom: 0, left: -18 }}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="at"
            type="number"
            scale="time"
            domain={[first, Math.max(last, first + 1)]}
            tickFormatter={(at: number) => tickOf(at, last - first)}
            tick={small}
            tickLine={false}
            axisLine={{ stroke: "var(--line-strong)" }}
            minTickGap={36}
          />
          <YAxis domain={[0, 100]} ticks={[0, 25, 50, 75, 100]} tick={small} tickLine={false} axisLine={false} />
          <Tooltip content={<StepWords lines={lines} />} cursor={{ stroke: "var(--line-strong)" }} isAnimationActive={false} />
          {marks.map(({ at, words }) => (
            <ReferenceLine
              key={at}
              x={at}
              stroke="var(--ink-3)"
              strokeDasharray="3 3"
              label={{ value: words, position: "top", fontSize: 11.5, fill: "var(--ink-2)" }}
            />
          ))}
          {goodAt !== null && goodAt >= first && goodAt <= last && (
            <ReferenceLine
              x={goodAt}
              stroke="var(--ok)"
              strokeDasharray="3 3"
              label={{ value: "called good", position: "top", fontSize: 11.5, fill: "var(--ok)" }}
            />
          )}
          {lines.map(({ of, look }) => (
            <Line key={of} dataKey={of} type="stepAfter" {...looks[look]} dot={false} isAnimationActive={false} />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

/** Hours where the whole chart is two days or less, else days; in UTC as everywhere. */
function tickOf(at: number, span: number): string {
  const text = instant(new Date(at));
  return span <= 2 * 86_400_000 ? text.slice(11, 16) : text.slice(5, 10);
}

function StepWords({
  lines,
  active,
  payload,
}: {
  lines: readonly ChartLine[];
  active?: boolean;
  payload?: readonly { payload?: ChartStep }[];
}) {
  const step = payload?.[0]?.payload;
  if (active !== true || step === undefined) return null;
  return (
    <div className="rounded-control border border-line bg-surface px-2.5 py-1.5 text-small tabular-nums shadow-raise">
      <p className="text-ink-3">{instant(new Date(step.at))}</p>
      {lines.map(({ of, name, unit, look }) => (
        <p key={of} className={look === "coverage" ? "text-accent" : undefined}>
          {name} {step[of] ?? "not known"} {step[of] == null ? "" : unit}
        </p>
      ))}
    </div>
  );
}
