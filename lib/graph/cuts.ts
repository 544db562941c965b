import { uniqueBy } from "#lib/rules/shared/wording.ts";
import type { Need, NodeId } from "./model.ts";
import { ringsOf } from "./rings.ts";

/** That one node of a ring waits for another. */
export interface Edge {
  from: NodeId;
  to: NodeId;
  need: Need;
}

/** How dear it is to mend what a rule finds: a line in a file, then a setting, then another machine. */
const fixes: Readonly<Record<string, { cost: number; fix: string }>> = {
  "storage/netfs-server-by-hostname": { cost: 1, fix: "put the name into /etc/hosts of the host, or mount by address" },
  "storage/nfs-fstab-no-nofail": { cost: 1, fix: "add nofail,x-systemd.automount to the line" },
  "storage/local-mount-needs-remote": { cost: 1, fix: "add nofail to the line that builds on the share" },
  "dns/single-nameserver": { cost: 2, fix: "add a DNS server outside the ring" },
  "boot/pve-guests-storage-race": { cost: 2, fix: "let the start of guests wait for the storage" },
  "cascade/qdevice-inside-cluster": { cost: 4, fix: "move the quorum device to a machine outside the cluster" },
};
const anyCut = { cost: 3, fix: "move its disk to local storage, or the service to another machine" };
const maximumCuts = 6;
/** So many are tried alone; a ring of more has a cheaper way out among them. */
const maximumTried = 50;

/** What somebody could do about a ring: that which opens it alone first, then the cheapest. */
export function cheapestCuts(ring: readonly NodeId[], edges: readonly Edge[]): (Edge & { fix: string })[] {
  const cuts = uniqueBy(edges, cutOf).map((edge) => ({ ...edge, ...(fixes[edge.need.rule ?? ""] ?? anyCut) }));
  cuts.sort((one, other) => one.cost - other.cost || (one.need.id < other.need.id ? -1 : 1));
  const opening = new Set(cuts.slice(0, maximumTried).filter((cut) => opens(ring, edges, cutOf(cut))));
  return cuts.toSorted((one, other) => Number(opening.has(other)) - Number(opening.has(one))).slice(0, maximumCuts);
}

/** One thing that somebody does: it mends a fault of a node wherever that leads, or moves a thing away from another for good. */
function cutOf({ from, to, need: { rule } }: Edge): string {
  return rule !== null && rule in fixes ? `${from} ${rule}` : `${from} ${to}`;
}

/** Whether a ring is none any more: a line that lets the host boot is no way out while its guests still wait. */
function opens(ring: readonly NodeId[], edges: readonly Edge[], cut: string): boolean {
  const others = new Map<NodeId, NodeId[]>();
  for (const edge of edges) if (cutOf(edge) !== cut) others.set(edge.from, [...(others.get(edge.from) ?? []), edge.to]);
  return ringsOf(new Set(ring), (id) => others.get(id) ?? []).length === 0;
}
