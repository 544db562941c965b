"use client";

import { count } from "#components/ui/format.ts";
import type { SinglePoint } from "#lib/graph/topology/single-points.ts";
import { plainLine } from "#lib/plain-text.ts";
import { Panel } from "./panel.tsx";
import { KindIcon, kindWord } from "./words.tsx";

/** The nodes whose loss alone takes most with it, the worst first. */
export function SinglePointsPanel({ points, onSelect }: { points: readonly SinglePoint[]; onSelect(node: string): void }) {
  return (
    <Panel title="Single points of failure" hint="Whose loss alone takes most machines with it">
      {points.length === 0 ? (
        <p className="text-ink-2 text-small">None is known: no loss of one thing stops a machine.</p>
      ) : (
        <ol className="grid gap-1.5">
          {points.map(({ node, machines, others }) => (
            <li key={node.id} className="flex min-w-0 items-baseline gap-2">
              <b className="w-8 flex-none text-right font-semibold tabular-nums">{machines}</b>
              <span className="min-w-0">
                <button
                  type="button"
                  onClick={() => onSelect(node.id)}
                  className="min-h-6 max-w-full truncate rounded-sm text-left font-medium hover:underline"
                >
                  {plainLine(node.name, 60)}
                </button>
                <span className="flex items-center gap-1 text-ink-3 text-tiny">
                  <KindIcon kind={node.kind} className="size-3" />
                  {kindWord(node.kind)}
                  {node.host !== null && node.kind !== "host" && ` on ${plainLine(node.host, 40)}`}
                  {others > 0 && `, and ${count(others, "other thing")}`}
                </span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
