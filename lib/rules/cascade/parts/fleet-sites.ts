import type { GraphNode, NodeId } from "#lib/graph/model.ts";
import { isInside } from "#lib/rules/shared/alert-routes.ts";
import { DisjointSets } from "./disjoint-sets.ts";
import { type FleetView, nodesOf, oncePerGraph } from "./fleet-view.ts";

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
  storages: GraphNode[];
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
  const together = new DisjointSets(view.nodes.keys());
  for (const { id, host } of view.nodes.values()) if (host !== null) together.join(id, `host:${host}`);
  const shared = new Set([...view.nodes.values()].filter(isShared).map(({ id }) => id));
  for (const { node, from, unknown } of view.needs) {
    if (unknown || shared.has(node)) continue;
    for (const { node: provider } of from) if (!shared.has(provider)) together.join(node, provider);
  }
  const sites = new Map<number, Site>();
  for (const host of nodesOf(view, "host")) {
    const set = together.setOf(host.id);
    const site = sites.get(set) ?? { name: host.name, hosts: [], guests: [], storages: [] };
    site.hosts.push(host);
    sites.set(set, site);
  }
  const at = (id: NodeId) => sites.get(together.setOf(id));
  for (const guest of nodesOf(view, "guest")) at(guest.id)?.guests.push(guest);
  for (const storage of nodesOf(view, "storage")) at(storage.id)?.storages.push(storage);
  return { all: [...sites.values()], at };
});
