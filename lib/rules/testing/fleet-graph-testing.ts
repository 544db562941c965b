import type { Cite } from "#lib/facts/cite.ts";
import type { Declarations } from "#lib/facts/declared.ts";
import { buildPart } from "#lib/graph/build-part.ts";
import type { FleetGraph } from "#lib/graph/model.ts";
import type { HostPart, PartGuest, PartMount } from "#lib/graph/part.ts";
import { unite } from "#lib/graph/unite.ts";

/** Fleets for tests of rules about them, one line each. Nothing of the product imports this. */

function at(source: string, text: string): Cite {
  return { source, line: 1, text };
}

/** partGuest("web", { addresses: ["10.0.0.5"] }): it runs, and starts with its host. */
export function partGuest(name: string, over: Partial<PartGuest> = {}): PartGuest {
  return {
    id: name,
    name,
    running: true,
    onboot: true,
    template: false,
    order: null,
    upSeconds: null,
    isHa: false,
    macs: [],
    addresses: [],
    nics: [],
    disks: [],
    roles: [],
    nicMove: null,
    console: null,
    at: at(`guest ${name}`, name),
    onbootAt: at(`guest ${name}`, "onboot: 1"),
    ...over,
  };
}

/** onShare("/mnt/nas"): one disk below a directory; onStorage("nas-iscsi") one on a storage. */
export const onShare = (path: string): Pick<PartGuest, "disks"> => ({
  disks: [{ slot: "vda", storage: null, path, at: at("disk", path) }],
});
export const onStorage = (storage: string): Pick<PartGuest, "disks"> => ({
  disks: [{ slot: "scsi0", storage, path: null, at: at("disk", `scsi0: ${storage}:vm`) }],
});

/** partMount("nas-01", "/mnt/nas"): hard, and required at boot. */
export function partMount(server: string, mountPoint: string, over: Partial<PartMount> = {}): PartMount {
  const line = at("/etc/fstab", `${server}:/vol ${mountPoint} nfs defaults 0 0`);
  return { mountPoint, servers: [server], address: null, onLoss: "hangs", atBoot: "stalls", chain: null, mounted: true, at: line, ...over };
}

/** A storage of Proxmox on a server. */
export function partStorage(id: string, server: string, over: Partial<HostPart["storages"][number]> = {}): HostPart["storages"][number] {
  return { id, type: "iscsi", servers: [server], path: null, isReplicated: false, at: at("/etc/pve/storage.cfg", `iscsi: ${id}`), ...over };
}

export function partGateway(address: string, mac: string | null = null): HostPart["gateways"][number] {
  return { address, mac, interface: "vmbr0", metric: 0, answers: true, at: at("ip route", `default via ${address}`) };
}

export const asks = (...servers: string[]): Pick<HostPart, "nameservers"> => ({
  nameservers: servers.map((server) => ({ server, at: at("/etc/resolv.conf", `nameserver ${server}`) })),
});
export const alertsTo = (...servers: string[]): Pick<HostPart, "alertTargets"> => ({
  alertTargets: servers.map((server) => ({ server, at: at("alertmanager.yml", server) })),
});
export const hostsLine = (name: string, address: string): Pick<HostPart, "staticNames"> => ({
  staticNames: [{ name, address, at: at("/etc/hosts", `${address} ${name}`) }],
});

type Voters = readonly string[];
/** member("lab", "p1", ["p1", "p2"]): one vote each, without HA and without a quorum device. */
export function member(
  name: string,
  node: string,
  voters: Voters,
  over: Partial<NonNullable<HostPart["cluster"]>> = {},
): HostPart["cluster"] {
  return {
    name,
    nodeName: node,
    members: voters.map((voter) => ({ name: voter, votes: 1, addresses: [] })),
    qdevice: null,
    totalVotes: null,
    expectedVotes: null,
    quorum: null,
    twoNode: false,
    haActive: false,
    at: at("/etc/pve/corosync.conf", `cluster_name: ${name}`),
    ...over,
  };
}

/** A host that was read in full, on an address of its own. */
export function partOf(name: string, over: Partial<HostPart> = {}): HostPart {
  return { ...buildPart({}), hostname: name, names: [name], system: "libvirt", unread: [], ...over };
}

/** fleetOf({ "kvm-01": { guests: […] } }): the graph of hosts that say so. */
export function fleetOf(parts: Readonly<Record<string, Partial<HostPart>>>, declarations: Declarations = []): FleetGraph {
  const members = Object.entries(parts).map(([name, over], index) => ({ name, address: `192.0.2.${index + 1}`, part: partOf(name, over) }));
  return unite(members, declarations);
}
