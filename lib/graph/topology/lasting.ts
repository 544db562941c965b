import type { Given } from "#lib/graph/given.ts";
import { marksOf, spread } from "#lib/graph/impact.ts";
import type { IndexedGraph } from "#lib/graph/indexed.ts";
import type { NodeId, State } from "#lib/graph/model.ts";
import { planOf } from "#lib/graph/plan.ts";
import { recover, restartedBy } from "#lib/graph/recovery.ts";

/** A state that a node entered and does not leave once what restarts has started again. */
export interface Lasting {
  node: NodeId;
  state: State;
}

/**
 * What of an impact does not pass. The steps of a rehearsal tell anew only what the return makes of things; what is lost for good, and what
 * hangs on it, is told once, and a picture has to know that it is still so. Throws UnknownTarget.
 */
export function lastingOf(graph: IndexedGraph, given: readonly Given[]): Lasting[] {
  const { lost, restarts } = planOf(graph, given);
  const impact = spread(graph, [...lost, ...restarts]);
  const restarted = restartedBy(graph, impact, new Set(restarts.map(({ node }) => node)));
  const { lasting } = recover(graph, impact, lost, restarted);
  return marksOf(impact).flatMap(({ node, state }) => (lasting.get(node)?.has(state) ? [{ node, state }] : []));
}
