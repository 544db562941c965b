import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { ConfiguredInterface } from "#lib/facts/network-config.ts";
import { bareInterface, bondModeOf, integerOf, macOf, withPrefix } from "./configured.ts";
import { matchesGlob } from "./glob.ts";
import { iniBoolean } from "./ini.ts";
import { wordsOf } from "./iproute.ts";
import { linesOf } from "./sections.ts";

/** Words that begin a stanza in interfaces(5) or ifupdown2; all other lines are options of the stanza above. */
const stanzaWords = /^(auto|iface|mapping|source|source-directory|rename|template|vlan|no-auto-down|no-scripts|allow-[\w-]+)$/;
/** Devices that no card stands behind, by the names that people give them. */
const virtualName = /^(br|dummy|gre|ifb|ipip|lxc|ppp|sit|tap|team|tun|veth|virbr|vmbr|vrf|vti|vxlan|wg)[\d_.:-]|^(dummy|wg|tun|tap|vxlan_)/;
/** A script that makes the device itself. */
const madeByScript = /\b(ip link add|ip tuntap add|ip tunnel add|brctl addbr|tunctl|ovs-vsctl|openvpn)\b/;

interface Stanza {
  method: string;
  options: Map<string, string[]>;
  at: ConfiguredInterface["at"];
}

interface Declared {
  auto: Set<string>;
  hotplug: Set<string>;
  /** The line that first names an interface, also one without an iface stanza. */
  named: Map<string, ConfiguredInterface["at"]>;
  stanzas: Map<string, Stanza[]>;
}

/** Interfaces of /etc/network/interfaces and of those files of interfaces.d that it (or one of them) sources. Stanzas of one name are one. */
export function interfacesFromIfupdown(main: Section, others: readonly Section[]): ConfiguredInterface[] {
  const declared: Declared = { auto: new Set(), hotplug: new Set(), named: new Map(), stanzas: new Map() };
  const waiting = new Set(others);
  const next = [main];
  for (let file = next.shift(); file; file = next.shift()) {
    for (const pattern of readFile(file, declared)) {
      for (const other of waiting) {
        if (!matchesGlob(pattern, other.source)) continue;
        waiting.delete(other);
        next.push(other);
      }
    }
  }
  return [...declared.named].map(([name, at]) => {
    const own = declared.stanzas.get(name) ?? [];
    const auto = declared.auto.has(name);
    return { ...interfaceOf(name, own, own[0]?.at ?? at), auto, optional: !auto && declared.hotplug.has(name) };
  });
}

/** Reads a file into `declared`; returns the patterns of the files that it sources. */
function readFile(file: Section, declared: Declared): string[] {
  const sourced: string[] = [];
  let stanza: Stanza | null = null;
  for (const { words, at } of statementsOf(file)) {
    const [word = "", ...rest] = words;
    if (!stanzaWords.test(word)) {
      if (stanza) pushTo(stanza.options, word, rest.join(" "));
      continue;
    }
    stanza = null;
    const names = rest.map(deviceName).filter((name) => name !== "");
    if (word === "source") sourced.push(...rest.map(absolute));
    if (word === "source-directory") sourced.push(...rest.map((folder) => `${absolute(folder).replace(/\/$/, "")}/*`));
    if (word === "auto" || word === "allow-auto") for (const name of names) declare(declared, declared.auto, name, at);
    if (word === "allow-hotplug") for (const name of names) declare(declared, declared.hotplug, name, at);
    const name = names[0];
    if (word !== "iface" || name === undefined) continue;
    declare(declared, null, name, at);
    stanza = { method: rest.slice(1).find((part) => !/^inet6?$/.test(part)) ?? "", options: new Map(), at };
    pushTo(declared.stanzas, name, stanza);
  }
  return sourced;
}

function pushTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

function declare(declared: Declared, list: Set<string> | null, name: string, at: ConfiguredInterface["at"]): void {
  list?.add(name);
  if (!declared.named.has(name)) declared.named.set(name, at);
}

