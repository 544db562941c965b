import type { Bond, BondPort } from "#lib/facts/bonds.ts";
import type { CardName } from "#lib/facts/card-names.ts";
import type { Conntrack } from "#lib/facts/conntrack.ts";
import type { LibvirtHook } from "#lib/facts/libvirt-hooks.ts";
import type { NameServerAnswers } from "#lib/facts/name-server-answers.ts";
import type { ConfiguredTimeSource, TimeSource, TimeSync } from "#lib/facts/time-sync.ts";
import { cite } from "./testing.ts";

/** Facts about bonds, hooks, names of cards, DNS and time for tests of rules, one line each. Nothing of the product imports this. */

/** conntrack(61_834, 65_536). */
export function conntrack(count: number, maximum: number, over: Partial<Conntrack> = {}): Conntrack {
  const file = (name: string, value: number) => cite(`/proc/sys/net/netfilter/nf_conntrack_${name}`, String(value));
  return { count, maximum, buckets: null, filtersBridges: null, countAt: file("count", count), at: file("max", maximum), ...over };
}

/** bond("bond0", "802.3ad", bondPort("eno1"), bondPort("eno2", { up: false })). */
export function bond(name: string, mode: string, ...ports: BondPort[]): Bond {
  const at = cite(`/proc/net/bonding/${name}`, `Bonding Mode: ${mode}`);
  return { name, mode, partnerMac: null, ports, at, partnerAt: null };
}

export function bondPort(name: string, over: Partial<BondPort> = {}): BondPort {
  const line = (text: string) => cite("/proc/net/bonding", text);
  return {
    name,
    up: true,
    speedMbps: 10_000,
    permanentMac: null,
    aggregatorId: null,
    partnerMac: null,
    at: line(`Slave Interface: ${name}`),
    stateAt: line(`MII Status: ${over.up === false ? "down" : "up"}`),
    ...over,
  };
}

/** A hook that puts guests into VLAN 100, unless `over` says otherwise. */
export function hook(over: Partial<LibvirtHook> = {}): LibvirtHook {
  const path = over.path ?? "/etc/libvirt/hooks/qemu";
  return {
    path,
    executable: true,
    owner: "root",
    writableByOthers: false,
    vlanLines: [cite(path, 'bridge vlan add dev "$vnet" vid 100 pvid untagged', 5)],
    pvids: [100],
    virshLines: [],
    virshReadOnly: true,
    guestList: [],
    at: cite(path, "#!/bin/bash"),
    ...over,
  };
}

/** timeSource("10.0.0.1", "server", false) does not answer. */
export function timeSource(address: string, kind: TimeSource["kind"] = "server", reachable = true): TimeSource {
  return { address, kind, reachable, at: cite("chronyc -n sources", `${reachable ? "^*" : "^?"} ${address}`) };
}

/** configuredTime("pool 2.debian.pool.ntp.org"). */
export function configuredTime(line: string): ConfiguredTimeSource {
  const [directive = "server", name = ""] = line.split(" ");
  return { directive: directive as ConfiguredTimeSource["directive"], name, at: cite("/etc/chrony/chrony.conf", `${line} iburst`) };
}

/** A chrony in step with four servers of a pool. */
export function timeSync(over: Partial<TimeSync> = {}): TimeSync {
  const line = (text: string) => cite("chronyc -n tracking", text);
  return {
    daemon: "chrony",
    synchronised: true,
    offsetSeconds: 0.000_02,
    sources: ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"].map((address) => timeSource(address)),
    configured: [configuredTime("pool 2.debian.pool.ntp.org")],
    localRtc: false,
    at: line(`Leap status : ${over.synchronised === false ? "Not synchronised" : "Normal"}`),
    offsetAt: line("System time : 0.000021311 seconds fast of NTP time"),
    localRtcAt: cite("timedatectl show", `LocalRTC=${over.localRtc ? "yes" : "no"}`),
    ...over,
  };
}

/** cardName(2, { path: "enp1s0f0np0" }). */
export function cardName(index: number, over: Partial<CardName> = {}): CardName {
  const at = cite(`/run/udev/data/n${index}`, `E:ID_NET_NAME_PATH=${over.path ?? ""}`);
  return { index, chosen: over.path ?? null, onboard: null, slot: null, path: null, driver: null, at, ...over };
}

/** answers({ "10.0.0.1": true, "10.0.0.2": false }). */
export function nameServerAnswers(byAddress: Record<string, boolean>): NameServerAnswers {
  return Object.entries(byAddress).map(([address, answered]) => {
    const text = answered ? ". has SOA record a.root-servers.net." : ";; connection timed out; no servers could be reached";
    return { address, answers: answered, at: cite(`host -W 2 -R 2 -t SOA . ${address}`, text) };
  });
}
