import type { Section } from "#collectors/probe.ts";
import type { Ceph } from "#lib/facts/ceph.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { listOf } from "./escapes.ts";
import { linesOf } from "./sections.ts";

type Told = Pick<Ceph, "health" | "healthAt" | "checks" | "monitors" | "osdCounts">;

/** `ceph -s` as people read it: `health:` with a line for each check below it, then `services:`. */
export function statusFromText(section: Section): Told {
  const lines = linesOf(section.text);
  const find = (pattern: RegExp) => lines.findIndex((line) => pattern.test(line));
  const at = (index: number) => citeLine(section.source, lines, Math.max(index, 0));
  const healthIndex = find(/^\s*health:\s*HEALTH_/);
  const health = /HEALTH_\w+/.exec(lines[healthIndex] ?? "")?.[0];
  if (health === undefined) throw new Error(`${section.source} tells no health`);
  const monIndex = find(/^\s*mon:/);
  const mon = /(\d+) daemons?, quorum (\S+)/.exec(lines[monIndex] ?? "");
  const lost = /out of quorum: (.*)$/.exec(lines[monIndex] ?? "")?.[1];
  const osd = /osd: (\d+) osds: (\d+) up\b.*?, (\d+) in\b/.exec(section.text);
  return {
    health,
    healthAt: at(healthIndex),
    checks: messagesBelow(lines, healthIndex).flatMap(({ text, index }) =>
      checksOf(text, health).map((check) => ({ ...check, at: at(index) })),
    ),
    monitors: {
      inQuorum: listOf(mon?.[2] ?? ""),
      total: mon ? Number(mon[1]) : lost === undefined ? null : listOf(lost).length,
      at: at(monIndex),
    },
    osdCounts: osd ? { total: Number(osd[1]), up: Number(osd[2]), in: Number(osd[3]) } : null,
  };
}

function messagesBelow(lines: readonly string[], from: number): { text: string; index: number }[] {
  const end = lines.findIndex((line, index) => index > from && line.trim() === "");
  return lines.slice(from + 1, end < 0 ? undefined : end).map((line, offset) => ({ text: line.trim(), index: from + 1 + offset }));
}

/** "(muted: A B)" names checks that somebody silenced; every other line is the message of one. */
function checksOf(text: string, health: string) {
  const muted = /^\(muted: (.*)\)$/.exec(text)?.[1];
  if (muted !== undefined)
    return listOf(muted, /[ ,]+/).map((code) => ({ code, severity: health, message: code, muted: true, details: [] }));
  return text === "" ? [] : [{ code: text, severity: health, message: text, muted: false, details: [] }];
}

/**
 * Adds codes and details by `ceph health detail`: "[WRN] OSD_DOWN: 1 osds down", in older versions "OSD_DOWN 1 osds down", and indented
 * lines below. Checks that only this one names are added.
 */
export function withDetails(checks: Ceph["checks"], detail: Section): Ceph["checks"] {
  const lines = linesOf(detail.text);
  const found: Ceph["checks"] = [];
  for (const [index, line] of lines.entries()) {
    const [, mute, level, code, message] = /^(\(MUTED[^)]*\) )?(?:\[(WRN|ERR)\] )?([A-Z][A-Z0-9_]{3,}):? (.*)$/.exec(line) ?? [];
    const last = found.at(-1);
    if (/^\s+\S/.test(line)) last?.details.push(line.trim());
    else if (code !== undefined && message !== undefined && !code.startsWith("HEALTH_")) {
      const severity = level === "ERR" ? "HEALTH_ERR" : "HEALTH_WARN";
      found.push({ code, severity, message, muted: mute !== undefined, details: [], at: citeLine(detail.source, lines, index) });
    }
  }
  if (found.length === 0) return checks;
  const known = (check: Ceph["checks"][number]) => found.some(({ code, message }) => code === check.code || message === check.message);
  const merged = found.map((one) => {
    const told = checks.find(({ code }) => code === one.code);
    return told === undefined ? one : { ...told, details: one.details };
  });
  return [...merged, ...checks.filter((check) => !known(check))];
}

/** `ceph osd tree`: ID [CLASS] WEIGHT TYPE NAME STATUS REWEIGHT PRI-AFF, hosts above their OSDs. */
export function osdsFromText(section: Section): Ceph["osds"] {
  const lines = linesOf(section.text);
  let host: string | null = null;
  const osds: NonNullable<Ceph["osds"]> = [];
  for (const [index, line] of lines.entries()) {
    host = /\bhost (\S+)\s*$/.exec(line)?.[1] ?? host;
    const match = /^\s*(\d+)\s+(?:([a-z]\S*)\s+)?\S+\s+osd\.\d+\s+(up|down|destroyed)\s+([\d.]+)/.exec(line);
    if (!match) continue;
    const [, id, deviceClass, status, reweight] = match;
    const at = citeLine(section.source, lines, index);
    osds.push({
      id: Number(id),
      host,
      deviceClass: deviceClass ?? null,
      up: status === "up",
      in: Number(reweight) > 0,
      usedPercent: null,
      at,
    });
  }
  return osds.length === 0 ? null : osds;
}

/** `ceph osd pool ls detail`: "pool 2 'vm' replicated size 3 min_size 2 …". */
export function poolsFromText(section: Section): NonNullable<Ceph["pools"]> {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const match = /^pool \d+ '([^']*)' replicated size (\d+) min_size (\d+)/.exec(line);
    const at = citeLine(section.source, lines, index);
    return match ? [{ name: match[1] ?? "", size: Number(match[2]), minSize: Number(match[3]), at }] : [];
  });
}
