import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeJson, citeLine } from "#lib/facts/cite.ts";
import type { Boots } from "#lib/facts/events.ts";
import type { HostClock } from "./journal.ts";
import { isoTime } from "./journal.ts";
import { linesOf } from "./sections.ts";

type Boot = Boots[number];

/** A boot or a shutdown as wtmp has it, newest first. */
export interface WtmpRecord {
  what: "boot" | "shutdown";
  at: Cite;
  startedAt: string | null;
  /** Whether last(1) says that the boot ended in a crash. */
  crashed: boolean;
  kernel: string | null;
}

/** Two clocks tell of one boot if they differ by no more: wtmp is written later than the journal, and last(1) leaves the seconds out. */
const sameBootMs = 5 * 60_000;
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const JsonBoots = z.array(z.object({ boot_id: z.string(), first_entry: z.number(), last_entry: z.number() }));

/** `journalctl --list-boots`, newest first: JSON since systemd 254, else a table whose times are told with a dash or in columns. */
export function journalBoots(section: Section, clock: HostClock | null): Boot[] {
  if (section.text.trimStart().startsWith("[")) {
    const boots = JsonBoots.parse(JSON.parse(section.text)).toSorted((one, two) => two.first_entry - one.first_entry);
    return boots.map((boot) =>
      bootOf(boot.boot_id, ofMicroseconds(boot.first_entry), ofMicroseconds(boot.last_entry), citeJson(section.source, boot)),
    );
  }
  const lines = linesOf(section.text);
  const boots = lines.flatMap((line, index) => {
    const [, id = ""] = /^ *-?\d+ ([0-9a-f]{32}) /.exec(line) ?? [];
    if (id === "") return [];
    const times = [...line.matchAll(/(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([A-Z]+)?/g)].map(([, day, time, zone]) =>
      isoTime(`${day}T${time}`, zone === "UTC" ? "Z" : (clock?.offset ?? "Z")),
    );
    return [bootOf(id, times[0] ?? null, times[1] ?? null, citeLine(section.source, lines, index))];
  });
  return boots.reverse();
}

function bootOf(bootId: string | null, startedAt: string | null, endedAt: string | null, at: Cite): Boot {
  return { bootId, startedAt, endedAt, endedCleanly: null, kernel: null, lastLines: [], at };
}

function ofMicroseconds(value: number): string | null {
  const date = new Date(value / 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** `last -x reboot shutdown`, with -F or without: "reboot   system boot  6.8.12-18-pve    Mon Jan  5 23:29[:00 2026]   still running". */
export function wtmpRecords(section: Section, clock: HostClock | null): WtmpRecord[] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const found =
      /^(reboot|shutdown) +system (?:boot|down) +(\S+)? +[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d)(:\d\d (\d{4}))?/.exec(line);
    if (!found) return [];
    const [, what, kernel = "", month = "", day = "", time = "", seconds, year] = found;
    const date = `${String(months.indexOf(month) + 1).padStart(2, "0")}-${day.padStart(2, "0")}T${time}:${seconds?.slice(1, 3) ?? "00"}`;
    return [
      {
        what: what === "reboot" ? "boot" : "shutdown",
        at: citeLine(section.source, lines, index),
        startedAt: year ? isoTime(`${year}-${date}`, clock?.offset ?? "Z") : lastTime(date, clock),
        crashed: / - crash\b/.test(line),
        // With -i an address stands there, of nowhere.
        kernel: /^\d+\.\d+/.test(kernel) && kernel !== "0.0.0.0" ? kernel : null,
      } satisfies WtmpRecord,
    ];
  });
}

/** Without a year, the last time that this day and hour were. */
function lastTime(date: string, clock: HostClock | null): string | null {
  if (!clock) return null;
  const years = [1, 0, -1].map((more) => isoTime(`${clock.now.getUTCFullYear() + more}-${date}`, clock.offset));
  return years.find((time) => time !== null && Date.parse(time) <= clock.now.getTime()) ?? null;
}

/** Boots of the journal with what wtmp and the end of the journal before this boot say of how they ended; those of wtmp alone where there is no journal. */
export function bootsOf(journal: readonly Boot[], wtmp: readonly WtmpRecord[], tail: Section | null): Boots {
  const known = journal.length > 1 ? journal : withoutJournal(wtmp, journal[0]);
  const boots = known.map((boot, index) => {
    const record = wtmp.find((one) => one.what === "boot" && isNear(one.startedAt, boot.startedAt));
    const lastLines = index === 1 && tail ? citesOf(tail) : [];
    const ended = index === 0 ? null : (endOf(wtmp, record) ?? endOfJournal(lastLines));
    const at = ended === false && record ? record.at : boot.at;
    return { ...boot, endedAt: index === 0 ? null : boot.endedAt, endedCleanly: ended, kernel: record?.kernel ?? null, lastLines, at };
  });
  return known.length === 1 ? [...boots, ...endBefore(wtmp)] : boots;
}

/** wtmp may begin with the shutdown of a boot that began before it. */
function endBefore(wtmp: readonly WtmpRecord[]): Boot[] {
  const oldest = wtmp.at(-1);
  if (oldest?.what !== "shutdown") return [];
  return [{ ...bootOf(null, null, oldest.startedAt, oldest.at), endedCleanly: true, kernel: oldest.kernel }];
}

function withoutJournal(wtmp: readonly WtmpRecord[], running: Boot | undefined): Boot[] {
  const boots = wtmp.filter((record) => record.what === "boot").map(({ startedAt, at }) => bootOf(null, startedAt, null, at));
  return running && isNear(boots[0]?.startedAt ?? null, running.startedAt)
    ? [running, ...boots.slice(1)]
    : running && boots.length === 0
      ? [running]
      : boots;
}

/** Between a boot and the next one there is a shutdown, unless it ended without one. */
function endOf(wtmp: readonly WtmpRecord[], record: WtmpRecord | undefined): boolean | null {
  if (!record) return null;
  const newer = wtmp[wtmp.indexOf(record) - 1];
  if (record.crashed || newer?.what === "boot") return false;
  return newer?.what === "shutdown" ? true : null;
}

/** What an orderly shutdown says last; where /var is a file system of its own, the journal on it ends before it is unmounted. */
const farewell =
  /Journal stopped|Received SIGTERM from PID 1|systemd-shutdow|Reached target .*(?:Shutdown|Power-?Off|Reboot|Halt|Unmount)|System is (?:rebooting|powering|halting)|Stopped target (?:Multi-User|Graphical|Basic System|Local File)|Unmount(?:ed|ing) |journal-flush|Flush Journal to Persistent/i;

/** An orderly shutdown ends with journald's own farewell, or with systemd's way there. */
function endOfJournal(lines: readonly Cite[]): boolean | null {
  if (lines.length === 0) return null;
  return lines.some(({ text }) => farewell.test(text));
}

function citesOf(tail: Section): Cite[] {
  const lines = linesOf(tail.text);
  return lines.map((_, index) => citeLine(tail.source, lines, index)).filter(({ text }) => text.trim() !== "" && !text.startsWith("-- "));
}

function isNear(one: string | null, two: string | null): boolean {
  return one !== null && two !== null && Math.abs(Date.parse(one) - Date.parse(two)) <= sameBootMs;
}
