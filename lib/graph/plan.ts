import type { Given } from "./given.ts";
import type { Seed } from "./impact.ts";
import { type IndexedGraph, nodeOf, occasionAt } from "./indexed.ts";
import type { GraphNode, NodeKind } from "./model.ts";
import { targetOf } from "./target.ts";

export { UnknownTarget } from "./target.ts";

/** What is given, as the first marks: what is gone for good, and what restarts. */
export interface Plan {
  lost: Seed[];
  restarts: Seed[];
  /** What happens to hosts besides, by occasionOf. */
  occasions: Set<string>;
  unknown: string[];
  tryFirst: string | null;
}

/** Turns what is given into marks, the same for the same set in any order. Throws UnknownTarget. */
export function planOf(graph: IndexedGraph, given: readonly Given[]): Plan {
  const plan: Plan = { lost: [], restarts: [], occasions: new Set(), unknown: [], tryFirst: null };
  for (const one of given) add(graph, one, plan);
  // Two events may hit the same node: which of them is told must not depend on their order.
  for (const seeds of [plan.lost, plan.restarts])
    seeds.sort((one, other) => compare(one.node, other.node) || compare(one.state, other.state) || compare(one.words, other.words));
  const rebooted = given.filter(({ what }) => what === "reboot").map(({ target }) => targetOf(graph, target ?? "", machines));
  const hosts = rebooted.filter(({ kind }) => kind === "host").sort((one, other) => (one.id < other.id ? -1 : 1));
  plan.tryFirst = hosts.map((host) => smallerAction(graph, host, plan)).find((words) => words !== null) ?? null;
  return plan;
}

const machines: readonly NodeKind[] = ["host", "guest"];

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function add(graph: IndexedGraph, given: Given, plan: Plan): void {
  switch (given.what) {
    case "reboot":
    case "restart": {
      const node = targetOf(graph, given.target, machines);
      plan.restarts.push(down(node, given.what === "reboot" ? "is rebooted" : "is stopped and started again"));
      return;
    }
    case "lose": {
      const node = targetOf(graph, given.target);
      plan.lost.push(down(node, "is lost"));
      return;
    }
    case "power-loss": {
      const site = given.target === null ? null : targetOf(graph, given.target, ["power"]);
      const off = [
        ...machines.flatMap((kind) => (graph.byKind.get(kind) ?? []).filter((node) => node.running || kind === "host")),
        ...boxes(graph),
      ];
      const concerned =
        site === null ? off : off.filter(({ id }) => graph.needsOf.get(id)?.some(({ from }) => from.some(({ node }) => node === site.id)));
      for (const node of concerned) plan.restarts.push(down(node, "loses power"));
      return;
    }
    case "hardware-fault": {
      const host = targetOf(graph, given.target, ["host"]);
      plan.restarts.push(down(host, "loses a part, and comes up on other hardware"));
      plan.occasions.add(occasionAt("refit", host.host));
      return;
    }
    case "set-pvid":
      setPvid(graph, given.target, given.vid, plan);
      return;
    case "apply-network":
      applyNetwork(graph, given.target, plan);
  }
}

/** Storage servers that are no machine of the fleet: they stand in the same racks, and start again with the rest. */
function boxes(graph: IndexedGraph): GraphNode[] {
  return (graph.byKind.get("storage") ?? []).filter(({ id }) => !graph.needsOf.get(id)?.length);
}

/** Role of an uplink whose files give it other VLANs than it has. */
const filesSay = "files: ";

/**
 * The stored configuration becomes active under a running host. Where a change is saved, what its uplinks then are is a question to the
 * switch; else it changes only what runs otherwise than it is stored, as far as the files in force were read.
 */
