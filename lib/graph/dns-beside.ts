import type { IndexedGraph } from "./indexed.ts";
import type { NodeId } from "./model.ts";

/** All DNS servers that are asked by whoever asks one of these: how many of how many are lost. Sorted by id. */
export function dnsBeside(graph: IndexedGraph, servers: readonly NodeId[]): NodeId[] {
  const asked = servers.flatMap((id) => (graph.neededBy.get(id) ?? []).flatMap(({ from }) => from.map(({ node }) => node)));
  return [...new Set([...servers, ...asked])].filter((id) => graph.nodes.get(id)?.kind === "dns").sort();
}
