import { nodeOf } from "#lib/graph/indexed.ts";
import type { FleetGraph, Need, NodeId } from "#lib/graph/model.ts";

/** A ring of needs as "a → b → c → a", turned so that it begins with the smallest id: the same ring reads the same wherever it is found. */
export function ringWords(graph: FleetGraph, ring: readonly Need[]): string {
  return nodesInWords(
    graph,
    ring.map(({ node }) => node),
  );
}

/** The same for nodes that stand in the order in which one is needed by the next. */
export function nodesInWords(graph: FleetGraph, ids: readonly NodeId[]): string {
  const first = ids.reduce((smallest, id, index) => (id < (ids[smallest] ?? id) ? index : smallest), 0);
  const turned = [...ids.slice(first), ...ids.slice(0, first)];
  const needed = turned.slice(0, 1).concat(turned.slice(1).reverse());
  return [...needed, ...needed.slice(0, 1)].map((id) => nodeOf(graph, id).name).join(" → ");
}
