import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { bootsOf, journalBoots, wtmpRecords } from "./parse/boots.ts";
import { hostClock, isWholeLog } from "./parse/journal.ts";
import { isMissing } from "./parse/presence.ts";
import { linesOf, notReadable, succeeded } from "./parse/sections.ts";

/** Boots as the journal and wtmp know them. Not every host has both: Debian 13 has no last(1), a host without /var/log/journal one boot. */
export const boots = defineProbe({
  id: "boots",
  fact: "boots",
  systems: ["linux"],
  sources: {
    clock: { exec: ["date", "-Is"], optional: true, lane: "slow" },
    journal: {
      exec: ["journalctl", "--list-boots", "--utc", "-o", "json", "--no-pager"],
      root: true,
      optional: true,
      lane: "slow",
      timeoutSeconds: 20,
    },
    // A journalctl that refuses one of those options; versions before 254 pass over "json".
    journalShort: {
      exec: ["journalctl", "--list-boots", "--no-pager"],
      unless: "journal",
      root: true,
      optional: true,
      lane: "slow",
      timeoutSeconds: 20,
    },
    wtmp: { exec: ["last", "-x", "-F", "-n", "50", "reboot", "shutdown"], optional: true, lane: "slow" },
    wtmpShort: { exec: ["last", "-x", "-n", "50", "reboot", "shutdown"], unless: "wtmp", optional: true, lane: "slow" },
    tail: {
      exec: ["journalctl", "-b", "-1", "-n", "20", "--no-pager", "-o", "short"],
      root: true,
      optional: true,
      lane: "slow",
      timeoutSeconds: 20,
    },
  },
  parse({ clock, journal, journalShort, wtmp, wtmpShort, tail }) {
    const host = hostClock(clock);
    const listed = [journal, journalShort].find((section) => isWholeLog(section) && section.text.trim() !== "");
    const recorded = [wtmp, wtmpShort].find((section) => succeeded(section) && linesOf(section.text).length > 0);
    const found = bootsOf(
      listed ? journalBoots(listed, host) : [],
      recorded ? wtmpRecords(recorded, host) : [],
      isWholeLog(tail) ? tail : null,
    );
    if ([journal, journalShort, wtmp, wtmpShort].every(isMissing)) throw new NotApplicable("neither journalctl nor last is installed");
    if (found.length === 0) throw notReadable([journal, journalShort, wtmp, wtmpShort], "earlier boots");
    return found;
  },
});