function applyNetwork(graph: IndexedGraph, target: string, plan: Plan): void {
  const host = targetOf(graph, target, ["host"]);
  plan.occasions.add(occasionAt("reload", host.host));
  const uplinks = (graph.byKind.get("nic") ?? []).filter((nic) => nic.host === host.name && nic.roles.includes("uplink"));
  if (host.roles.includes("saved network configuration")) {
    isolate(uplinks, "comes up with the saved configuration", plan);
    return;
  }
  const differing = uplinks.filter(({ roles }) => roles.some((role) => role.startsWith(filesSay)));
  isolate(differing, "comes up with what its files say", plan);
  const said = differing.flatMap(({ name, roles }) =>
    roles.flatMap((role) => (role.startsWith(filesSay) ? [`${name} ${role.slice(filesSay.length)}`] : [])),
  );
  const known = said.length === 0 ? "" : `beyond what its files say of ${said.join("; ")}, `;
  plan.unknown.push(`no saved change of ${host.name} is known: ${known}what would be applied is open`);
}

/** The default PVID of a bridge is also that of the uplinks that follow it: both ends of the cable have to agree. */
function setPvid(graph: IndexedGraph, target: string, vid: number, plan: Plan): void {
  const bridge = targetOf(graph, target, ["bridge"]);
  if (!bridge.roles.includes("VLAN-aware")) {
    plan.unknown.push(`${bridge.name} does not filter VLANs: a PVID changes nothing there`);
    return;
  }
  const uplinks = (graph.needsOf.get(bridge.id) ?? []).flatMap(({ from }) => from.map(({ node }) => nodeOf(graph, node)));
  const following = uplinks.filter(({ roles }) => roles.some((role) => role.startsWith("PVID ") && role !== `PVID ${vid}`));
  const moved = following.filter(({ roles }) => !roles.includes(`native VLAN ${vid}`));
  askSwitch(moved, plan);
  if (following.length === 0)
    plan.unknown.push(`no uplink of ${bridge.name} follows its PVID: only the address of ${bridge.host} changes its VLAN`);
  const vids = new Set([vid, ...moved.flatMap(({ roles }) => roles.flatMap((role) => Number(/^PVID (\d+)$/.exec(role)?.[1] ?? vid)))]);
  const words = `${moved.map(({ name }) => name).join(", ")} takes PVID ${vid} with ${bridge.name}`;
  for (const one of moved.length === 0 ? [] : vids) {
    const leg = graph.nodes.get(`vlan:${bridge.host}/${bridge.name}.${one}`);
    if (leg !== undefined)
      plan.lost.push({ node: leg.id, state: "isolated", need: null, cause: null, words: `${leg.name} loses the switch: ${words}` });
  }
}

function isolate(uplinks: readonly GraphNode[], words: string, plan: Plan): void {
  for (const { id, name } of uplinks) plan.lost.push({ node: id, state: "isolated", need: null, cause: null, words: `${name} ${words}` });
  askSwitch(uplinks, plan);
}

function askSwitch(uplinks: readonly GraphNode[], plan: Plan): void {
  const open = uplinks.filter(({ roles }) => !roles.some((role) => role.startsWith("native VLAN ")));
  if (open.length > 0)
    plan.unknown.push(`the native VLAN of the switch port behind ${open.map(({ name }) => name).join(", ")} is not declared`);
}

function down(node: GraphNode, words: string): Seed {
  return { node: node.id, state: "down", need: null, cause: null, words: `${node.name} ${words}` };
}

/** Before a host is rebooted for the sake of one guest: how many healthy ones go with it. */
function smallerAction(graph: IndexedGraph, host: GraphNode, plan: Plan): string | null {
  const lost = new Set(plan.lost.map(({ node }) => node));
  const guests = (graph.byHost.get(host.name) ?? []).filter(
    ({ kind, running, roles }) => kind === "guest" && (running || roles.includes("onboot")),
  );
  const off = guests.filter(({ id, running }) => !running || lost.has(id));
  const healthy = guests.length - off.length;
  if (off.length === 0 || healthy === 0) return null;
  const names = off.slice(0, 3).map(({ name }) => name);
  return `${off.length} of ${guests.length} guests of ${host.name} ${off.length === 1 ? "is" : "are"} down (${names.join(", ")}): open a console there before rebooting ${healthy} healthy ${healthy === 1 ? "one" : "ones"}.`;
}
