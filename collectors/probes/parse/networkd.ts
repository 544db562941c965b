import type { Section } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { ConfiguredInterface } from "#lib/facts/network-config.ts";
import { bareInterface, bondModeOf, integerOf, isDefaultRoute, isMainTable, macOf } from "./configured.ts";
import type { IniSection } from "./ini.ts";
import { iniBoolean, iniSections, iniValue, iniValues } from "./ini.ts";
import { wordsOf } from "./iproute.ts";
import { linesOf } from "./sections.ts";

type Manager = ConfiguredInterface["manager"];
type Kind = ConfiguredInterface["kind"];

const kinds = new Map<string, Kind>([
  ["bridge", "bridge"],
  ["bond", "bond"],
  ["vlan", "vlan"],
]);
/** Keys of [Network] by which a device says what it is a port of, and those by which it says what is built on it. */
const controllerKeys = ["Bridge", "Bond", "VRF"];
const upperKeys = ["VLAN", "MACVLAN", "MACVTAP", "IPVLAN", "VXLAN", "Tunnel"];

interface Device {
  kind: Kind;
  vlanId: number | null;
  bridge: ConfiguredInterface["bridge"];
  bondMode: string | null;
  mtu: number | null;
  mac: string | null;
  at: Cite;
}

/** Interfaces from systemd.network(5) files, and the devices that systemd.netdev(5) files make, whether anything configures them or not. */
export function interfacesFromNetworkd(networks: readonly Section[], netdevs: readonly Section[], manager: Manager): ConfiguredInterface[] {
  const devices = new Map(netdevs.flatMap(deviceOf));
  const portsOf = new Map<string, string[]>();
  const interfaces = networks.flatMap((file) => {
    const sections = iniSections(file.text);
    const found = interfacesOf(file, sections, manager, devices);
    for (const { name } of found) notePorts(name, sections, portsOf);
    return found;
  });
  const named = new Set(interfaces.map((one) => one.name));
  for (const [name, device] of devices) {
    if (!named.has(name)) interfaces.push({ ...bareInterface(manager, name, device.kind, device.at), ...device });
  }
  return interfaces.map((one) => ({ ...one, ports: [...new Set(portsOf.get(one.name))] }));
}

function deviceOf(file: Section): [string, Device][] {
  const sections = iniSections(file.text);
  const name = iniValues(sections, "NetDev", "Name").at(-1);
  if (!name) return [];
  const kind = kinds.get(iniValue(sections, "NetDev", "Kind")?.toLowerCase() ?? "") ?? "other";
  const of = (section: string, key: string) => iniValue(sections, section, key);
  const bridge = { vlanAware: iniBoolean(of("Bridge", "VLANFiltering")), pvid: integerOf(of("Bridge", "DefaultPVID")), vids: null };
  const at = citeLine(file.source, linesOf(file.text), name.line);
  const own = { mtu: integerOf(of("NetDev", "MTUBytes")), mac: macOf(of("NetDev", "MACAddress")) };
  const bondMode = kind === "bond" ? bondModeOf(of("Bond", "Mode")) : null;
  return [[name.value, { kind, vlanId: integerOf(of("VLAN", "Id")), bridge: kind === "bridge" ? bridge : null, bondMode, ...own, at }]];
}

