import type { Mark, Marks } from "./impact.ts";
import type { IndexedGraph } from "./indexed.ts";
import type { NodeId, State } from "./model.ts";
import type { Step } from "./rehearsal.ts";

/**
 * Steps that nobody is told of: from the moment at which every way of an alert has failed. What comes back badly is told where a way of an
 * alert comes back.
 */
export function unnoticedOf(graph: IndexedGraph, impact: Marks, final: Marks, steps: readonly Step[]): string[] {
  const paths = (graph.byKind.get("alert-path") ?? []).filter(({ running }) => running);
  if (paths.length === 0) return [];
  const silentFrom = (marks: Marks) => Math.max(...paths.map(({ id }) => firstOf(marks, id)));
  const impactFrom = silentFrom(impact);
  // What was silent and stays so has told nothing in between.
  const returnFrom = Number.isFinite(impactFrom) && paths.every(({ id }) => final.has(id)) ? 0 : silentFrom(final);
  return steps
    .filter(({ phase, order, node }) => node.kind !== "alert-path" && order >= (phase === "impact" ? impactFrom : returnFrom))
    .map(({ words }) => words);
}

function firstOf(marks: Marks, id: NodeId): number {
  const own: ReadonlyMap<State, Mark> | undefined = marks.get(id);
  return own === undefined ? Number.POSITIVE_INFINITY : Math.min(...[...own.values()].map(({ order }) => order));
}
