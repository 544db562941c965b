import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import { NotReadable } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { ConfiguredInterface } from "#lib/facts/network-config.ts";
import { isTooDeep } from "#lib/yaml-depth.ts";
import { bareInterface, bondModeOf, isDefaultRoute, isMainTable, macOf } from "./configured.ts";
import { iniBoolean } from "./ini.ts";
import { linesOf } from "./sections.ts";

/** Longest file that is parsed, in characters. */
const maximumCharacters = 64 * 1024;

/** Types of netplan(5) that declare interfaces, in the fact's words. */
const types = new Map<string, ConfiguredInterface["kind"]>([
  ["ethernets", "ethernet"],
  ["wifis", "other"],
  ["modems", "other"],
  ["bonds", "bond"],
  ["bridges", "bridge"],
  ["vlans", "vlan"],
  ["tunnels", "other"],
  ["vrfs", "other"],
  ["dummy-devices", "other"],
  ["virtual-ethernets", "other"],
  ["nm-devices", "other"],
]);

/** YAML 1.2 is parsed, to which a MAC of digits alone is no number; so yes and no, which netplan takes, come as words. */
const Flag = z.union([z.boolean(), z.string().transform((word) => iniBoolean(word) ?? false)]);
const Text = z.union([z.string(), z.number()]).transform(String);
const Definition = z.object({
  match: z.looseObject({ macaddress: Text.optional(), name: z.unknown().optional() }).nullish(),
  "set-name": Text.nullish(),
  addresses: z.array(z.unknown()).nullish(),
  dhcp4: Flag.nullish(),
  dhcp6: Flag.nullish(),
  gateway4: Text.nullish(),
  gateway6: Text.nullish(),
  routes: z.array(z.looseObject({ to: Text.optional(), via: Text.optional(), table: Text.optional() })).nullish(),
  interfaces: z.array(Text).nullish(),
  link: Text.nullish(),
  id: z.number().int().nullish(),
  optional: Flag.nullish(),
  "activation-mode": z.string().nullish(),
  mtu: z.number().int().nullish(),
  macaddress: Text.nullish(),
  parameters: z.looseObject({ mode: Text.nullish() }).nullish(),
  openvswitch: z.unknown().optional(),
});
type Definition = z.infer<typeof Definition>;

interface Declared {
  kind: ConfiguredInterface["kind"];
  raw: Record<string, unknown>;
  at: Cite;
}

/** Interfaces of all netplan(5) files together: later names override, lists of the same key add up, as netplan merges them. */
export function interfacesFromNetplan(files: readonly Section[]): ConfiguredInterface[] {
  const declared = new Map<string, Declared>();
  const byName = [...files].sort((one, other) => (fileName(one) < fileName(other) ? -1 : 1));
  for (const file of byName) readFile(file, declared);
  return [...declared].map(([id, { kind, raw, at }]) => {
    const definition = Definition.safeParse(raw);
    if (!definition.success)
      throw new Error(`${at.source}: ${id}: ${definition.error.issues[0]?.path.join(".")} is not as netplan(5) has it`);
    return interfaceOf(id, kind, definition.data, at);
  });
}

function readFile(file: Section, declared: Map<string, Declared>): void {
  if (file.text.length > maximumCharacters)
    throw new NotReadable("oversized", `${file.source} is longer than ${maximumCharacters} characters`);
  if (isTooDeep(file.text)) throw new Error(`${file.source} nests deeper than a file that a person wrote`);
  const counter = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: counter });
  const error = document.errors[0];
  if (error) throw new Error(`${file.source}: ${error.message.split("\n", 1)[0]}`);
  const lines = linesOf(file.text);
  const network = document.get("network");
  if (!isMap(network)) return;
  for (const [type, kind] of types) {
    const devices = network.get(type);
    if (!isMap(devices)) continue;
    for (const { key, value } of devices.items) {
      const id = isScalar(key) ? String(key.value) : "";
      const raw: unknown = isMap(value) ? value.toJS(document) : {};
      const line = isScalar(key) && key.range ? counter.linePos(key.range[0]).line - 1 : 0;
      const own = declared.get(id) ?? { kind, raw: {}, at: citeLine(file.source, lines, line) };
      declared.set(id, { ...own, raw: merged(own.raw, asRecord(raw)) });
    }
  }
}

function interfaceOf(id: string, kind: ConfiguredInterface["kind"], definition: Definition, at: Cite): ConfiguredInterface {
  const { match } = definition;
  const mac = macOf(match?.macaddress);
  const pattern = match?.name === undefined ? null : [match.name].flat().join(" ");
  const route = definition.routes?.find((one) => isDefaultRoute(one.to) && one.via !== undefined && isMainTable(one.table));
  return {
    ...bareInterface("netplan", id, kind, at),
    auto: !/^(manual|off)$/.test(definition["activation-mode"] ?? ""),
    optional: definition.optional ?? false,
    matchMac: mac,
    matchName: pattern ?? (match && mac === null ? "*" : null),
    setName: definition["set-name"] ?? null,
    addresses: (definition.addresses ?? []).map(addressOf),
    dhcp: (definition.dhcp4 ?? false) || (definition.dhcp6 ?? false),
    gateway: definition.gateway4 ?? definition.gateway6 ?? route?.via ?? null,
    ports: definition.interfaces ?? (definition.link ? [definition.link] : []),
    bridge: kind === "bridge" && definition.openvswitch === undefined ? { vlanAware: null, pvid: null, vids: null } : null,
    vlanId: definition.id ?? null,
    mtu: definition.mtu ?? null,
    mac: macOf(definition.macaddress),
    bondMode: kind === "bond" ? bondModeOf(definition.parameters?.mode) : null,
  };
}

/** An address with options is a mapping of one key. */
function addressOf(address: unknown): string {
  return typeof address === "object" && address !== null ? (Object.keys(address)[0] ?? "") : String(address);
}

function merged(one: Record<string, unknown>, other: Record<string, unknown>): Record<string, unknown> {
  const result = new Map(Object.entries(one));
  for (const [key, value] of Object.entries(other)) {
    const known = result.get(key);
    result.set(key, Array.isArray(known) && Array.isArray(value) ? [...known, ...value] : value);
  }
  return Object.fromEntries(result);
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function fileName(file: Section): string {
  return file.source.split("/").at(-1) ?? file.source;
}
