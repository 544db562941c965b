import { defineProbe } from "#collectors/probe.ts";
import { hostClock, logLines, readLog } from "./parse/journal.ts";
import { kernelEventsOf } from "./parse/kernel-events.ts";

/** The kernel's log of the running boot: journalctl(1), else dmesg(1), whose ring forgets. */
export const kernelEvents = defineProbe({
  id: "kernel-events",
  fact: "kernelEvents",
  systems: ["linux"],
  sources: {
    clock: { exec: ["date", "-Is"], optional: true, lane: "slow" },
    kernel: {
      // NFS tells of servers that do not answer at notice.
      exec: ["journalctl", "-k", "-p", "notice", "--no-pager", "-o", "short-iso", "-n", "3000"],
      root: true,
      optional: true,
      lane: "slow",
      timeoutSeconds: 20,
      maximumBytes: 1024 * 1024,
    },
    // A journalctl that refuses one of those options.
    kernelShort: {
      exec: ["journalctl", "-k", "-p", "warning", "--no-pager"],
      unless: "kernel",
      root: true,
      optional: true,
      lane: "slow",
      timeoutSeconds: 20,
      maximumBytes: 1024 * 1024,
    },
    ring: {
      exec: ["dmesg", "--time-format", "iso"],
      unless: "kernel",
      root: true,
      optional: true,
      lane: "slow",
      maximumBytes: 1024 * 1024,
    },
  },
  parse({ clock, kernel, kernelShort, ring }) {
    const log = readLog([kernel, kernelShort, ring], "log of the kernel");
    return kernelEventsOf(logLines(log, hostClock(clock)));
  },
});
