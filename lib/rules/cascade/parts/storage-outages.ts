import type { GraphNode, Need } from "#lib/graph/model.ts";
import { isSeen, rolesOfNode, sitesOf } from "./fleet-sites.ts";
import { type FleetView, isGone, neededBy, nodesOf, oncePerGraph } from "./fleet-view.ts";

/** What goes with one storage server. */
export interface StorageOutage {
  storage: GraphNode;
  /** Running guests that stand still or lose their disks. */
  guests: GraphNode[];
  /** Running guests of the site. */
  outOf: number;
  hosts: string[];
  roles: string[];
  /** `all`: most guests, or the last of a service; `some`: services that others of the site give too; `open`: not all of the site was read. */
  extent: "all" | "some" | "open";
  /** The needs that reach it first: mounts and disks. */
  needs: Need[];
  /** Several machines that hold one copy each. */
  isReplicated: boolean;
}

/** Half of a handful of guests is no site. */
const fewestGuests = 5;

/** Storage servers that carry half of a site's guests, or two of its services. */
export const storageOutages = oncePerGraph((view: FleetView): StorageOutage[] =>
  nodesOf(view, "storage").flatMap((storage): StorageOutage[] => {
    const loss = view.lossOf(storage.id);
    const guests = [...loss.keys()].filter((id) => isGone(loss, id)).flatMap((id) => view.nodes.get(id) ?? []);
    const hit = guests.filter(({ kind }) => kind === "guest");
    const site = sitesOf(view).at(storage.id);
    const outOf = (site?.guests ?? []).filter(({ running }) => running).length;
    const roles = [...new Set(hit.flatMap(rolesOfNode))].sort();
    const isMost = hit.length >= fewestGuests && hit.length * 2 >= outOf;
    if (!isMost && roles.length < 2) return [];
    const isLeft = (role: string) => site?.guests.some((guest) => guest.running && guest.roles.includes(role) && !isGone(loss, guest.id));
    const isLast = isMost || !roles.every(isLeft);
    const extent = !isMost && site !== undefined && !isSeen(site) ? "open" : isLast ? "all" : "some";
    const first = neededBy(view, storage.id).filter(({ when }) => when === "run");
    const disks = first.flatMap(({ node }) => (view.nodes.get(node)?.kind === "mount" ? neededBy(view, node) : []));
    const needs = [...first, ...disks.filter(({ when }) => when === "run")];
    const hosts = [...new Set(hit.flatMap(({ host }) => host ?? []))].sort();
    return [{ storage, guests: hit, outOf, hosts, roles, extent, needs, isReplicated: storage.roles.includes("replicated") }];
  }),
);
