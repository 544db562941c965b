import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { ConfiguredInterface } from "#lib/facts/network-config.ts";
import { bareInterface, bondModeOf, integerOf, macOf, withPrefix } from "./configured.ts";
import { iniBoolean } from "./ini.ts";
import { keyValues } from "./key-values.ts";
import { linesOf } from "./sections.ts";

/** Copies that package managers and editors leave; the network scripts pass over them too. */
const leftover = /(~|\.(bak|old|orig|rej|rpmnew|rpmsave|rpmorig))$/;
const kinds = new Map<string, ConfiguredInterface["kind"]>([
  ["ethernet", "ethernet"],
  ["bridge", "bridge"],
  ["ovsbridge", "bridge"],
  ["bond", "bond"],
  ["vlan", "vlan"],
  ["loopback", "loopback"],
]);

interface Parsed {
  declared: ConfiguredInterface;
  uuid: string | undefined;
  controllers: string[];
}

/** Interfaces from /etc/sysconfig/network-scripts/ifcfg-*, whose ports name their bridge, bond or team by device or UUID. */
export function interfacesFromIfcfg(files: readonly Section[]): ConfiguredInterface[] {
  const parsed = files.filter((file) => !leftover.test(file.source)).map(parseFile);
  const nameByUuid = new Map(parsed.flatMap(({ uuid, declared }) => (uuid ? [[uuid, declared.name] as const] : [])));
  const portsOf = new Map<string, string[]>();
  for (const { controllers, declared } of parsed) {
    for (const controller of controllers) {
      const name = nameByUuid.get(controller) ?? controller;
      const ports = portsOf.get(name) ?? [];
      portsOf.set(name, ports);
      ports.push(declared.name);
    }
  }
  return parsed.map(({ declared }) => ({ ...declared, ports: [...declared.ports, ...(portsOf.get(declared.name) ?? [])] }));
}

function parseFile(file: Section): Parsed {
  const values = keyValues(file.text);
  const of = (...keys: string[]) => keys.map((key) => values.get(key)?.value).find((value) => value !== undefined && value !== "");
  const suffix = /ifcfg-([^/]+)$/.exec(file.source)?.[1] ?? "";
  // An alias, eth0:1, is an address of eth0.
  const name = (of("DEVICE") ?? suffix).split(":", 1)[0] ?? suffix;
  const mac = macOf(of("HWADDR"));
  const kind = kindOf(name, of);
  const controllers = [of("MASTER", "MASTER_UUID", "TEAM_MASTER", "TEAM_MASTER_UUID"), of("BRIDGE", "BRIDGE_UUID", "OVS_BRIDGE")];
  const [, parent, vlanSuffix] = /^(.+)\.(\d+)$/.exec(name) ?? [];
  const vlanParent = of("PHYSDEV") ?? parent;
  const filtering = /\bvlan_filtering=([01])/.exec(of("BRIDGING_OPTS") ?? "")?.[1];
  const pvid = /\bdefault_pvid=(\d+)/.exec(of("BRIDGING_OPTS") ?? "")?.[1];
  const declared: ConfiguredInterface = {
    ...bareInterface("network-scripts", name, kind, citeLine(file.source, linesOf(file.text), values.get("DEVICE")?.line ?? 0)),
    auto: iniBoolean(of("ONBOOT") ?? null) ?? true,
    // The scripts' udev rule gives the card of HWADDR the name of DEVICE.
    matchMac: mac,
    setName: mac !== null && of("DEVICE") ? name : null,
    addresses: addressesOf(values, of),
    dhcp: /^(dhcp|bootp)$/i.test(of("BOOTPROTO") ?? "") || iniBoolean(of("DHCPV6C") ?? null) === true,
    gateway: of("GATEWAY", "GATEWAY0", "IPV6_DEFAULTGW") ?? null,
    ports: kind === "vlan" && vlanParent ? [vlanParent] : [],
    bridge:
      kind === "bridge" ? { vlanAware: iniBoolean(filtering ?? null), pvid: integerOf(pvid), vids: of("BRIDGE_VLANS") ?? null } : null,
    mtu: integerOf(of("MTU")),
    mac: macOf(of("MACADDR")),
    bondMode: kind === "bond" ? bondModeOf(/\bmode=(\S+)/.exec(of("BONDING_OPTS") ?? "")?.[1]) : null,
    portVlans: kind !== "bridge" && of("BRIDGE_PORT_VLANS") ? { pvid: null, vids: of("BRIDGE_PORT_VLANS") ?? null } : null,
    vlanId: kind === "vlan" ? integerOf(of("VLAN_ID") ?? vlanSuffix ?? /^vlan(\d+)$/.exec(name)?.[1]) : null,
  };
  return { declared, uuid: of("UUID"), controllers: controllers.filter((controller) => controller !== undefined) };
}

function kindOf(name: string, of: (...keys: string[]) => string | undefined): ConfiguredInterface["kind"] {
  if (name === "lo") return "loopback";
  if (iniBoolean(of("VLAN") ?? null)) return "vlan";
  const type = of("DEVICETYPE", "TYPE")?.toLowerCase();
  if (type === undefined) return of("BONDING_OPTS") ? "bond" : "ethernet";
  return kinds.get(type) ?? "other";
}

/** IPADDR, IPADDR0, IPADDR1 … each with its PREFIX or NETMASK, then those of IPv6. */
function addressesOf(values: ReadonlyMap<string, unknown>, of: (...keys: string[]) => string | undefined): string[] {
  const suffixes = [...values.keys()].flatMap((key) => /^IPADDR(\d*)$/.exec(key)?.[1] ?? []);
  const v4 = suffixes.flatMap((suffix) => {
    const address = of(`IPADDR${suffix}`);
    return address ? [withPrefix(address, of(`PREFIX${suffix}`, `NETMASK${suffix}`))] : [];
  });
  const v6 = [of("IPV6ADDR"), of("IPV6ADDR_SECONDARIES")].flatMap((text) => text?.split(/\s+/) ?? []);
  return [...v4, ...v6];
}
