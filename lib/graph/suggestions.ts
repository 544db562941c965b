import { counted, listed } from "#lib/rules/shared/wording.ts";
import { type Event, wholeSite } from "./events.ts";
import type { Given } from "./given.ts";
import { givenText } from "./given-text.ts";
import { spread } from "./impact.ts";
import { type IndexedGraph, nodeOf } from "./indexed.ts";
import type { GraphNode, NodeId, NodeKind } from "./model.ts";

/** So many of a kind are weighed: those that most others need. */
const weighed = 12;

/**
 * What is worth rehearsing in this fleet: of each kind of failure that it knows, the one that takes most along, and what is waiting to be
 * applied. Pure; a fleet of any size gives a list that is read at a glance.
 */
export function suggestionsFor(graph: IndexedGraph): Event[] {
  return [
    ...rebootOfMost(graph),
    ...worstOf(graph, "storage", 2),
    ...worstOf(graph, "dns", 1),
    ...worstOf(graph, "gateway", 1),
    ...worstOf(graph, "vlan", 1),
    ...worstOf(graph, "nic", 1),
    ...worstOf(graph, "quorum-device", 1),
    ...waiting(graph),
    ...everything(graph),
  ];
}

function rebootOfMost(graph: IndexedGraph): Event[] {
  const guests = new Map<string, number>();
  for (const { host, running } of graph.byKind.get("guest") ?? [])
    if (running && host !== null) guests.set(host, (guests.get(host) ?? 0) + 1);
  const most = Math.max(0, ...guests.values());
  const host = (graph.byKind.get("host") ?? []).find(({ name }) => guests.get(name) === most);
  return host === undefined ? [] : [eventOf(graph, { what: "reboot", target: host.id }, `carries ${counted(most, "running guest")}`)];
}

/** Those of a kind whose loss reaches most machines; none where no machine needs any. */
function worstOf(graph: IndexedGraph, kind: NodeKind, limit: number): Event[] {
  const needed = (id: NodeId) => graph.neededBy.get(id)?.length ?? 0;
  const likely = (graph.byKind.get(kind) ?? []).filter(({ running }) => running).sort((one, other) => needed(other.id) - needed(one.id));
  const reached = likely.slice(0, weighed).map((node) => ({ node, ...reachOf(graph, node) }));
  const worst = reached
    .filter(({ hosts, guests }) => hosts + guests > 0)
    .sort((one, other) => other.hosts - one.hosts || other.guests - one.guests);
  return worst.slice(0, limit).map(({ node, hosts, guests }) => {
    const whom = [...(hosts > 0 ? [counted(hosts, "host")] : []), ...(guests > 0 ? [counted(guests, "guest")] : [])];
    return eventOf(graph, { what: "lose", target: node.id }, `reaches ${listed(whom)}`);
  });
}

/** Hosts and guests that a loss reaches in any way; what a host waits for at its mounts and lookups counts as the host's. */
function reachOf(graph: IndexedGraph, { id, name }: GraphNode): { hosts: number; guests: number } {
  const impact = spread(graph, [{ node: id, state: "down", need: null, cause: null, words: name }]);
  const nodes = [...impact.keys()].map((hit) => nodeOf(graph, hit));
  const guests = nodes.filter(({ kind }) => kind === "guest").length;
  return {
    hosts: new Set(nodes.flatMap(({ kind, name: own, host }) => (kind === "guest" ? [] : kind === "host" ? own : (host ?? [])))).size,
    guests,
  };
}

/** What is saved and takes effect at the next start. */
function waiting(graph: IndexedGraph): Event[] {
  const saved = (graph.byKind.get("host") ?? []).find(({ roles }) => roles.includes("saved network configuration"));
  const moved = graph.needs.find(({ when, rule }) => when === "start" && rule === "change/pending-guest-pci-layout");
  const guest = moved === undefined ? undefined : graph.nodes.get(moved.node);
  return [
    ...(saved === undefined ? [] : [eventOf(graph, { what: "apply-network", target: saved.id }, "a change is saved and not applied")]),
    ...(guest?.running !== true ? [] : [eventOf(graph, { what: "restart", target: guest.id }, "its next start moves a network card")]),
    ...pvid(graph),
  ];
}

/** The first bridge whose PVID is not that of another of its name: what it would be told to do to make them agree. */
function pvid(graph: IndexedGraph): Event[] {
  const bridges = (graph.byKind.get("bridge") ?? []).filter(({ roles }) => roles.includes("VLAN-aware"));
  const first = new Map<string, { bridge: GraphNode; vid: number }>();
  for (const bridge of bridges) {
    for (const vid of pvidOf(graph, bridge)) {
      const other = first.get(bridge.name);
      if (other === undefined) first.set(bridge.name, { bridge, vid });
      else if (other.vid !== vid) {
        const given: Given = { what: "set-pvid", target: other.bridge.id, vid };
        return [eventOf(graph, given, `as ${bridge.name} of ${bridge.host} has it`)];
      }
    }
  }
  return [];
}

function pvidOf(graph: IndexedGraph, bridge: GraphNode): number[] {
  const uplinks = (graph.needsOf.get(bridge.id) ?? []).flatMap(({ from }) => from.map(({ node }) => nodeOf(graph, node)));
  return uplinks.flatMap(({ roles }) => roles.flatMap((role) => Number(/^PVID (\d+)$/.exec(role)?.[1] ?? 0) || [])).slice(0, 1);
}

function everything(graph: IndexedGraph): Event[] {
  return (graph.byKind.get("host")?.length ?? 0) === 0 ? [] : [eventOf(graph, { what: "power-loss", target: null }, wholeSite(graph))];
}

function eventOf(graph: IndexedGraph, given: Given, detail: string): Event {
  return { given, words: givenText(graph, given), detail };
}
