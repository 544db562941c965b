import { type IndexedGraph, indexGraph } from "#lib/graph/indexed.ts";
import { isStanding } from "#lib/graph/open-needs.ts";

/**
 * The graphs as they would be if all that is open were so: what nobody could read acts, with what may be down already still there (then it can
 * be lost), and without it (then it serves nobody). None where nothing is open.
 */
export function believed(graph: IndexedGraph): IndexedGraph[] {
  if (graph.unread.length === 0) return [];
  const needs = graph.needs.map((need) => (need.unknown ? { ...need, unknown: false } : need));
  const standing = graph.unread.filter(isStanding).map(({ node }) => node);
  const all = indexGraph({ ...graph, needs });
  if (standing.length === 0) return [all];
  const nodes = new Map(graph.nodes);
  for (const id of standing) {
    const node = nodes.get(id);
    if (node !== undefined) nodes.set(id, { ...node, running: false });
  }
  return [all, indexGraph({ ...graph, nodes, needs })];
}
