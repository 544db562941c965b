import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import { citeJson, citeLine } from "#lib/facts/cite.ts";
import type { Schedule } from "#lib/facts/schedules.ts";
import { fieldsOf } from "./escapes.ts";
import { linesOf } from "./sections.ts";

/** Times in microseconds of the epoch, 0 or missing for never. */
const Timers = z.array(
  z.looseObject({
    unit: z.string(),
    activates: z.string().nullish(),
    next: z.number().nullish(),
    last: z.number().nullish(),
  }),
);

/** Hours that the zones which systemctl prints by letters lie east of Greenwich; a zone that is not here makes no time. */
const zoneHours: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 1,
  BST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  JST: 9,
  AEST: 10,
  AEDT: 11,
  NZST: 12,
  NZDT: 13,
};
const stamp = /[A-Z][a-z]{2} (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? ([A-Z]{2,5}|[+-]\d\d(?::?\d\d)?)/g;

/** `systemctl list-timers`: JSON where systemd knows it, else its table, since older versions take no notice of --output. */
export function timersOf(section: Section): Schedule[] {
  return section.text.trimStart().startsWith("[") ? fromJson(section) : fromTable(section);
}

function fromJson(section: Section): Schedule[] {
  const timers = Timers.parse(JSON.parse(section.text));
  return timers.map((timer) => ({
    by: "timer",
    when: timer.unit,
    user: null,
    command: timer.activates ?? "",
    lastRunAt: fromMicroseconds(timer.last),
    nextRunAt: fromMicroseconds(timer.next),
    at: citeJson(section.source, timer),
  }));
}

function fromMicroseconds(time: number | null | undefined): string | null {
  return time === null || time === undefined ? null : isoOf(time / 1000);
}

function isoOf(milliseconds: number): string | null {
  return milliseconds > 0 && milliseconds < 8.64e15 ? new Date(milliseconds).toISOString() : null;
}

/** NEXT LEFT LAST PASSED UNIT ACTIVATES: the first time is NEXT where the line begins with it; "n/a" or "-" stand for none. */
function fromTable(section: Section): Schedule[] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const fields = fieldsOf(line);
    const position = fields.findLastIndex((field) => field.endsWith(".timer"));
    const unit = fields[position];
    if (unit === undefined) return [];
    const times = [...fields.slice(0, position).join(" ").matchAll(stamp)];
    const next = times[0]?.index === 0 ? times[0] : undefined;
    const last = next === undefined ? times[0] : times[1];
    const at = citeLine(section.source, lines, index);
    const command = fields[position + 1] ?? "";
    return [{ by: "timer", when: unit, user: null, command, lastRunAt: instantOf(last), nextRunAt: instantOf(next), at }];
  });
}

function instantOf(match: RegExpMatchArray | undefined): string | null {
  const [, day = "", time = "", zone = ""] = match ?? [];
  const hours = zoneHours[zone];
  const local = Date.parse(`${day}T${time}Z`);
  if (hours !== undefined) return isoOf(local - hours * 3_600_000);
  const digits = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (digits === null) return null;
  const minutes = Number(digits[2]) * 60 + Number(digits[3] ?? 0);
  return isoOf(local - (digits[1] === "-" ? -minutes : minutes) * 60_000);
}
