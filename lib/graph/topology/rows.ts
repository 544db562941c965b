import { type IndexedGraph, nodeOf } from "#lib/graph/indexed.ts";
import type { GraphNode, Need } from "#lib/graph/model.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";
import type { HostEntry } from "./fleet-index.ts";
import type { Row, View } from "./picture.ts";

/** What the box of a closed host says of what lies in it: its bridges, its mounts, its votes. */
export function rowsOf(graph: IndexedGraph, entry: HostEntry, view: View): Row[] {
  switch (view) {
    case "network":
      return ofKind(entry, "bridge").map((bridge) => bridgeRow(graph, entry, bridge));
    case "storage":
      return ofKind(entry, "mount").map((mount) => mountRow(graph, mount));
    case "cluster":
      return clusterRows(graph, entry);
    case "dependencies":
      return [];
  }
}

function ofKind({ inside }: HostEntry, kind: GraphNode["kind"]): GraphNode[] {
  return inside.filter((node) => node.kind === kind);
}

/** "vmbr0": "bond0, VLAN 921 and 922". */
function bridgeRow(graph: IndexedGraph, entry: HostEntry, bridge: GraphNode): Row {
  const uplinks = providersOf(graph, bridge).filter(({ kind }) => kind === "nic");
  const legs = ofKind(entry, "vlan").filter((leg) => providersOf(graph, leg).some(({ id }) => id === bridge.id));
  const vids = legs.flatMap((leg) => /\.(\d+)$/.exec(leg.id)?.[1] ?? []).sort((one, other) => Number(one) - Number(other));
  const down = uplinks.filter(({ running }) => !running);
  const out = uplinks.length === 0 ? "no uplink" : uplinks.map(({ name, running }) => (running ? name : `${name} down`)).join(", ");
  const words = vids.length === 0 ? out : `${out} · VLAN ${listed(vids, 4)}`;
  return { node: bridge.id, name: bridge.name, words, running: uplinks.length === 0 || down.length < uplinks.length };
}

/** "/mnt/nas/vms": "hard · 5 guests". Its server is at the end of the line that leads there. */
function mountRow(graph: IndexedGraph, mount: GraphNode): Row {
  const needs = (graph.needsOf.get(mount.id) ?? []).filter(({ when }) => when === "run");
  const manner = needs.length === 0 ? "local" : needs.some(({ becomes }) => becomes === "hung") ? "hard" : "soft";
  const guests = new Set(
    (graph.neededBy.get(mount.id) ?? []).filter(({ node }) => nodeOf(graph, node).kind === "guest").map(({ node }) => node),
  );
  const words = guests.size === 0 ? manner : `${manner} · ${counted(guests.size, "guest")}`;
  return { node: mount.id, name: mount.name, words, running: mount.running };
}

function clusterRows(graph: IndexedGraph, { node }: HostEntry): Row[] {
  const voting = (graph.neededBy.get(node.id) ?? []).filter((need) => nodeOf(graph, need.node).kind === "cluster");
  const votes = voting.map((need) => row(need, "votes", String(need.from.find((one) => one.node === node.id)?.weight ?? 0)));
  const resets = (graph.needsOf.get(node.id) ?? []).filter((need) => need.restarts && providerKinds(graph, need).includes("cluster"));
  const ha = resets.map((need) => row(need, "HA", need.unknown ? "not known" : "resets itself without quorum"));
  return [...votes, ...ha];
}

function row(need: Need, name: string, words: string): Row {
  return { node: need.node, name, words, running: true };
}

function providerKinds(graph: IndexedGraph, need: Need): GraphNode["kind"][] {
  return need.from.map(({ node }) => nodeOf(graph, node).kind);
}

function providersOf(graph: IndexedGraph, { id }: GraphNode): GraphNode[] {
  return [...new Set((graph.needsOf.get(id) ?? []).flatMap(({ from }) => from.map(({ node }) => node)))].map((one) => nodeOf(graph, one));
}
