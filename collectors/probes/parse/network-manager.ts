import type { Section } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { ConfiguredInterface } from "#lib/facts/network-config.ts";
import { bareInterface, bondModeOf, integerOf, isDefaultRoute, macOf } from "./configured.ts";
import { iniBoolean, iniSections } from "./ini.ts";
import { linesOf } from "./sections.ts";

/** The settings of a profile by "setting.property", as nm-settings-keyfile(5) and nmcli(1) name them alike. */
export interface Profile {
  settings: ReadonlyMap<string, string>;
  at: Cite;
}

/** Setting names that key files shorten. */
const longNames = new Map([
  ["ethernet", "802-3-ethernet"],
  ["wifi", "802-11-wireless"],
]);
const kinds = new Map<string, ConfiguredInterface["kind"]>([
  ["802-3-ethernet", "ethernet"],
  ["bridge", "bridge"],
  ["bond", "bond"],
  ["vlan", "vlan"],
  ["loopback", "loopback"],
]);

/** A profile from a key file, cited by the line that names the interface, else by that which names the profile. */
export function profileOfKeyfile(file: Section): Profile {
  const settings = new Map<string, string>();
  const lines = new Map<string, number>();
  for (const section of iniSections(file.text)) {
    const setting = longNames.get(section.name) ?? section.name;
    for (const { key, value, line } of section.entries) {
      settings.set(`${setting}.${key}`, value);
      lines.set(`${setting}.${key}`, line);
    }
  }
  const line = lines.get("connection.interface-name") ?? lines.get("802-3-ethernet.mac-address") ?? lines.get("connection.id") ?? 0;
  return { settings, at: citeLine(file.source, linesOf(file.text), line) };
}

/** A profile from `nmcli -t connection show UUID`, a "setting.property:value" a line; without -t the value stands in a column. */
export function profileOfNmcli(section: Section): Profile {
  const lines = linesOf(section.text);
  const settings = new Map<string, string>();
  let cited = 0;
  for (const [index, line] of lines.entries()) {
    const at = line.indexOf(":");
    const key = line.slice(0, Math.max(at, 0));
    const value = line
      .slice(at + 1)
      .trim()
      .replaceAll("\\:", ":");
    if (key === "" || value === "" || value === "--" || settings.has(key)) continue;
    settings.set(key, value);
    if (key === "connection.interface-name" || (key === "connection.id" && cited === 0)) cited = index;
  }
  return { settings, at: citeLine(section.source, lines, cited) };
}

/** Interfaces that the profiles declare. Ports name their controller by its UUID, its profile or its interface; here it has them as ports. */
export function interfacesFromProfiles(profiles: readonly Profile[]): ConfiguredInterface[] {
  const named = profiles.filter((profile) => profile.settings.has("connection.type"));
  const nameByReference = new Map<string, string>();
  for (const profile of named) {
    const name = nameOf(profile);
    for (const key of ["connection.uuid", "connection.id"]) nameByReference.set(profile.settings.get(key) ?? name, name);
  }
  const portsByController = new Map<string, string[]>();
  for (const profile of named) {
    const controller = controllerOf(profile);
    if (controller === null) continue;
    const name = nameByReference.get(controller) ?? controller;
    const ports = portsByController.get(name) ?? [];
    ports.push(nameOf(profile));
    portsByController.set(name, ports);
  }
  return named.map((profile) => {
    const declared = interfaceOf(profile);
    const parent = profile.settings.get("vlan.parent");
    if (parent !== undefined) return { ...declared, ports: [nameByReference.get(parent) ?? parent] };
    return { ...declared, ports: portsByController.get(declared.name) ?? [] };
  });
}

function interfaceOf(profile: Profile): ConfiguredInterface {
  const of = (key: string) => profile.settings.get(key) ?? null;
  const kind = kinds.get(typeOf(profile)) ?? "other";
  const device = of("connection.interface-name");
  const mac = macOf(of("802-3-ethernet.mac-address"));
  const matched = of("match.interface-name")?.split(/[;,]/, 1)[0];
  const isOpen = device === null && mac === null && kind === "ethernet";
  const ip = addressesOf(profile);
  return {
    ...bareInterface("networkmanager", nameOf(profile), kind, profile.at),
    auto: iniBoolean(of("connection.autoconnect")) ?? true,
    matchMac: mac,
    // With a name given as well both must match: then the MAC does not free the profile from the name.
    matchName: isOpen ? matched || "*" : mac === null ? null : device,
    addresses: ip.addresses,
    // A profile that may not be the way out keeps its gateway to itself.
    gateway: iniBoolean(of("ipv4.never-default")) ? null : ip.gateway,
    dhcp: isDynamic(profile),
    bridge:
      kind === "bridge"
        ? { vlanAware: iniBoolean(of("bridge.vlan-filtering")), pvid: integerOf(of("bridge.vlan-default-pvid")), vids: of("bridge.vlans") }
        : null,
    vlanId: kind === "vlan" ? integerOf(of("vlan.id")) : null,
    mtu: integerOf(of("802-3-ethernet.mtu")) || null,
    mac: macOf(of("bridge.mac-address") ?? of("802-3-ethernet.cloned-mac-address")),
    bondMode: kind === "bond" ? bondModeOf(of("bond.mode") ?? /(?:^|,)mode=([^,]+)/.exec(of("bond.options") ?? "")?.[1]) : null,
    portVlans: of("bridge-port.vlans") === null ? null : { pvid: null, vids: of("bridge-port.vlans") },
  };
}

/** A profile without an interface name goes by its own id. */
function nameOf({ settings }: Profile): string {
  return settings.get("connection.interface-name") ?? settings.get("connection.id") ?? "";
}

function typeOf({ settings }: Profile): string {
  const type = settings.get("connection.type") ?? "";
  return longNames.get(type) ?? type;
}

/** Since 1.46 a port names its controller, before that its master. */
function controllerOf({ settings }: Profile): string | null {
  return settings.get("connection.controller") ?? settings.get("connection.master") ?? null;
}

/** Key files have address1=ADDRESS/PREFIX[,GATEWAY] … and route1=…; nmcli has lists in `addresses`, and `gateway` in both. */
function addressesOf({ settings }: Profile): { addresses: string[]; gateway: string | null } {
  const addresses: string[] = [];
  const gateways: string[] = [];
  for (const [key, value] of settings) {
    const [, property] = /^ipv[46]\.(addresses|address|gateway|route)(?:es)?\d*$/.exec(key) ?? [];
    const parts = value.split(/[,;]/).map((part) => part.trim());
    if (property === "gateway") gateways.unshift(value);
    if (property === "addresses") addresses.push(...parts.filter((part) => part !== ""));
    if (property === "address" && parts[0]) addresses.push(parts[0]);
    if ((property === "address" || (property === "route" && isDefaultRoute(parts[0]))) && parts[1]) gateways.push(parts[1]);
  }
  return { addresses, gateway: gateways[0] ?? null };
}

/** A profile that says nothing of IPv4 asks DHCP, unless it is a port, which has no addresses of its own. */
function isDynamic(profile: Profile): boolean {
  const isPort = controllerOf(profile) !== null || typeOf(profile) === "loopback";
  const method = profile.settings.get("ipv4.method") ?? (isPort ? "disabled" : "auto");
  return method === "auto" || profile.settings.get("ipv6.method") === "dhcp";
}
