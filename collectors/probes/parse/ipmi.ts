import type { Section } from "#collectors/probe.ts";
import type { Bmc, BmcEvent, BmcSensor } from "#lib/facts/bmc.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { HostClock } from "./journal.ts";
import { isoTime } from "./journal.ts";
import { linesOf, succeeded } from "./sections.ts";

/** `ipmitool sdr elist`: "FAN1 | 41h | ok  | 29.1 | 3300 RPM". */
export function bmcSensors(section: Section): BmcSensor[] {
  if (!succeeded(section)) return [];
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const [name = "", id, state = "", , ...reading] = cells(line);
    if (!/^[0-9A-F]{2,4}h$/i.test(id ?? "") || name === "") return [];
    return [{ name, state: state.toLowerCase(), reading: reading.join(" | "), at: citeLine(section.source, lines, index) }];
  });
}

/**
 * `ipmitool sel elist`: hexadecimal id, date, time, sensor, event, "Asserted" or "Deasserted" where the kind of record has one. "Pre-Init"
 * stands for a date before the clock was set. The event itself may hold the separator. Null where the log was not read.
 */
export function bmcEvents(section: Section, clock: HostClock | null): BmcEvent[] | null {
  if (/SEL has no entries/i.test(section.text + section.errorText)) return [];
  if (!succeeded(section)) return null;
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const [id = "", date = "", time = "", sensor = "", ...rest] = cells(line);
    if (!/^[0-9a-f]{1,4}$/i.test(id) || sensor === "") return [];
    const direction = /^(De)?asserted$/i.exec(rest.at(-1) ?? "");
    const event = (direction ? rest.slice(0, -1) : rest).join(" | ");
    const asserted = direction ? direction[1] === undefined : null;
    return [{ loggedAt: timeOf(date, time, clock), sensor, event, asserted, at: citeLine(section.source, lines, index) }];
  });
}

function cells(line: string): string[] {
  return line
    .slice(0, 400)
    .split("|")
    .map((cell) => cell.trim());
}

/** "11/20/2025" and "08:11:02", or since ipmitool 1.8.19 "11/20/25" and "04:50:09 PM EST". */
function timeOf(date: string, time: string, clock: HostClock | null): string | null {
  const local = localTime(date, time);
  return local === null ? null : isoTime(local, /\b(UTC|GMT)\b/.test(time) ? "Z" : (clock?.offset ?? "Z"));
}

function localTime(date: string, time: string): string | null {
  const [, first = "", second = "", years = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/.exec(date) ?? [];
  const [, hour = "", minutes = "", half] = /^(\d{1,2})(:\d\d:\d\d)(?: (AM|PM))?/.exec(time) ?? [];
  if (years === "" || hour === "") return null;
  const [month, day] = Number(first) > 12 ? [second, first] : [first, second];
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === "PM" ? 12 : 0);
  const year = years.length === 2 ? `20${years}` : years;
  return `${year}-${pad(month)}-${pad(day)}T${pad(String(hours))}${minutes}`;
}

const pad = (text: string) => text.padStart(2, "0");

/** `ipmitool sel info`: how full the log is. */
export function logState(section: Section): Pick<Bmc, "logUsedPercent" | "logOverflowed" | "logAt"> {
  const lines = linesOf(section.text);
  const index = lines.findIndex((line) => /^Percent Used *:/.test(line));
  const overflow = lines.findIndex((line) => /^Overflow *: *true/i.test(line));
  const percent = /(\d+) ?%/.exec(lines[index] ?? "")?.[1];
  const shown = overflow >= 0 ? overflow : index;
  return {
    logUsedPercent: percent === undefined ? null : Number(percent),
    logOverflowed: lines.some((line) => line.startsWith("Overflow")) ? overflow >= 0 : null,
    logAt: shown >= 0 ? citeLine(section.source, lines, shown) : null,
  };
}

/**
 * `ipmitool sel time get` against the host's clock. The BMC keeps a time without a zone, and boards are set to local time or to UTC:
 * the nearer one is meant.
 */
export function clockState(section: Section, clock: HostClock | null): Pick<Bmc, "clockAheadSeconds" | "clockAt"> {
  const lines = linesOf(section.text);
  const [date = "", ...time] = lines[0]?.trim().split(" ") ?? [];
  const local = localTime(date, time.join(" "));
  const asUtc = local === null ? null : isoTime(local, "Z");
  const inZone = local === null || clock === null ? null : isoTime(local, clock.offset);
  if (!succeeded(section) || !clock || asUtc === null || inZone === null) return { clockAheadSeconds: null, clockAt: null };
  const ahead = [asUtc, inZone].map((time) => Math.round((Date.parse(time) - clock.now.getTime()) / 1000));
  return {
    clockAheadSeconds: ahead.reduce((one, two) => (Math.abs(one) <= Math.abs(two) ? one : two)),
    clockAt: citeLine(section.source, lines, 0),
  };
}

/** `ipmitool chassis status`: "Drive Fault : true". */
export function chassisFaults(section: Section): Bmc["chassisFaults"] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const fault = /^(.*(?:Fault|Overload)) *: *true/.exec(line)?.[1]?.trim();
    return fault ? [{ fault, at: citeLine(section.source, lines, index) }] : [];
  });
}
