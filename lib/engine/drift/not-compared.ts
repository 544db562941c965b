import type { FactName } from "#lib/facts/index.ts";

/** Facts that are never compared, and why: what they say is another thing at each visit, or is told by a fact that is. */
export const neverCompared: Readonly<Partial<Record<FactName, string>>> = {
  blockedTasks: "which tasks wait just now",
  boots: "the history of boots grows by itself; a restart is told by the id of the boot",
  cardNames: "follows from where a card sits, which is compared",
  corosyncEvents: "a log",
  guestTraffic: "counters",
  kernelEvents: "a log",
  neighbours: "the table ages by itself",
  sensors: "measured values",
  systemEvents: "a log",
  tasks: "a log of what was done",
  zfsSnapshots: "snapshots are taken and removed by the clock",
};
