import type { Marks } from "./impact.ts";
import { type IndexedGraph, nodeOf, occasionOf } from "./indexed.ts";
import type { Need, NodeId } from "./model.ts";
import { isStart } from "./recovery-world.ts";

/** What a rehearsal has come to, as far as it says which open needs matter. */
interface Played {
  impact: Marks;
  final: Marks;
  restarted: ReadonlySet<NodeId>;
  occasions: ReadonlySet<string>;
}

/** Needs that nobody could read, or that only may fail, and whose time has come: "x would also be down if it …". */
export function openNeeds(graph: IndexedGraph, played: Played): string[] {
  const open = graph.unread.filter((need) => isOpen(graph, played, need));
  return open.map((need) => `${nodeOf(graph, need.node).name} would also be ${need.becomes} if it ${need.words}`);
}

function isOpen(graph: IndexedGraph, { impact, final, restarted, occasions }: Played, need: Need): boolean {
  const isHit = (id: NodeId) => impact.has(id) || final.has(id);
  const occasion = occasionOf(graph, need);
  if (occasion !== null) return occasions.has(occasion);
  if (isStart(need)) return restarted.has(need.node);
  if (isHit(need.node) || need.from.some(({ node }) => isHit(node))) return true;
  return isStanding(need) && (graph.neededBy.get(need.node) ?? []).some(({ from }) => from.some(({ node }) => isHit(node)));
}

/** What may be down already, whatever happens: it matters where it is to stand in for something that fails. */
export function isStanding({ when, from, unknown }: Need): boolean {
  return unknown && when === "run" && from.length === 0;
}
