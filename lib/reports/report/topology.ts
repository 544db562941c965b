import type { FleetFacts } from "#lib/graph/fleet-facts.ts";
import { type IndexedGraph, nodeOf } from "#lib/graph/indexed.ts";
import type { NodeId } from "#lib/graph/model.ts";
import { foldNeeds } from "#lib/graph/topology/edges.ts";
import { faultFinder } from "#lib/graph/topology/faults.ts";
import { type FleetIndex, type HostEntry, indexFleet } from "#lib/graph/topology/fleet-index.ts";
import type { Edge } from "#lib/graph/topology/picture.ts";
import { rowsOf } from "#lib/graph/topology/rows.ts";
import { lossOf } from "#lib/graph/topology/single-points.ts";
import { Stage } from "#lib/graph/topology/stage.ts";
import { rules } from "#lib/rules/index.ts";
import { bandOf, type Severity, severityOf } from "#lib/rules/severity.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import type { ReportTopology, TopologyHost, TopologyThing, TopologyTie } from "./topology-model.ts";

const severities = new Map(rules.map(({ id, likelihood, impact }) => [id, severityOf(likelihood, impact)]));

/** A whole fleet as reports of parts of it are cut from it. */
export interface OpenedFleet {
  graph: IndexedGraph;
  fleet: FleetIndex;
  /** Hosts that somebody added. */
  added: ReadonlySet<NodeId>;
  edges: readonly Edge[];
  /** Needs inside of each host, in words. */
  inner: ReturnType<typeof foldNeeds>["inner"];
}

/** Everything that any report of this fleet draws from: worth keeping where several are made. */
export function openFleet(graph: IndexedGraph, facts: FleetFacts["hosts"]): OpenedFleet {
  const fleet = indexFleet(graph, facts);
  const stage = new Stage(fleet, { view: "dependencies", open: fleet.groups.map(({ id }) => id) });
  const { edges, inner } = foldNeeds(fleet, stage, faultFinder(fleet));
  return { graph, fleet, added: new Set(facts.map(({ name }): NodeId => `host:${name}`)), edges, inner };
}

/** How hosts of a fleet hang together: they, what they need, what that needs in turn, and who needs them. */
export function reportTopology({ graph, fleet, added, edges, inner }: OpenedFleet, names: ReadonlySet<string>): ReportTopology {
  const hosts = hostsOf(fleet, names, added);
  const own = new Set(hosts.map(({ node }) => node.id));
  const ties = tiesAround(graph, own, edges);
  const shown = new Set([...own, ...ties.flatMap(({ from, to }) => [from, to])]);
  return {
    hosts: hosts.map((entry) => topologyHost(graph, entry, added, [...(inner.get(entry.node.id) ?? [])])),
    things: [...shown]
      .filter((id) => !own.has(id))
      .sort()
      .map((id) => topologyThing(graph, id)),
    ties: ties.map(tieOf),
  };
}

/** The report's hosts, and nodes of their clusters that nobody added. */
function hostsOf({ hosts }: FleetIndex, names: ReadonlySet<string>, added: ReadonlySet<NodeId>): HostEntry[] {
  const own = hosts.filter(({ node }) => added.has(node.id) && names.has(node.host ?? node.name));
  const clusters = new Set(own.filter(({ group }) => group.kind === "cluster").map(({ group }) => group.id));
  const known = new Set(own);
  return hosts.filter((entry) => known.has(entry) || (!added.has(entry.node.id) && clusters.has(entry.group.id)));
}

/** Needs that lead away from some hosts, over however many, and those that lead to them; the inside of other hosts stays closed. */
function tiesAround(graph: IndexedGraph, hosts: ReadonlySet<NodeId>, edges: readonly Edge[]): Edge[] {
  const around = new Set<Edge>();
  for (const [near, far] of [
    ["from", "to"],
    ["to", "from"],
  ] as const) {
    const byEnd = groupBy(edges, (edge) => edge[near]);
    const reached = new Set(hosts);
    // A set tells of what is added while it is walked.
    for (const id of reached) {
      if (!hosts.has(id) && nodeOf(graph, id).kind === "host") continue;
      for (const edge of byEnd.get(id) ?? []) {
        around.add(edge);
        reached.add(edge[far]);
      }
    }
  }
  return edges.filter((edge) => around.has(edge));
}

function topologyHost(graph: IndexedGraph, entry: HostEntry, added: ReadonlySet<NodeId>, faults: string[]): TopologyHost {
  const { node, group, isRead, unknownFacts, guests } = entry;
  const inside = (view: "network" | "storage" | "cluster") =>
    rowsOf(graph, entry, view).map(({ name, words, running }) => ({ name, words, running }));
  return {
    id: node.id,
    name: node.name,
    group: { kind: group.kind === "shared" || group.kind === "focus" ? "alone" : group.kind, name: group.name },
    added: added.has(node.id),
    read: isRead,
    unread: unknownFacts,
    guests,
    bridges: inside("network"),
    mounts: inside("storage"),
    votes: inside("cluster").map(({ name, words }) => ({ name, words })),
    faults,
    loss: lossAt(graph, node.id),
  };
}

function topologyThing(graph: IndexedGraph, id: NodeId): TopologyThing {
  const { kind, name, host, running, declared, identity } = nodeOf(graph, id);
  return { id, kind, name, host, running, declared, because: identity?.words ?? null, loss: lossAt(graph, id) };
}

function lossAt(graph: IndexedGraph, id: NodeId): TopologyThing["loss"] {
  const { machines, others } = lossOf(graph, id);
  return { machines, others };
}

function tieOf({ from, to, needs, whens, faults, told, unknown }: Edge): TopologyTie {
  const words = [...new Set(told.map((need) => need.words))];
  return { from, to, needs, when: [...whens], faults: [...faults], severity: worstOf(faults), words, unknown };
}

function worstOf(ids: readonly string[]): Severity | null {
  const found = ids.map((id) => severities.get(id) ?? "medium");
  return found.sort((one, other) => bandOf(other) - bandOf(one))[0] ?? null;
}
