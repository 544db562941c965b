import type { Section } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { linesOf } from "./sections.ts";

/** A row of `df -P -T`, counted in blocks of `unit` bytes, or of `df -P -T -i`, counted in inodes. */
export interface FileSystemRow {
  device: string;
  type: string;
  total: number;
  used: number;
  available: number;
  /** Null where df prints "-": the file system has nothing to count. */
  usePercent: number | null;
  mountPoint: string;
  unit: number;
  at: Cite;
}

const row = /^(\S.*?) +(\S+) +(\d+) +(\d+) +(-?\d+) +(\d+%|-) +(\/.*)$/;
const longestLine = 8192;

/** Rows of df(1) with `-P`, one line each; a mount point may hold blanks. Those of size 0 are no disks. */
export function fileSystemRows(section: Section): FileSystemRow[] {
  const lines = linesOf(section.text);
  const unit = Number(/\b(\d+)-blocks\b/.exec(lines[0]?.slice(0, longestLine) ?? "")?.[1] ?? 1024);
  return lines.flatMap((line, index) => {
    const match = line.length > longestLine ? null : row.exec(line);
    if (!match || Number(match[3]) === 0) return [];
    const [, device = "", type = "", total, used, available, use = "-", mountPoint = ""] = match;
    const usePercent = use === "-" ? null : Number.parseInt(use, 10);
    const counts = { total: Number(total), used: Number(used), available: Number(available) };
    return [{ device, type, ...counts, usePercent, mountPoint, unit, at: citeLine(section.source, lines, index) }];
  });
}
