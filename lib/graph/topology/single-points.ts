import { type Mark, spread } from "#lib/graph/impact.ts";
import { type IndexedGraph, named } from "#lib/graph/indexed.ts";
import type { NodeId, NodeKind, State } from "#lib/graph/model.ts";
import type { NamedNode } from "./picture.ts";

/** A node whose loss alone takes others with it. */
export interface SinglePoint {
  node: NamedNode;
  /** Hosts and running guests that stop, hang or are cut off. */
  machines: number;
  /** Everything else that is hit in any way: services, mounts, names, clusters. */
  others: number;
}

/** Kinds whose loss is no news: a line of a console, a way of an alert. */
const leftOut: readonly NodeKind[] = ["console", "alert-path", "time-source"];
const machines: readonly NodeKind[] = ["host", "guest"];
const gone: readonly State[] = ["down", "hung", "isolated"];

/**
 * Every node whose loss alone hits others, the worst first: by the machines that go with it, then by everything else. One spread for each
 * node that others need, so that the many guests that nobody needs cost nothing.
 */
export function singlePoints(graph: IndexedGraph): SinglePoint[] {
  const candidates = [...graph.nodes.values()].filter(
    ({ id, kind, running }) => running && !leftOut.includes(kind) && (graph.neededBy.get(id)?.length ?? 0) > 0,
  );
  const points = candidates.map(({ id }) => lossOf(graph, id)).filter((point) => point.machines + point.others > 0);
  return points.sort((one, other) => other.machines - one.machines || other.others - one.others || (one.node.id < other.node.id ? -1 : 1));
}

/** What goes with one node. */
export function lossOf(graph: IndexedGraph, id: NodeId): SinglePoint {
  const marks = spread(graph, [{ node: id, state: "down", need: null, cause: null, words: "" }]);
  const point: SinglePoint = { node: named(graph, id), machines: 0, others: 0 };
  for (const [other, own] of marks) {
    const kind = graph.nodes.get(other)?.kind;
    if (other === id || kind === undefined || leftOut.includes(kind)) continue;
    if (machines.includes(kind) && isGone(own)) point.machines += 1;
    else point.others += 1;
  }
  return point;
}

function isGone(own: ReadonlyMap<State, Mark>): boolean {
  return gone.some((state) => own.has(state));
}

/**
 * The worst of them, for a person: of the ways through one host (its card, bridge, VLAN) only the worst, since they go with each other;
 * and only what takes machines with it.
 */
export function worstPoints(points: readonly SinglePoint[], limit: number): SinglePoint[] {
  const seen = new Set<string>();
  const worst = points.filter(({ node, machines: taken }) => {
    const key = machines.includes(node.kind) || node.host === null ? node.id : node.host;
    if (taken === 0 || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return worst.slice(0, limit);
}
