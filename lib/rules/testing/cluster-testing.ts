import type { Ceph } from "#lib/facts/ceph.ts";
import type { ClusterGuest, ClusterGuests } from "#lib/facts/cluster-guests.ts";
import type { CorosyncEvents, CorosyncLink } from "#lib/facts/corosync-links.ts";
import { cite } from "./testing.ts";

/** Facts about corosync and Ceph for tests of rules, one line each. Nothing of the product imports this. */

/** corosyncLink(0, "10.0.0.1", { 2: true, 3: false }): peers by node id, and whether each is connected. */
export function corosyncLink(
  link: number,
  address: string,
  peers: Record<number, boolean>,
  over: Partial<CorosyncLink> = {},
): CorosyncLink {
  const line = (text: string) => cite("corosync-cfgtool -s", text);
  return {
    link,
    address,
    healthy: true,
    peers: Object.entries(peers).map(([id, connected]) => ({
      nodeId: Number(id),
      connected,
      at: line(`nodeid: ${id}: ${connected ? "" : "dis"}connected`),
    })),
    at: line(`LINK ID ${link} udp`),
    ...over,
  };
}

/** corosyncEvent("token-lost", 3): three of them in the last day, all within ten minutes. */
export function corosyncEvent(
  kind: CorosyncEvents["events"][number]["kind"],
  count = 1,
  over: Partial<CorosyncEvents["events"][number]> = {},
): CorosyncEvents["events"][number] {
  const at = cite("journalctl -u corosync", kind);
  return { kind, subject: null, count, firstAt: null, lastAt: "2026-04-30T12:00:00.000Z", mostInTenMinutes: count, at, ...over };
}

export function clusterGuests(nodes: string[], ...guests: ClusterGuest[]): ClusterGuests {
  return { nodes, nodesAt: cite("ls /etc/pve/nodes", nodes[0] ?? ""), guests };
}

/** otherGuest("221", "egret", "vmbr0", 40): a virtual machine of another node with one card. */
export function otherGuest(id: string, node: string, bridge: string, vlanTag: number | null = null): ClusterGuest {
  const at = cite(
    `/etc/pve/nodes/${node}/qemu-server/${id}.conf`,
    `net0: virtio,bridge=${bridge}${vlanTag === null ? "" : `,tag=${vlanTag}`}`,
  );
  return { id, name: `vm${id}`, platform: "qemu", node, cpu: null, nics: [{ bridge, vlanTag, at }], at };
}

/** cephCheck("OSD_DOWN", "2 osds down"). */
export function cephCheck(code: string, message: string, over: Partial<Ceph["checks"][number]> = {}): Ceph["checks"][number] {
  return { code, severity: "HEALTH_WARN", message, muted: false, details: [], at: cite("ceph -s -f json", code), ...over };
}

/** A Ceph cluster of three monitors and six OSDs on three hosts that is healthy, unless `over` says otherwise. */
export function ceph(over: Partial<Ceph> = {}): Ceph {
  return {
    health: "HEALTH_OK",
    healthAt: cite("ceph -s -f json", "HEALTH_OK"),
    checks: [],
    monitors: { inQuorum: ["a", "b", "c"], total: 3, at: cite("ceph -s -f json", "quorum_names") },
    osdCounts: { total: 6, up: 6, in: 6 },
    osds: [0, 1, 2, 3, 4, 5].map((id) => cephOsd(id)),
    pools: [cephPool("vm", 3, 2)],
    ...over,
  };
}

export function cephOsd(id: number, over: Partial<NonNullable<Ceph["osds"]>[number]> = {}): NonNullable<Ceph["osds"]>[number] {
  const at = cite("ceph osd df tree -f json", `osd.${id}`);
  return { id, host: `host${id % 3}`, deviceClass: "hdd", up: true, in: true, usedPercent: 40, at, ...over };
}

export function cephPool(name: string, size: number, minSize: number): NonNullable<Ceph["pools"]>[number] {
  return { name, size, minSize, at: cite("ceph osd pool ls detail", `pool '${name}' size ${size} min_size ${minSize}`) };
}
