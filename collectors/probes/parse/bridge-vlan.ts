import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import type { PortVlan } from "#lib/facts/bridge-vlans.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeJson, citeLine } from "#lib/facts/cite.ts";
import { linesOf } from "./sections.ts";

/** What `bridge vlan show` says of one port. */
export interface VlanEntry {
  vlans: PortVlan[];
  at: Cite;
}

const Vlan = z.object({ vlan: z.number().int(), vlanEnd: z.number().int().optional(), flags: z.array(z.string()).default([]) });
const Vlans = z.array(Vlan).default([]);
/** VLAN ids that IEEE 802.1Q allows; a table is bounded by them whatever a host prints. */
const lastVlanId = 4094;
const ByElement = z.array(z.object({ ifname: z.string().optional(), vlans: Vlans }));
const ByName = z.record(z.string(), Vlans);

/**
 * VLANs by port from `bridge -j vlan show`: a list of `{ifname, vlans}`, or before iproute2 4.20 an object keyed by port; a VLAN is
 * `{vlan, flags}` or with -compressvlans also a range `{vlan, vlanEnd}`. Throws where it is none of these.
 */
export function vlansFromJson(section: Section): Map<string, VlanEntry> {
  const entries = new Map<string, VlanEntry>();
  const raw: unknown = JSON.parse(section.text);
  if (Array.isArray(raw)) {
    const ports = parsed(ByElement, raw, section);
    for (const [index, port] of ports.entries()) {
      if (port.ifname) add(entries, port.ifname, port.vlans.map(toPortVlan), citeJson(section.source, raw[index]));
    }
    return entries;
  }
  for (const [name, vlans] of Object.entries(parsed(ByName, raw, section))) {
    add(entries, name, vlans.map(toPortVlan), citeJson(section.source, { [name]: vlans }));
  }
  return entries;
}

/** VLANs by port from the text of bridge(8) with either header: a line without a port belongs to the port above; `None` is no VLAN. */
export function vlansFromText(section: Section): Map<string, VlanEntry> {
  const entries = new Map<string, VlanEntry>();
  const lines = linesOf(section.text);
  if (lines.length > 0 && !/^port\s+vlan[ -]id/.test(lines[0] ?? "")) throw new Error(`${section.source} has no known header`);
  let port = "";
  let first = 0;
  for (const [index, line] of lines.entries()) {
    const [, name = "", vid, end, flags = ""] = /^(\S*)(?:\s+(?:(\d+)(?:-(\d+))?|None)(?![\d.])(.*))?$/.exec(line) ?? [];
    if (index === 0 || line.trim() === "") continue;
    if (name !== "") {
      port = name;
      first = index;
    }
    if (port === "") continue;
    const vlan = vid === undefined ? [] : [toPortVlan({ vlan: Number(vid), vlanEnd: Number(end ?? vid), flags: [flags] })];
    const entry = add(entries, port, vlan, citeLine(section.source, lines, first));
    if (vlan[0]?.pvid) entry.at = citeLine(section.source, lines, index);
  }
  return entries;
}

/** Adds to what is known of a port. Old kernels list each port twice, once from itself and once from its bridge: a VLAN counts once. */
function add(entries: Map<string, VlanEntry>, port: string, vlans: readonly PortVlan[], at: Cite): VlanEntry {
  const entry = entries.get(port) ?? { vlans: [], at };
  entries.set(port, entry);
  for (const vlan of vlans) {
    const isNew = (entry.vlans.at(-1)?.vidEnd ?? 0) < vlan.vid || entry.vlans.every((known) => known.vid !== vlan.vid);
    if (isNew && vlan.vid >= 1 && vlan.vidEnd <= lastVlanId) entry.vlans.push(vlan);
  }
  return entry;
}

function toPortVlan({ vlan, vlanEnd, flags }: z.infer<typeof Vlan>): PortVlan {
  const words = flags.join(" ");
  return { vid: vlan, vidEnd: vlanEnd ?? vlan, pvid: words.includes("PVID"), untagged: words.includes("Egress Untagged") };
}

function parsed<T extends z.ZodType>(schema: T, raw: unknown, section: Section): z.infer<T> {
  const result = schema.safeParse(raw);
  if (!result.success) throw new Error(`${section.source}: ${result.error.issues[0]?.path.join(".")}: not the shape of bridge(8)`);
  return result.data;
}
