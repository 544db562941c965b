import { type IndexedGraph, named, nodeOf } from "#lib/graph/indexed.ts";
import type { Need, NodeId } from "#lib/graph/model.ts";
import type { FleetIndex, HostEntry } from "./fleet-index.ts";
import type { ToldNeed } from "./picture.ts";

/**
 * Whether a need is a fault today. The graph knows the rule that a need would break; whether it does is what that rule says of the host.
 * Rules about the whole fleet, and hosts of which nobody asked that, are judged by the need itself: a fault is what one loss breaks.
 */
export function faultFinder(fleet: FleetIndex): (need: Need) => boolean {
  return (need) => {
    if (need.rule === null || need.unknown) return false;
    const concerned = need.rule.startsWith("cascade/") ? [] : hostsOf(fleet, need);
    const asked = concerned.filter(({ standing }) => standing !== null);
    if (asked.length === 0) return isFragile(fleet.graph, need);
    return asked.some(({ standing }) => standing?.has(need.rule ?? ""));
  };
}

/** The host of what needs; for what is no single host's, those that it serves, else those that serve it. */
function hostsOf(fleet: FleetIndex, need: Need): HostEntry[] {
  const entries = (ids: readonly NodeId[]) =>
    ids.flatMap((id) => {
      const entry = fleet.entryOf(nodeOf(fleet.graph, id));
      return entry === undefined ? [] : [entry];
    });
  const own = entries([need.node]);
  if (own.length > 0) return own;
  const served = entries((fleet.graph.neededBy.get(need.node) ?? []).map(({ node }) => node));
  return served.length > 0 ? served : entries(need.from.map(({ node }) => node));
}

/** Whether the loss of a single provider is one too many; a need without providers fails by itself. */
export function isFragile(graph: IndexedGraph, { from, atLeast }: Pick<Need, "from" | "atLeast">): boolean {
  if (from.length === 0) return true;
  const weights = from.filter(({ node }) => nodeOf(graph, node).running).map(({ weight }) => weight);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum - Math.max(0, ...weights) < atLeast;
}

/** A need with names in place of ids. */
export function tellNeed(graph: IndexedGraph, need: Need, isFault: boolean): ToldNeed {
  const { id, when, becomes, words, rule, confidence, evidence, unknown } = need;
  return {
    id,
    node: named(graph, need.node),
    from: need.from.map(({ node }) => named(graph, node)),
    when,
    becomes,
    words,
    rule,
    isFault,
    confidence,
    evidence,
    unknown,
  };
}
