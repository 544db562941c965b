import type { IndexedGraph } from "./indexed.ts";
import type { GraphNode, NodeId, NodeKind } from "./model.ts";

/** A name in what is given that the graph does not have, or has several times. */
export class UnknownTarget extends Error {
  override name = "UnknownTarget";
}

const machines: readonly NodeKind[] = ["host", "guest"];

/** The node that a person means: by its id, else the only one of that name, with those kinds first that fit the question. */
export function targetOf(graph: IndexedGraph, target: string, kinds?: readonly NodeKind[]): GraphNode {
  const exact = graph.nodes.get(target as NodeId);
  if (exact !== undefined) return exact;
  const same = graph.byName.get(target.toLowerCase()) ?? [];
  const fitting = kinds === undefined ? same : same.filter(({ kind }) => kinds.includes(kind));
  const machine = fitting.filter(({ kind }) => machines.includes(kind));
  const [only, ...others] = machine.length > 0 ? machine : fitting;
  if (only === undefined) throw new UnknownTarget(`Nothing here is called "${target}": use the name as the topology shows it.`);
  if (others.length > 0) {
    const ids = [only, ...others].map(({ id }) => id).sort();
    throw new UnknownTarget(`"${target}" is ${ids.length} things: say which of ${ids.slice(0, 5).join(", ")}.`);
  }
  return only;
}
