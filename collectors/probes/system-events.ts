import { defineProbe } from "#collectors/probe.ts";
import type { SystemEvents } from "#lib/facts/events.ts";
import type { LogLine } from "./parse/journal.ts";
import { hostClock, logLines, readLog } from "./parse/journal.ts";

/** Different wordings beyond this are noise that repeats with other names. */
const maximumEvents = 300;

/** Errors of the running boot, of all programs, by journalctl(1). */
export const systemEvents = defineProbe({
  id: "system-events",
  fact: "systemEvents",
  systems: ["linux"],
  sources: {
    clock: { exec: ["date", "-Is"], optional: true, lane: "slow" },
    errors: {
      exec: ["journalctl", "-b", "-p", "err", "--no-pager", "-o", "short-iso", "-n", "2000"],
      root: true,
      optional: true,
      lane: "slow",
      timeoutSeconds: 20,
      maximumBytes: 1024 * 1024,
    },
    // A journalctl that refuses one of those options.
    errorsShort: {
      exec: ["journalctl", "-b", "-p", "err", "--no-pager"],
      unless: "errors",
      root: true,
      optional: true,
      lane: "slow",
      timeoutSeconds: 20,
      maximumBytes: 1024 * 1024,
    },
  },
  parse({ clock, errors, errorsShort }) {
    return systemEventsOf(logLines(readLog([errors, errorsShort], "errors in the journal"), hostClock(clock)));
  },
});

function systemEventsOf(lines: readonly LogLine[]): SystemEvents {
  const events = new Map<string, SystemEvents["events"][number]>();
  for (const { program, message, time, at } of lines) {
    const key = `${program} ${message.replace(/0x[0-9a-f]+|\d+/gi, "#")}`;
    const before = events.get(key);
    events.delete(key); // so that the newest stands last
    events.set(key, { program, message, count: (before?.count ?? 0) + 1, firstAt: before ? before.firstAt : time, lastAt: time, at });
  }
  return { events: [...events.values()].reverse().slice(0, maximumEvents), since: lines[0]?.time ?? null };
}
