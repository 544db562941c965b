import type { Given } from "./given.ts";
import type { Seed } from "./impact.ts";
import type { IndexedGraph } from "./indexed.ts";
import type { GraphNode, NodeId, NodeKind } from "./model.ts";

/** A name in what is given that the graph does not have, or has several times. */
export class UnknownTarget extends Error {
  override name = "UnknownTarget";
}

/** What is given, as the first marks: what is gone for good, and what restarts. */
export interface Plan {
  lost: Seed[];
  restarts: Seed[];
  unknown: string[];
  tryFirst: string | null;
}

/** Turns what is given into marks, the same for the same set in any order. Throws UnknownTarget. */
export function planOf(graph: IndexedGraph, given: readonly Given[]): Plan {
  const plan: Plan = { lost: [], restarts: [], unknown: [], tryFirst: null };
  for (const one of given) add(graph, one, plan);
  return plan;
}

const machines: readonly NodeKind[] = ["host", "guest"];

function add(graph: IndexedGraph, given: Given, plan: Plan): void {
  switch (given.what) {
    case "reboot":
    case "restart": {
      const node = targetOf(graph, given.target, machines);
      plan.restarts.push(down(node, given.what === "reboot" ? "is rebooted" : "is stopped and started again"));
      if (node.kind === "host" && given.what === "reboot") plan.tryFirst ??= smallerAction(graph, node);
      return;
    }
    case "lose": {
      const node = targetOf(graph, given.target);
      plan.lost.push(down(node, "is lost"));
      return;
    }
    case "power-loss": {
      const site = given.target === null ? null : targetOf(graph, given.target, ["power"]);
      const off = machines.flatMap((kind) => (graph.byKind.get(kind) ?? []).filter((node) => node.running || kind === "host"));
      const concerned =
        site === null ? off : off.filter(({ id }) => graph.needsOf.get(id)?.some(({ from }) => from.some(({ node }) => node === site.id)));
      for (const node of concerned) plan.restarts.push(down(node, "loses power"));
      return;
    }
    case "set-pvid":
    case "apply-network":
      addNetworkChange(graph, given, plan);
  }
}

/** A change of the network under a running host: what its uplinks then are is a question to the switch. */
function addNetworkChange(graph: IndexedGraph, given: Extract<Given, { what: "set-pvid" | "apply-network" }>, plan: Plan): void {
  const node = targetOf(graph, given.target, given.what === "set-pvid" ? ["bridge"] : ["host"]);
  const changes = (graph.byKind.get("nic") ?? []).filter(
    ({ host, roles }) => host === (node.host ?? node.name) && roles.includes("uplink"),
  );
  const words = given.what === "set-pvid" ? `takes PVID ${given.vid} with ${node.name}` : "comes up with the saved configuration";
  const moved = changes.filter(({ roles }) => given.what === "apply-network" || !roles.includes(`native VLAN ${given.vid}`));
  for (const uplink of moved)
    plan.lost.push({ node: uplink.id, state: "isolated", need: null, cause: null, words: `${uplink.name} ${words}` });
  if (moved.some(({ roles }) => !roles.some((role) => role.startsWith("native VLAN "))))
    plan.unknown.push(`the native VLAN of the switch port behind ${moved.map(({ name }) => name).join(", ")} is not declared`);
}

function down(node: GraphNode, words: string): Seed {
  return { node: node.id, state: "down", need: null, cause: null, words: `${node.name} ${words}` };
}

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

/** Before a host is rebooted for the sake of one guest: how many healthy ones go with it. */
function smallerAction(graph: IndexedGraph, host: GraphNode): string | null {
  const guests = (graph.byKind.get("guest") ?? []).filter((node) => node.host === host.name);
  const off = guests.filter(({ running, roles }) => !running && roles.includes("onboot"));
  const healthy = guests.filter(({ running }) => running).length;
  if (off.length === 0 || healthy === 0) return null;
  const names = off.slice(0, 3).map(({ name }) => name);
  return `${off.length} of ${guests.length} guests of ${host.name} ${off.length === 1 ? "is" : "are"} down (${names.join(", ")}): open a console there before rebooting ${healthy} healthy ones.`;
}
