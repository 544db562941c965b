import type { FleetFacts } from "#lib/graph/fleet-facts.ts";
import type { IndexedGraph } from "#lib/graph/indexed.ts";
import type { GraphNode, NodeId } from "#lib/graph/model.ts";
import { groupHosts, type HostGroup } from "./groups.ts";
import type { GuestCount } from "./picture.ts";

/** What is known of each host beside the graph. */
export type HostFacts = FleetFacts["hosts"];

/** A host as pictures need it. */
export interface HostEntry {
  node: GraphNode;
  group: HostGroup;
  /** Some visit has read it. */
  isRead: boolean;
  /** Facts that the last visit could not read. */
  unknownFacts: number;
  /** Rules with a standing finding on it; null where nobody asked. */
  standing: ReadonlySet<string> | null;
  /** What lies on it, guests and all. */
  inside: readonly GraphNode[];
  guests: GuestCount;
}

/** The graph by hosts and groups: made once, for many pictures. */
export interface FleetIndex {
  graph: IndexedGraph;
  hosts: readonly HostEntry[];
  /** The host that a node is or lies on. */
  entryOf(node: GraphNode): HostEntry | undefined;
  groups: readonly HostGroup[];
}

/** Indexes a graph and what is known of its hosts. */
export function indexFleet(graph: IndexedGraph, facts: HostFacts): FleetIndex {
  const nodes = graph.byKind.get("host") ?? [];
  const factsOf = new Map(facts.map((host) => [`host:${host.name}`, host]));
  const inside = new Map<string, GraphNode[]>();
  for (const node of graph.nodes.values()) {
    if (node.host === null || node.kind === "host") continue;
    const own = inside.get(node.host);
    if (own === undefined) inside.set(node.host, [node]);
    else own.push(node);
  }
  const groupOf = groupHosts(graph, nodes, factsOf);
  const hosts = nodes.flatMap((node): HostEntry[] => {
    const group = groupOf.get(node.id);
    if (group === undefined) return [];
    const known = factsOf.get(node.id);
    const own = node.host === null ? [] : (inside.get(node.host) ?? []);
    const isRead = known !== undefined && known.seenAt !== null && known.part.system !== null;
    const standing = known?.standing === undefined ? null : new Set(known.standing);
    return [{ node, group, isRead, unknownFacts: isRead ? known.part.unread.length : 0, standing, inside: own, guests: guestsOf(own) }];
  });
  const byId = new Map<NodeId, HostEntry>(hosts.map((entry) => [entry.node.id, entry]));
  const groups = [...new Map(hosts.map(({ group }) => [group.id, group])).values()];
  return {
    graph,
    hosts,
    groups,
    entryOf: (node) => (node.kind === "host" ? byId.get(node.id) : node.host === null ? undefined : byId.get(`host:${node.host}`)),
  };
}

function guestsOf(inside: readonly GraphNode[]): GuestCount {
  const guests = inside.filter(({ kind }) => kind === "guest");
  return { total: guests.length, off: guests.filter(({ running }) => !running).length };
}
