import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Vdev, ZfsPool } from "#lib/facts/zfs.ts";
import { linesOf } from "./sections.ts";

/** What `zpool status` says of a pool; sizes and properties come from other commands. */
export type PoolStatus = Pick<ZfsPool, "name" | "state" | "status" | "messageId" | "scan" | "errors" | "vdevs" | "at">;

const label = /^ *(pool|state|status|action|see|scan|scrub|config|errors|remove|checkpoint): ?(.*)$/;
const member = /^\t? *(\S+) +([A-Z]+)(?: +(\d[\d.]*[KMGTPE]?) +(\d[\d.]*[KMGTPE]?) +(\d[\d.]*[KMGTPE]?))?(?: +(?:- +)?(\S.*))?$/;
const roles: Readonly<Record<string, Vdev["role"]>> = {
  logs: "log",
  cache: "cache",
  spares: "spare",
  special: "special",
  dedup: "dedup",
};
const longestLine = 4096;

/** Pools in `zpool status`, with or without -P. Throws where there is text that names none and does not say so. */
export function poolsFromStatus(section: Section): PoolStatus[] {
  const lines = linesOf(section.text).map((line) => line.slice(0, longestLine).trimEnd());
  const starts = lines.flatMap((line, index) => (/^ *pool: \S/.test(line) ? [index] : []));
  if (starts.length === 0 && !/no pools available/.test(section.text + section.errorText))
    throw new Error(`${section.source} names no pool`);
  return starts.map((start, order) => poolOf(section, lines, start, starts[order + 1] ?? lines.length));
}

function poolOf(section: Section, lines: readonly string[], start: number, end: number): PoolStatus {
  const parts = new Map<string, { first: number; text: string[] }>();
  let current: { first: number; text: string[] } | undefined;
  for (let index = start; index < end; index += 1) {
    const [, name, rest = ""] = label.exec(lines[index] ?? "") ?? [];
    if (name !== undefined && name !== "config") {
      current = { first: index, text: [rest] };
      parts.set(name, current);
    } else if (name === "config") {
      current = { first: index, text: [] };
      parts.set("config", current);
    } else current?.text.push(lines[index] ?? "");
  }
  const paragraph = (name: string) => parts.get(name)?.text.join(" ").replace(/\s+/g, " ").trim() || null;
  const firstLine = (name: string) => parts.get(name)?.text[0]?.trim() || null;
  const name = firstLine("pool") ?? "";
  const said = parts.get("status") ?? parts.get("state");
  const config = parts.get("config");
  return {
    name,
    state: firstLine("state") ?? "UNKNOWN",
    status: paragraph("status"),
    messageId: /ZFS-\d{4}-[0-9A-Z]{2}/.exec(paragraph("see") ?? "")?.[0] ?? null,
    scan: firstLine("scan") ?? firstLine("scrub"),
    errors: firstLine("errors"),
    vdevs: config === undefined ? [] : vdevsOf(section, lines, config.first + 1, config.first + 1 + config.text.length, name),
    at: citeLine(section.source, lines, said?.first ?? start),
  };
}

/** Members by their indentation: two blanks for each level; a heading such as `logs` stands at the level of the pool. */
function vdevsOf(section: Section, lines: readonly string[], start: number, end: number, pool: string): Vdev[] {
  const found: Vdev[] = [];
  const above: { indent: number; name: string }[] = [];
  let role: Vdev["role"] = "data";
  for (let index = start; index < end; index += 1) {
    const line = lines[index] ?? "";
    const indent = line.length - line.trimStart().length;
    const heading = roles[line.trim()];
    if (heading !== undefined) role = heading;
    const match = member.exec(line);
    const [, name = "", state = "", read, write, checksum, note] = match ?? [];
    if (heading !== undefined || match === null || name === "NAME" || (found.length === 0 && name === pool)) continue;
    while ((above.at(-1)?.indent ?? -1) >= indent) above.pop();
    const errors = { readErrors: countOf(read), writeErrors: countOf(write), checksumErrors: countOf(checksum) };
    const parent = above.at(-1)?.name ?? null;
    found.push({
      name,
      role,
      kind: kindOf(name),
      parent,
      state,
      ...errors,
      note: note?.trim() ?? null,
      at: citeLine(section.source, lines, index),
    });
    above.push({ indent, name });
  }
  return found;
}

/** "mirror" of mirror-0, "raidz2" of raidz2-0, "draid2" of draid2:8d:11c:1s-0; anything else is a disk or a file. */
function kindOf(name: string): string {
  return /^(mirror|raidz\d?|draid\d?|replacing|spare|indirect)(?::[\w:]+)?(?:-\d+)?$/.exec(name)?.[1] ?? "disk";
}

/** "12", "1.20K": counters are shortened without -p. */
function countOf(text: string | undefined): number {
  return text === undefined ? 0 : Math.round(bytesOf(text, 1000));
}

/** A size as `zpool list` prints it: bytes with -p, else "3.62T"; 0 for "-". */
export function bytesOf(text: string, base = 1024): number {
  const [, number = "0", unit = ""] = /^(\d+(?:\.\d+)?)([KMGTPE]?)B?$/.exec(text) ?? [];
  return Number(number) * base ** ("KMGTPE".indexOf(unit || " ") + 1);
}