function interfaceOf(name: string, stanzas: readonly Stanza[], at: ConfiguredInterface["at"]): ConfiguredInterface {
  const options = (...keys: string[]) => stanzas.flatMap((stanza) => keys.flatMap((key) => stanza.options.get(key) ?? []));
  const first = (...keys: string[]) => options(...keys)[0];
  const kind = kindOf(name, stanzas, options);
  const [, parent, vlanSuffix] = /^(.+)\.(\d+)$/.exec(name) ?? [];
  const vlanParent = first("vlan-raw-device", "vlan_raw_device") ?? parent;
  const ports = options("bridge-ports", "bridge_ports", "bond-slaves", "bond_slaves", "slaves", "ovs_ports", "ovs_bonds").flatMap(
    portNames,
  );
  const pvid = integerOf(first("bridge-access") ?? first("bridge-pvid"));
  const vids = first("bridge-vids") ?? null;
  const isLinuxBridge = kind === "bridge" && first("ovs_type") === undefined;
  const aware = first("bridge-vlan-aware", "bridge_vlan_aware");
  return {
    ...bareInterface("ifupdown", name, kind, at),
    addresses: stanzas.flatMap((stanza) => {
      const mask = stanza.options.get("netmask")?.[0];
      return (stanza.options.get("address") ?? []).filter((address) => address !== "").map((address) => withPrefix(address, mask));
    }),
    dhcp: stanzas.some((stanza) => stanza.method === "dhcp"),
    gateway: first("gateway") || null,
    ports: kind === "vlan" && vlanParent ? [vlanParent] : ports,
    bridge: isLinuxBridge
      ? { vlanAware: iniBoolean(aware ?? null), pvid: integerOf(first("bridge-pvid")), vids: first("bridge-vids") ?? null }
      : null,
    mtu: integerOf(first("mtu")),
    mac: macOf(first("hwaddress")?.replace(/^ether\s+/, "")),
    bondMode: kind === "bond" ? bondModeOf(first("bond-mode", "bond_mode")) : null,
    portVlans: kind !== "bridge" && (pvid !== null || vids !== null) ? { pvid, vids } : null,
    vlanId: kind === "vlan" ? integerOf(first("vlan-id") ?? vlanSuffix ?? /^vlan(\d+)$/.exec(name)?.[1]) : null,
  };
}

function kindOf(name: string, stanzas: readonly Stanza[], options: (...keys: string[]) => string[]): ConfiguredInterface["kind"] {
  const has = (...keys: string[]) => options(...keys).length > 0;
  const ovsType = options("ovs_type")[0];
  if (name === "lo" || stanzas.some((stanza) => stanza.method === "loopback")) return "loopback";
  if (has("bridge-ports", "bridge_ports") || ovsType === "OVSBridge") return "bridge";
  if (has("bond-slaves", "bond_slaves", "slaves", "bond-mode", "bond_mode") || ovsType === "OVSBond") return "bond";
  if (has("vlan-raw-device", "vlan_raw_device") || /^.+\.\d+$|^vlan\d+$/.test(name)) return "vlan";
  const isMade = has("vxlan-id", "vrf-table", "link-type", "tunnel-mode") || ovsType === "OVSIntPort";
  const isScripted = options("pre-up", "up").some((script) => madeByScript.test(script));
  const methods = stanzas.some((stanza) => /^(ppp|tunnel|v4tunnel|wvdial|wireguard)$/.test(stanza.method));
  return isMade || isScripted || methods || virtualName.test(name) ? "other" : "ethernet";
}

/** Lines with their continuations joined, comments left out, in words; cited by their first line. */
function statementsOf(file: Section): { words: string[]; at: ConfiguredInterface["at"] }[] {
  const lines = linesOf(file.text);
  const statements: { words: string[]; at: ConfiguredInterface["at"] }[] = [];
  let isContinued = false;
  for (const [index, line] of lines.entries()) {
    const words = wordsOf(line.replace(/\\$/, ""));
    if (isContinued) statements.at(-1)?.words.push(...words);
    else if (words[0] !== undefined && !/^[#%]/.test(words[0])) statements.push({ words, at: citeLine(file.source, lines, index) });
    isContinued = line.endsWith("\\") && !/^\s*#/.test(line);
  }
  return statements;
}

/** The device of a name: the alias eth0:1 is eth0; patterns, mappings and what a template of ifupdown2 has yet to fill in name none. */
function deviceName(name: string): string {
  return /[/=*$]/.test(name) ? "" : (name.split(":", 1)[0] ?? "");
}

/** `none` is no port; `glob` and `regex` are followed by patterns, which name no port. */
function portNames(text: string): string[] {
  const words = wordsOf(text);
  return words.filter((word, index) => !/^(none|glob|regex)$/.test(word) && !/^(glob|regex)$/.test(words[index - 1] ?? ""));
}

function absolute(path: string): string {
  return path.startsWith("/") ? path : `/etc/network/${path}`;
}
