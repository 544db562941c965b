import type { Address } from "#lib/facts/addresses.ts";
import type { BridgePort, PortVlan, VlanBridge } from "#lib/facts/bridge-vlans.ts";
import type { ClusterConfig, ClusterStatus, Qdevice } from "#lib/facts/cluster.ts";
import type { Link } from "#lib/facts/links.ts";
import type { Neighbour } from "#lib/facts/neighbours.ts";
import type { ConfiguredInterface, NamePin, NetworkConfig } from "#lib/facts/network-config.ts";
import type { PciDevice } from "#lib/facts/pci-devices.ts";
import type { Resolver } from "#lib/facts/resolver.ts";
import type { Route } from "#lib/facts/routes.ts";
import { cite } from "./testing.ts";

/** Facts about networks and votes for tests of rules, one line each. Nothing of the product imports this. */

/** vlans("1p 10 20-40"): p marks the PVID, which leaves untagged; u leaves untagged without being the PVID. */
export function vlans(text: string): PortVlan[] {
  return text.split(/\s+/).flatMap((word) => {
    const [, first, last, flag] = /^(\d+)(?:-(\d+))?([pu]?)$/.exec(word) ?? [];
    if (first === undefined) return [];
    return [{ vid: Number(first), vidEnd: Number(last ?? first), pvid: flag === "p", untagged: flag === "p" || flag === "u" }];
  });
}

/** port("eno8", "uplink", "1p 10 100"). */
export function port(name: string, role: BridgePort["role"], table: string): BridgePort {
  const entries = vlans(table);
  const at = cite("bridge -j -compressvlans vlan show", `{"ifname":"${name}","vlans":"${table}"}`);
  return { name, role, pvid: entries.find((vlan) => vlan.pvid)?.vid ?? null, vlans: entries, at };
}

/** A bridge that filters VLANs: its own table, then its ports. */
export function vlanBridge(name: string, own: string, ports: BridgePort[], over: Partial<VlanBridge> = {}): VlanBridge {
  const at = cite("ip -j -d link", name);
  return { name, vlanFiltering: true, defaultPvid: 1, ports: [port(name, "self", own), ...ports], at, ...over };
}

/** address("br0", "10.0.0.2/24"). */
export function address(device: string, text: string, over: Partial<Address> = {}): Address {
  const [ip = "", length = "32"] = text.split("/");
  const at = cite("ip -j addr", `${device} ${text}`);
  return {
    interface: device,
    family: ip.includes(":") ? 6 : 4,
    address: ip,
    prefixLength: Number(length),
    scope: "global",
    dynamic: false,
    at,
    ...over,
  };
}

/** defaultRoute("br0", "10.0.0.1", 425, "dhcp"). */
export function defaultRoute(device: string, gateway: string, metric = 0, protocol = "static", over: Partial<Route> = {}): Route {
  const at = cite("ip -j route", `default via ${gateway} dev ${device} proto ${protocol} metric ${metric}`);
  return {
    table: "main",
    family: gateway.includes(":") ? 6 : 4,
    destination: "default",
    gateway,
    interface: device,
    metric,
    protocol,
    at,
    ...over,
  };
}

export function neighbour(device: string, ip: string, state: string, mac: string | null = null): Neighbour {
  return { address: ip, interface: device, mac, state, at: cite("ip -j neigh", `${ip} dev ${device} ${mac ?? ""} ${state}`) };
}

export function resolver(...servers: string[]): Resolver {
  const nameservers = servers.map((server, index) => ({
    address: server,
    at: cite("/etc/resolv.conf", `nameserver ${server}`, index + 1),
  }));
  return {
    nameservers,
    search: [],
    options: [],
    stub: false,
    ignored: [],
    globalServers: [],
    fallbackServers: [],
    forwarders: null,
  };
}

/** A card that is up, unless `over` makes it something else. */
export function link(name: string, over: Partial<Link> = {}): Link {
  return {
    name,
    index: null,
    kind: "ethernet",
    mac: null,
    permanentMac: null,
    altNames: [],
    master: null,
    operState: "UP",
    carrier: true,
    mtu: 1500,
    vlan: null,
    bridge: null,
    pciAddress: null,
    at: cite("ip -j -d link", name),
    ...over,
  };
}

