import { byOrder, type Marks, marksOf } from "./impact.ts";
import { type IndexedGraph, named, nodeOf } from "./indexed.ts";
import type { NodeId, State } from "./model.ts";
import type { Rehearsal } from "./rehearsal.ts";

/** What a person has to do before things are as they were, in the order in which it turns up, each with the way in that is left. */
export function manualOf(graph: IndexedGraph, final: Marks): Rehearsal["manual"] {
  return marksOf(final)
    .sort(byOrder)
    .flatMap(({ node, state, need }) => {
      if (need === null || need.manual === null || need.retries) return [];
      // The boot that goes on mounts it, too.
      if (nodeOf(graph, node).kind === "mount" && final.get(`host:${nodeOf(graph, node).host}`)?.has("down")) return [];
      return [{ node: named(graph, node), action: need.manual, wayIn: wayInto(graph, node, state, final) }];
    });
}

const unreachable: readonly State[] = ["down", "hung", "isolated"];

/** A guest that runs is entered by its own console; what does not run is started from its host, by SSH or by the host's console. */
function wayInto(graph: IndexedGraph, id: NodeId, state: State, final: Marks): string | null {
  const node = nodeOf(graph, id);
  const own = state === "down" && node.kind === "guest" ? null : consoleOf(graph, id, final);
  if (own !== null || node.kind === "host" || node.host === null) return own;
  const host = `host:${node.host}`;
  return isOut(final, host) ? consoleOf(graph, host, final) : `SSH to ${node.host}`;
}

function consoleOf(graph: IndexedGraph, id: NodeId, final: Marks): string | null {
  const ways = (graph.needsOf.get(id) ?? [])
    .filter(({ when }) => when === "recover")
    .flatMap(({ from }) => from.map(({ node }) => nodeOf(graph, node)));
  const isOpen = (way: (typeof ways)[number]) =>
    !final.has(way.id) && !(way.roles.includes("over its host") && isOut(final, `host:${way.host}`));
  return ways.find(isOpen)?.name ?? null;
}

function isOut(marks: Marks, id: NodeId): boolean {
  return unreachable.some((state) => marks.get(id)?.has(state));
}
