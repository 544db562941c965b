import type { FleetFacts } from "#lib/graph/fleet-facts.ts";
import type { IndexedGraph } from "#lib/graph/indexed.ts";
import type { GraphNode, NodeId } from "#lib/graph/model.ts";
import { networkOf } from "#lib/rules/shared/subnets.ts";
import type { Group } from "./picture.ts";

/** A group before anything is counted in it. */
export type HostGroup = Pick<Group, "id" | "name" | "kind">;

type Known = FleetFacts["hosts"][number];

const alone: HostGroup = { id: "alone", name: "On their own", kind: "alone" };

/**
 * The group of each host: its cluster, else the site that somebody gave it, else the network by which it is reached. Hosts that are the
 * only ones of their network stand together: a frame around one box says nothing.
 */
export function groupHosts(
  graph: IndexedGraph,
  hosts: readonly GraphNode[],
  facts: ReadonlyMap<NodeId, Known>,
): ReadonlyMap<NodeId, HostGroup> {
  const clusters = clustersOf(graph);
  const groups = new Map<NodeId, HostGroup>();
  const sizes = new Map<string, number>();
  for (const { id } of hosts) {
    const group = clusters.get(id) ?? placeOf(facts.get(id));
    groups.set(id, group);
    sizes.set(group.id, (sizes.get(group.id) ?? 0) + 1);
  }
  for (const [id, group] of groups) if (group.kind === "network" && sizes.get(group.id) === 1) groups.set(id, alone);
  return groups;
}

function clustersOf(graph: IndexedGraph): Map<NodeId, HostGroup> {
  const found = new Map<NodeId, HostGroup>();
  for (const { id, name } of graph.byKind.get("cluster") ?? []) {
    const members = (graph.needsOf.get(id) ?? []).flatMap(({ from }) => from.map(({ node }) => node));
    for (const member of members) if (member.startsWith("host:") && !found.has(member)) found.set(member, { id, name, kind: "cluster" });
  }
  return found;
}

function placeOf(host: Known | undefined): HostGroup {
  if (host === undefined) return alone;
  if (host.site !== null) return { id: `site:${host.site}`, name: host.site, kind: "site" };
  const own = host.part.addresses.find(({ address }) => address === host.address);
  const network = own === undefined ? null : networkOf(own);
  return network === null ? alone : { id: `network:${network}`, name: network, kind: "network" };
}
