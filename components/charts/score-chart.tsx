"use client";

import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { instant } from "#components/ui/format.ts";
import type { Mark, Step } from "./score-history.ts";

const small = { fontSize: 11.5, fill: "var(--ink-3)" } as const;
const chartHeight = 200;

/** Score and coverage as step lines on one scale of 0 to 100; a dashed line where the rules were others. Told in words beside it. */
export function ScoreChart({ label, steps, marks, goodAt }: { label: string; steps: Step[]; marks: Mark[]; goodAt: number | null }) {
  const [first, last] = [steps[0]?.at ?? 0, steps.at(-1)?.at ?? 0];
  return (
    <div role="img" aria-label={label} style={{ height: chartHeight }}>
      <ResponsiveContainer width="100%" height={chartHeight}>
        <LineChart data={steps} accessibilityLayer={false} margin={{ top: 18, right: 14, bottom: 0, left: -18 }}>
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
          <Tooltip content={<StepWords />} cursor={{ stroke: "var(--line-strong)" }} isAnimationActive={false} />
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
          <Line
            dataKey="coveragePercent"
            type="stepAfter"
            stroke="var(--accent)"
            strokeDasharray="5 3"
            strokeWidth={1.5}
            dot={false}
            isAnimationActive={false}
          />
          <Line dataKey="score" type="stepAfter" stroke="var(--ink)" strokeWidth={2} dot={false} isAnimationActive={false} />
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

function StepWords({ active, payload }: { active?: boolean; payload?: readonly { payload?: Step }[] }) {
  const step = payload?.[0]?.payload;
  if (active !== true || step === undefined) return null;
  return (
    <div className="rounded-control border border-line bg-surface px-2.5 py-1.5 text-small tabular-nums shadow-raise">
      <p className="text-ink-3">{instant(new Date(step.at))}</p>
      <p>score {step.score} of 100</p>
      <p className="text-accent">coverage {step.coveragePercent} %</p>
    </div>
  );
}
