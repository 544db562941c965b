import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import type { BlockDevice } from "#lib/facts/block-devices.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeJson, citeLine } from "#lib/facts/cite.ts";
import { linesOf } from "./sections.ts";

/** A row of lsblk(8): column in lower case → value as text; null for an empty one. */
interface Row {
  values: ReadonlyMap<string, string | null>;
  /** `name` column of the rows above it in the tree, or its pkname. */
  parent: string | null;
  mountPoints: string[];
  at: Cite;
}

const Node = z.record(z.string(), z.unknown());
/** Types whose devices are device-mapper's, and known to configuration by their name below /dev/mapper. */
const mapperTypes = new Set(["lvm", "crypt", "mpath", "dm", "dmraid"]);

/** Rows of `lsblk -J`: a tree, in which a device with several parents stands below each. Versions differ in "1", 1 and true. */
export function rowsFromJson(section: Section): Row[] {
  const roots = z.object({ blockdevices: z.array(Node) }).parse(JSON.parse(section.text)).blockdevices;
  const rows: Row[] = [];
  const queue = roots.map((node) => ({ node, parent: null as string | null }));
  for (const { node, parent } of queue) {
    const { children, ...own } = node;
    const values = new Map(Object.entries(own).map(([column, value]) => [column, textOf(value)]));
    const listed = Array.isArray(own.mountpoints) ? own.mountpoints.map(textOf) : [values.get("mountpoint")];
    const mountPoints = listed.filter((point): point is string => typeof point === "string");
    rows.push({ values, parent: parent ?? values.get("pkname") ?? null, mountPoints, at: citeJson(section.source, own) });
    const name = values.get("kname") ?? values.get("name") ?? null;
    for (const child of z.array(Node).safeParse(children).data ?? []) queue.push({ node: child, parent: name });
  }
  return rows;
}

/** Rows of `lsblk -P`, one line of KEY="value" pairs each, for versions that know no JSON. */
export function rowsFromPairs(section: Section): Row[] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const pairs = [...line.matchAll(/([A-Z_]+)="([^"]*)"/g)];
    if (pairs.length === 0) return [];
    const values = new Map(pairs.map(([, key = "", value = ""]) => [key.toLowerCase(), textOf(decodeHex(value))]));
    const mounted = values.get("mountpoint") ?? null;
    return [
      {
        values,
        parent: values.get("pkname") ?? null,
        mountPoints: mounted === null ? [] : [mounted],
        at: citeLine(section.source, lines, index),
      },
    ];
  });
}

/** Devices, each once, in the order of the output. `byId` leads from a kernel name to the names below /dev/disk/by-id. */
export function devicesOf(rows: readonly Row[], byId: ReadonlyMap<string, string[]> | null): BlockDevice[] {
  const devices = new Map<string, BlockDevice>();
  for (const row of rows) {
    const device = deviceOf(row, byId);
    const known = devices.get(device.name);
    if (known === undefined) devices.set(device.name, device);
    else known.parents.push(...device.parents.filter((parent) => !known.parents.includes(parent)));
  }
  return [...devices.values()];
}

function deviceOf({ values, parent, mountPoints, at }: Row, byId: ReadonlyMap<string, string[]> | null): BlockDevice {
  const text = (column: string) => values.get(column) ?? null;
  const label = text("name");
  const name = text("kname") ?? label;
  const type = text("type");
  if (name === null || label === null || type === null) throw new Error(`${at.source}: a device without name or type`);
  const isMapper = text("kname") === null ? mapperTypes.has(type) : name.startsWith("dm-");
  return {
    name,
    path: isMapper ? `/dev/mapper/${label}` : `/dev/${name.replaceAll("!", "/")}`,
    type,
    parents: parent === null ? [] : [parent],
    sizeBytes: numberOf(text("size")),
    fsType: text("fstype"),
    label: text("label"),
    uuid: text("uuid"),
    partUuid: text("partuuid"),
    partLabel: text("partlabel"),
    mountPoints,
    transport: text("tran"),
    rotational: flagOf(text("rota")),
    removable: flagOf(text("rm")),
    readOnly: flagOf(text("ro")),
    model: text("model"),
    serial: text("serial"),
    wwn: text("wwn"),
    byId: byId === null ? null : (byId.get(name) ?? []),
    at,
  };
}

/** `… ata-INTEL_SSD_123-part1 -> ../../sda1`: names of /dev/disk/by-id by the kernel name that they lead to. */
export function byIdNames(section: Section): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const line of linesOf(section.text)) {
    const [, name, target] = / (\S+) -> (?:\.\.\/)*([^/\s]+)$/.exec(line) ?? [];
    if (name === undefined || target === undefined) continue;
    const known = names.get(target);
    if (known === undefined) names.set(target, [name]);
    else known.push(name);
  }
  return names;
}

function textOf(value: unknown): string | null {
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "number") return String(value);
  const text = typeof value === "string" ? value.trim() : "";
  return text === "" ? null : text;
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,19}$/.test(text) ? Number(text) : null;
}

function flagOf(text: string | null): boolean | null {
  return text === null ? null : text === "1";
}

function decodeHex(text: string): string {
  return text.replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
