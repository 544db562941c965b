import { z } from "zod";
import { Cite } from "./cite.ts";

/** A task that the kernel has put into uninterruptible sleep, from `ps -eo pid,ppid,stat,etimes,wchan:32,comm` (ps(1)). */
export const BlockedTask = z.object({
  pid: z.number().int().nullable(),
  /** Name of the program or kernel thread, cut at 15 characters by the kernel. */
  comm: z.string(),
  /** Kernel function that it sleeps in; null where the kernel does not say. */
  wchan: z.string().nullable(),
  /** Since it was started, not since it sleeps. */
  ageSeconds: z.number().nullable(),
  at: Cite,
});
export type BlockedTask = z.infer<typeof BlockedTask>;

/** Share of the time in which tasks waited for a disk or a server, in per cent (PSI, /proc/pressure/io). */
const Stall = z.object({ tenSecondsPercent: z.number(), minutePercent: z.number(), fiveMinutesPercent: z.number() });

export const BlockedTasks = z.object({
  tasks: z.array(BlockedTask),
  /** Programs that move data (zfs, rsync, borg …) and have been at it for an hour or more, whatever their state. */
  longTransfers: z.array(z.object({ comm: z.string(), ageSeconds: z.number(), at: Cite })),
  /** Some task waited, and all of them did at once; null where the kernel does not count. */
  ioPressure: z.object({ some: Stall, full: Stall.nullable(), at: Cite }).nullable(),
});
export type BlockedTasks = z.infer<typeof BlockedTasks>;
