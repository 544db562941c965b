import type { GraphNode, NodeId } from "#lib/graph/model.ts";
import { isInside } from "#lib/rules/shared/alert-routes.ts";
import { type FleetView, oncePerGraph } from "./fleet-view.ts";

/** What roles of guests count as: each a service that others, or the repair, need. */
const infrastructure: ReadonlySet<string> = new Set([
  "DNS",
  "DHCP",
  "gateway",
  "storage",
  "authentication",
  "secrets",
  "alerting",
  "Kubernetes control plane",
  "wireless network",
]);

/** Roles of a guest or host that others need; not what it is called for other reasons. */
export function rolesOfNode({ roles }: GraphNode): string[] {
  return roles.filter((role) => infrastructure.has(role));
}

/** What hangs together: machines that share no need with others are another site. */
export interface Site {
  /** Name of its first host, which stands for it in fingerprints. */
  name: string;
  hosts: GraphNode[];
  guests: GraphNode[];
}

/** Whether every node of the site's clusters is visited: what runs on the others is not known. */
export function isSeen({ hosts }: Site): boolean {
  return hosts.every(({ host }) => host !== null);
}

/** What half of the world shares, or has a number that many use, joins no sites: public servers, VLANs. */
function isShared({ id, kind }: GraphNode): boolean {
  return kind === "time-source" || kind === "vlan" || (kind === "dns" && !isInside(id.slice("dns:".length)));
}

/** Sites by the id of each node in them. */
export const sitesOf = oncePerGraph((view: FleetView): { all: Site[]; at: (id: NodeId) => Site | undefined } => {
  const parent = new Map<NodeId, NodeId>();
  const root = (id: NodeId): NodeId => {
    let top = id;
    for (let above = parent.get(top); above !== undefined; above = parent.get(top)) top = above;
    for (let at = id; at !== top; ) {
      const next = parent.get(at) ?? top;
      parent.set(at, top);
      at = next;
    }
    return top;
  };
  const join = (one: NodeId, other: NodeId) => {
    const [above = "", below = ""] = [root(one), root(other)].sort();
    if (above !== below) parent.set(below, above);
  };
  for (const { id, host } of view.nodes.values()) if (host !== null && view.nodes.has(`host:${host}`)) join(id, `host:${host}`);
  for (const { node, from, unknown } of view.needs) {
    const own = view.nodes.get(node);
    if (unknown || own === undefined || isShared(own)) continue;
    for (const { node: provider } of from) {
      const shared = view.nodes.get(provider);
      if (shared !== undefined && !isShared(shared)) join(node, provider);
    }
  }
  const sites = new Map<NodeId, Site>();
  for (const host of view.byKind.get("host") ?? []) {
    const site = sites.get(root(host.id)) ?? { name: host.name, hosts: [], guests: [] };
    site.hosts.push(host);
    sites.set(root(host.id), site);
  }
  for (const guest of view.byKind.get("guest") ?? []) sites.get(root(guest.id))?.guests.push(guest);
  return { all: [...sites.values()], at: (id) => sites.get(root(id)) };
});