/** An interface of /etc/network/interfaces that comes up at boot. */
export function configured(name: string, over: Partial<ConfiguredInterface> = {}): ConfiguredInterface {
  return {
    manager: "ifupdown",
    name,
    kind: "ethernet",
    auto: true,
    optional: false,
    matchMac: null,
    matchName: null,
    setName: null,
    addresses: [],
    dhcp: false,
    gateway: null,
    ports: [],
    bridge: null,
    vlanId: null,
    mtu: null,
    mac: null,
    bondMode: null,
    portVlans: null,
    at: cite("/etc/network/interfaces", `iface ${name}`, 4),
    ...over,
  };
}

export function networkConfig(interfaces: ConfiguredInterface[], pins: NamePin[] = []): NetworkConfig {
  return {
    managers: [...new Set(interfaces.map((one) => one.manager))],
    interfaces,
    pins,
    kernelNames: false,
    pending: null,
    pendingAdded: [],
    pendingRemoved: [],
  };
}

/** A .link file or udev rule that names the card with this MAC. */
export function pin(name: string, mac: string | null, over: Partial<NamePin> = {}): NamePin {
  const at = cite(`/etc/systemd/network/10-${name}.link`, `Name=${name}`);
  return { by: "link-file", mac, path: null, name, at, ...over };
}

export function pciDevice(at: string, classId: string, name: string): PciDevice {
  const line = cite("lspci -Dnnk", `${at} ${name}`);
  return { address: at, classId, className: name, deviceId: null, name, driver: null, interfaces: [], at: line };
}

/** clusterConfig("lab", ["pve1", "pve2"]): a vote each, no device. */
export function clusterConfig(name: string, nodes: string[], over: Partial<ClusterConfig> = {}): ClusterConfig {
  const at = cite("/etc/pve/corosync.conf", `cluster_name: ${name}`);
  const node = (own: string, index: number) => ({
    name: own,
    nodeId: index + 1,
    votes: 1,
    addresses: [`10.0.0.${index + 1}`],
    at: cite("/etc/pve/corosync.conf", `name: ${own}`, index + 3),
  });
  return {
    name,
    nodes: nodes.map(node),
    qdevice: null,
    twoNode: false,
    waitForAll: false,
    expectedVotes: null,
    configVersion: 4,
    waitForAllSet: null,
    lastManStanding: false,
    autoTieBreaker: false,
    authenticated: true,
    localCopy: null,
    at,
    ...over,
  };
}

/** clusterStatus("3/3/2", ["A,V,NMW", "A,V,NMW"]): total/expected/quorum, and each member's Qdevice column, null where there is none. */
export function clusterStatus(votes: string, columns: (string | null)[], over: Partial<ClusterStatus> = {}): ClusterStatus {
  const [totalVotes = 0, expectedVotes = 0, quorum = 0] = votes.split("/").map(Number);
  const line = (text: string) => cite("pvecm status", text);
  return {
    name: null,
    quorate: true,
    expectedVotes,
    highestExpected: expectedVotes,
    totalVotes,
    quorum,
    flags: ["Quorate"],
    members: columns.map((column, index) => ({
      nodeId: index + 1,
      name: `10.0.0.${index + 1}`,
      votes: 1,
      qdevice: column?.split(",") ?? null,
      local: index === 0,
      at: line(`0x0000000${index + 1} 1 ${column ?? ""} 10.0.0.${index + 1}`),
    })),
    qdeviceRow: null,
    quorateAt: line("Quorate: Yes"),
    votesAt: line(`Total votes: ${totalVotes}`),
    flagsAt: line("Flags: Quorate"),
    ...over,
  };
}

/** The daemon of a quorum device at 10.10.10.20, running and enabled, of which nothing else was read. */
export function qdevice(state: string, over: Partial<Qdevice> = {}): Qdevice {
  const at = cite("corosync-qdevice-tool -sv", `State: ${state}`);
  return { state, host: "10.10.10.20", unit: null, certificates: null, at, ...over };
}
