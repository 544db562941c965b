import type { GraphNode, NodeId } from "#lib/graph/model.ts";
import { quorumCuts, votesOf } from "./cluster-voters.ts";
import { alertCuts, sharedDns } from "./common-fate.ts";
import { isSeen, rolesOfNode, type Site, sitesOf } from "./fleet-sites.ts";
import { type FleetView, isGone, oncePerGraph } from "./fleet-view.ts";
import { storageOutages } from "./storage-outages.ts";

/** One machine without which most services of its site are gone. */
export interface SinglePoint {
  device: GraphNode;
  lost: string[];
  outOf: string[];
  guests: number;
}

/** With fewer services than this a site has no spare of anything, and everybody knows. */
const fewestRoles = 4;

export const singlePoints = oncePerGraph((view: FleetView): SinglePoint[] => {
  const told = new Set([
    ...storageOutages(view).map(({ storage }) => storage.id),
    ...sharedDns(view).map(({ device }) => device.id),
    ...votesOf(view).flatMap((votes) => quorumCuts(view, votes).map(({ node }) => node.id)),
    ...alertCuts(view).cuts.map(({ id }) => id),
  ]);
  const found = sitesOf(view).all.flatMap((site) => {
    const providers = providersOf(view, site);
    if (providers.size < fewestRoles || site.hosts.length < 2 || !isSeen(site)) return [];
    return [...site.hosts, ...site.storages].filter(({ id }) => !told.has(id)).flatMap((device) => pointOf(view, device, providers));
  });
  return found.sort((one, other) => other.lost.length - one.lost.length || (one.device.id < other.device.id ? -1 : 1));
});

function pointOf(view: FleetView, device: GraphNode, providers: ReadonlyMap<string, readonly NodeId[]>): SinglePoint[] {
  const loss = view.lossOf(device.id);
  const lost = [...providers].filter(([, ids]) => ids.every((id) => isGone(loss, id))).map(([role]) => role);
  if (lost.length * 2 <= providers.size) return [];
  const guests = [...loss.keys()].filter((id) => view.nodes.get(id)?.kind === "guest" && isGone(loss, id)).length;
  return [{ device, lost: lost.sort(), outOf: [...providers.keys()].sort(), guests }];
}

/** Who gives each service of a site: what hosts ask for by address goes before what guests are called. */
function providersOf(view: FleetView, site: Site): Map<string, NodeId[]> {
  const asked = new Map<string, Set<NodeId>>();
  const called = new Map<string, Set<NodeId>>();
  const put = (map: Map<string, Set<NodeId>>, role: string, id: NodeId) => map.set(role, (map.get(role) ?? new Set()).add(id));
  for (const guest of site.guests) if (guest.running) for (const role of rolesOfNode(guest)) put(called, role, guest.id);
  for (const { id } of site.hosts) {
    for (const { from, when } of view.needsOf.get(id) ?? []) {
      if (when !== "run") continue;
      for (const { node } of from) {
        if (node.startsWith("dns:")) put(asked, "DNS", node);
        if (node.startsWith("gateway:")) put(asked, "gateway", node);
      }
    }
  }
  return new Map([...called, ...asked].map(([role, ids]) => [role, [...ids]]));
}