function interfacesOf(
  file: Section,
  sections: readonly IniSection[],
  manager: Manager,
  devices: ReadonlyMap<string, Device>,
): ConfiguredInterface[] {
  if (iniBoolean(iniValue(sections, "Link", "Unmanaged")) || !sections.some((section) => section.name === "Match")) return [];
  const match = iniValues(sections, "Match", "Name");
  const names = match.flatMap((entry) => wordsOf(entry.value));
  const literal = names.filter((name) => !/[*?[\]!]/.test(name));
  const line = match.at(-1)?.line ?? sections.find((section) => section.name === "Match")?.line ?? 0;
  const at = citeLine(file.source, linesOf(file.text), line);
  const mac = macOf(wordsOf(iniValue(sections, "Match", "PermanentMACAddress") ?? iniValue(sections, "Match", "MACAddress") ?? "")[0]);
  const common = settingsOf(sections);
  if (literal.length > 0 && literal.length === names.length) {
    return literal.map((name) =>
      declared(
        name,
        { ...bareInterface(manager, name, "ethernet", at), ...common, matchMac: mac, matchName: mac === null ? null : name },
        sections,
        devices.get(name),
      ),
    );
  }
  const stem = /([^/]+)\.network$/.exec(file.source)?.[1] ?? file.source;
  const kind =
    /^(|ether)$/.test(iniValue(sections, "Match", "Type") ?? "") && iniValue(sections, "Match", "Kind") === null ? "ethernet" : "other";
  const pattern = names.length > 0 ? names.join(" ") : mac === null ? "*" : null;
  return [{ ...bareInterface(manager, stem, kind, at), ...common, matchMac: mac, matchName: pattern }];
}

/** Adds what the device's own file says, and its bridge VLANs. */
function declared(
  name: string,
  one: ConfiguredInterface,
  sections: readonly IniSection[],
  device: Device | undefined,
): ConfiguredInterface {
  const vids = iniValues(sections, "BridgeVLAN", "VLAN").map((entry) => entry.value);
  const pvid = integerOf(iniValue(sections, "BridgeVLAN", "PVID"));
  const portVlans = vids.length > 0 || pvid !== null ? { pvid, vids: vids.join(" ") || null } : null;
  if (!device) return { ...one, kind: name === "lo" ? "loopback" : "ethernet", portVlans };
  const bridge = device.bridge && { ...device.bridge, pvid: pvid ?? device.bridge.pvid, vids: vids.length > 0 ? vids.join(" ") : null };
  const { kind, vlanId, bondMode } = device;
  const own = { mtu: one.mtu ?? device.mtu, mac: one.mac ?? device.mac, portVlans: kind === "bridge" ? null : portVlans };
  return { ...one, kind, vlanId, bridge, bondMode, ...own };
}

function settingsOf(sections: readonly IniSection[]) {
  const addresses = [...iniValues(sections, "Network", "Address"), ...iniValues(sections, "Address", "Address")];
  const routes = sections.filter((section) => section.name === "Route");
  const ways = routes.filter(
    (route) => isDefaultRoute(iniValue([route], "Route", "Destination") ?? "default") && isMainTable(iniValue([route], "Route", "Table")),
  );
  const gateways = [iniValue(sections, "Network", "Gateway"), ...ways.map((route) => iniValue([route], "Route", "Gateway"))];
  return {
    auto: !/^(manual|down|always-down)$/.test(iniValue(sections, "Link", "ActivationPolicy") ?? ""),
    optional: /^(no|false|0|off|n|f)\b/i.test(iniValue(sections, "Link", "RequiredForOnline") ?? ""),
    addresses: addresses.map((entry) => entry.value),
    dhcp: /^(yes|true|1|on|y|t|both|ipv4|ipv6|v4|v6)$/i.test(iniValue(sections, "Network", "DHCP") ?? ""),
    gateway: gateways.find((gateway) => gateway !== null) ?? null,
    mtu: bytesOf(iniValue(sections, "Link", "MTUBytes")),
    mac: macOf(iniValue(sections, "Link", "MACAddress")),
  };
}

/** A size with or without the suffix K (systemd.network(5)). */
function bytesOf(text: string | null): number | null {
  const [, number, suffix] = /^(\d{1,6})(K?)$/i.exec(text ?? "") ?? [];
  return number === undefined ? null : Number(number) * (suffix === "" ? 1 : 1024);
}

/** Notes a device as a port of its controller, and as what its VLANs are built on. */
function notePorts(name: string, sections: readonly IniSection[], portsOf: Map<string, string[]>): void {
  const note = (device: string, port: string) => {
    const ports = portsOf.get(device) ?? [];
    portsOf.set(device, ports);
    ports.push(port);
  };
  for (const key of [...controllerKeys, ...upperKeys]) {
    for (const { value } of iniValues(sections, "Network", key)) for (const device of wordsOf(value)) note(device, name);
  }
}
