import type { FleetGraph, GraphNode, Need, NodeId, NodeKind, State } from "./model.ts";

/** A graph with its needs by both ends, so that one rehearsal touches only what it reaches. */
export interface IndexedGraph extends FleetGraph {
  needsOf: ReadonlyMap<NodeId, readonly Need[]>;
  neededBy: ReadonlyMap<NodeId, readonly Need[]>;
  /** Nodes of each kind, as the graph has them. */
  byKind: ReadonlyMap<NodeKind, readonly GraphNode[]>;
  /** Nodes by what people call them, in lower case. */
  byName: ReadonlyMap<string, readonly GraphNode[]>;
  /** Nodes that lie on each host, the host itself among them. */
  byHost: ReadonlyMap<string, readonly GraphNode[]>;
  /** Needs that nobody could read. */
  unread: readonly Need[];
  /** Needs that count only on an occasion of a host, by occasionOf. */
  occasional: ReadonlyMap<string, readonly Need[]>;
}

/** What happens to a host besides that it stops and starts: its hardware changes, or its network configuration is applied. */
export type Occasion = "refit" | "reload";

/** The occasion on which a need counts; null for one that counts whenever its node starts or runs. */
export function occasionOf(graph: FleetGraph, { when, node }: Need): string | null {
  return when === "refit" || when === "reload" ? occasionAt(when, nodeOf(graph, node).host) : null;
}

export function occasionAt(occasion: Occasion, host: string | null): string {
  return `${occasion} ${host}`;
}

/** Indexes a graph once for many rehearsals. */
export function indexGraph(graph: FleetGraph): IndexedGraph {
  const needsOf = new Map<NodeId, Need[]>();
  const neededBy = new Map<NodeId, Need[]>();
  const occasional = new Map<string, Need[]>();
  for (const need of graph.needs) {
    add(needsOf, need.node, need);
    const occasion = occasionOf(graph, need);
    if (occasion !== null) add(occasional, occasion, need);
    for (const { node } of need.from) add(neededBy, node, need);
  }
  const byKind = new Map<NodeKind, GraphNode[]>();
  const byName = new Map<string, GraphNode[]>();
  const byHost = new Map<string, GraphNode[]>();
  for (const node of graph.nodes.values()) {
    add(byKind, node.kind, node);
    add(byName, node.name.toLowerCase(), node);
    if (node.host !== null) add(byHost, node.host, node);
  }
  return { ...graph, needsOf, neededBy, byKind, byName, byHost, occasional, unread: graph.needs.filter(({ unknown }) => unknown) };
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** A node by id. Throws where a need names one that is not there: that is our own fault, not a host's. */
export function nodeOf(graph: FleetGraph, id: NodeId): GraphNode {
  const node = graph.nodes.get(id);
  if (node === undefined) throw new Error(`the graph has no node ${id}`);
  return node;
}

/** A node as an answer names it. */
export function named(graph: IndexedGraph, id: NodeId): Pick<GraphNode, "id" | "kind" | "name" | "host"> {
  const { kind, name, host } = nodeOf(graph, id);
  return { id, kind, name, host };
}

/** States that each node is in, as far as it is in any. */
export type Lost = ReadonlyMap<NodeId, { has(state: State): boolean }>;

/** Whether a provider serves: it runs, and is in no state that this need cannot bear. */
export function serves(graph: FleetGraph, lost: Lost, provider: NodeId, need: Need): boolean {
  const own = lost.get(provider);
  if (own !== undefined && need.failsOn.some((state) => own.has(state))) return false;
  return nodeOf(graph, provider).running;
}

/** How much of what it needs a node has. */
export function supply(graph: FleetGraph, lost: Lost, need: Need): number {
  let sum = 0;
  for (const { node, weight } of need.from) if (serves(graph, lost, node, need)) sum += weight;
  return sum;
}
