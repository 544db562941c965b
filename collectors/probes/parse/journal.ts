import type { Section } from "#collectors/probe.ts";
import { NotReadable } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { linesOf, notReadable, succeeded } from "./sections.ts";

/** One message of a log. */
export interface LogLine {
  /** ISO 8601 in UTC; null where the line carries no time of day. */
  time: string | null;
  /** As syslog names it; "kernel" for dmesg(1). */
  program: string;
  message: string;
  at: Cite;
}

/** The host's clock and its distance from UTC ("+02:00"), to complete times that carry neither year nor zone. */
export interface HostClock {
  now: Date;
  offset: string;
}

/** Longer messages say no more, and patterns are matched against each. */
const maximumMessageCharacters = 500;
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const aDayMs = 86_400_000;

/** `date -Is`: "2026-02-03T14:44:20+00:00"; null where it did not answer. */
export function hostClock(date: Section): HostClock | null {
  const [text = "", offset = "Z"] = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)/.exec(date.text.trim()) ?? [];
  const now = new Date(text);
  return Number.isNaN(now.getTime()) ? null : { now, offset };
}

/**
 * The first of these logs that was read whole. A login outside the group systemd-journal gets its own messages only and exit status 0:
 * that is denied, and a host that keeps no journal is no answer either.
 */
export function readLog(sections: readonly Section[], what: string): Section {
  const read = sections.filter(succeeded);
  const partial = read.find((section) => !isWholeLog(section));
  if (partial) throw new NotReadable("denied", `${what}: ${partial.errorText}`);
  const log = read.find(({ text, errorText }) => text.trim() !== "" && !/no journal files were found/i.test(errorText));
  if (!log) throw read.length > 0 ? new Error(`${what}: no log was found`) : notReadable(sections, what);
  return log;
}

/** Whether the journal was read, and not only the part of it that this login may see. */
export function isWholeLog(section: Section): boolean {
  return succeeded(section) && !/not seeing messages|insufficient permissions/i.test(section.errorText);
}

/**
 * Messages of journalctl(1) in the forms json, short-iso and short, or of dmesg(1), in their order. Other lines are passed over, but a
 * log of nothing else was not read: that no fault was found in it proves nothing.
 */
export function logLines(log: Section, clock: HostClock | null): LogLine[] {
  const lines = linesOf(log.text);
  const found = lines.flatMap((line, index) => {
    const parsed = line.startsWith("{") ? fromJson(line) : fromText(line, clock);
    if (parsed === null) return [];
    return [{ ...parsed, message: parsed.message.slice(0, maximumMessageCharacters), at: citeLine(log.source, lines, index) }];
  });
  if (found.length === 0 && lines.some((line) => line.trim() !== "" && !line.startsWith("-- ")))
    throw new Error(`${log.source}: no line begins with a time`);
  return found;
}

function fromText(line: string, clock: HostClock | null): Omit<LogLine, "at"> | null {
  const iso = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:[.,]\d{1,9})?(Z|[+-]\d\d:?\d\d)? (.*)$/.exec(line);
  if (iso) return lineOf(isoTime(iso[1] ?? "", iso[2] ?? clock?.offset ?? "Z"), iso[3] ?? "", /\d,\d/.test(line.slice(0, 24)));
  const short = /^([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) (.*)$/.exec(line);
  if (short) return lineOf(clock && shortTime(short, clock), short[4] ?? "", false);
  const dated = /^\[[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})\] (.*)$/.exec(line);
  if (dated)
    return lineOf(isoTime(`${dated[4]}-${monthOf(dated[1])}-${dayOf(dated[2])}T${dated[3]}`, clock?.offset ?? "Z"), dated[5] ?? "", true);
  const sinceBoot = /^\[ *\d{1,9}\.\d{1,9}\] (.*)$/.exec(line);
  return sinceBoot ? lineOf(null, sinceBoot[1] ?? "", true) : null;
}

/** "host program[pid]: message"; dmesg(1) has the message alone. */
function lineOf(time: string | null, rest: string, isKernelOnly: boolean): Omit<LogLine, "at"> {
  const [, program, message] = (isKernelOnly ? null : /^(?:[^\s:]+ )?([^\s:[\]]+)(?:\[\d+\])?: (.*)$/.exec(rest)) ?? [];
  return { time, program: program ?? "kernel", message: message ?? rest };
}

function fromJson(line: string): Omit<LogLine, "at"> | null {
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
  const { MESSAGE: message, SYSLOG_IDENTIFIER: identifier, _COMM: command, __REALTIME_TIMESTAMP: microseconds } = entry;
  if (typeof message !== "string") return null;
  const program = [identifier, command].find((name) => typeof name === "string") ?? "kernel";
  return { time: isoOf(new Date(Number(microseconds) / 1000)), program: String(program), message };
}

const monthOf = (name = "") => String(months.indexOf(name) + 1).padStart(2, "0");
const dayOf = (day = "") => day.padStart(2, "0");

/** Without a year, a time ahead of the host's clock was last year's. */
function shortTime([, month = "", day = "", time = ""]: RegExpExecArray, clock: HostClock): string | null {
  const inYear = (year: number) => isoTime(`${year}-${monthOf(month)}-${dayOf(day)}T${time}`, clock.offset);
  const year = clock.now.getUTCFullYear();
  const [thisYear, nextYear] = [inYear(year), inYear(year + 1)];
  const isPast = (text: string | null) => text !== null && Date.parse(text) <= clock.now.getTime() + aDayMs;
  return [nextYear, thisYear].find(isPast) ?? inYear(year - 1);
}

/** "2026-01-22T14:43:20" and "+0100" as ISO 8601 in UTC; null where that is no time. */
export function isoTime(local: string, offset: string): string | null {
  return isoOf(new Date(`${local}${offset.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2")}`));
}

function isoOf(date: Date): string | null {
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
