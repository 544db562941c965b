import type { GraphNode, NodeId, NodeKind } from "#lib/graph/model.ts";
import { type FleetView, isGone, needsOf, nodesOf, oncePerGraph } from "./fleet-view.ts";

/** Kinds that stand for a piece of hardware: what is told as the one thing whose loss takes several others. */
const devices: readonly NodeKind[] = ["host", "storage", "gateway"];

/** Everything that a node needs while it runs, itself included, near things first. */
function needed(view: FleetView, id: NodeId): NodeId[] {
  const seen = new Set([id]);
  for (const one of seen)
    for (const need of needsOf(view, one)) if (need.when === "run" && !need.unknown) for (const { node } of need.from) seen.add(node);
  return [...seen];
}

/** Devices whose loss alone takes every one of these nodes; of two that take each other only the root is told. */
export function commonFates(view: FleetView, ids: readonly NodeId[], kinds = devices): GraphNode[] {
  const [first] = ids;
  if (first === undefined) return [];
  const candidates = needed(view, first).flatMap((id) => view.nodes.get(id) ?? []);
  const common = candidates.filter(({ id, kind }) => kinds.includes(kind) && ids.every((one) => isGone(view.lossOf(id), one)));
  const roots = common.filter(({ id }) => !common.some((other) => other.id !== id && isGone(view.lossOf(other.id), id)));
  return (roots.length > 0 ? roots : common.slice(0, 1)).sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Hosts by the one device that all of their DNS servers share. */
export interface SharedDns {
  device: GraphNode;
  servers: NodeId[];
  clients: NodeId[];
}

export const sharedDns = oncePerGraph((view: FleetView): SharedDns[] => {
  const fates = new Map<string, GraphNode[]>();
  const found = new Map<NodeId, SharedDns>();
  for (const { id: client } of nodesOf(view, "host")) {
    for (const need of needsOf(view, client)) {
      if (need.when !== "run" || need.from.length === 0 || !need.from.every(({ node }) => node.startsWith("dns:"))) continue;
      const servers = need.from.map(({ node }) => node).sort();
      const key = servers.join(" ");
      const common = fates.get(key) ?? commonFates(view, servers, ["host", "storage"]);
      fates.set(key, common);
      for (const device of common) {
        const known = found.get(device.id) ?? { device, servers: [], clients: [] };
        known.servers = [...new Set([...known.servers, ...servers])].sort();
        known.clients.push(client);
        found.set(device.id, known);
      }
    }
  }
  return [...found.values()].sort((one, other) => (one.device.id < other.device.id ? -1 : 1));
});

/** Devices whose loss ends every way of an alert that a host told of. */
export const alertCuts = oncePerGraph((view: FleetView): { paths: NodeId[]; cuts: GraphNode[] } => {
  const paths = nodesOf(view, "alert-path")
    .filter(({ running, declared }) => running && !declared)
    .map(({ id }) => id);
  return { paths, cuts: commonFates(view, paths) };
});
