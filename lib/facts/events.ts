import { z } from "zod";
import { Cite } from "./cite.ts";

/**
 * What a line of the kernel's log says, in one word; each is a pattern of collectors/probes/parse/kernel-events.ts. A `memory-error` was
 * corrected, a `memory-failure` was not.
 */
export const KernelEventKind = z.enum([
  "hung-task",
  "nfs-not-responding",
  "nfs-ok",
  "oom-kill",
  "io-error",
  "disk-reset",
  "usb-reset",
  "pool-suspended",
  "raid-event",
  "machine-check",
  "memory-error",
  "memory-failure",
  "thermal",
  "link-down",
  "link-up",
  "conntrack-full",
  "watchdog",
  "soft-lockup",
  "segfault",
  "oops",
  "panic",
  "pcie-error",
  "filesystem-error",
  "mce-disabled",
]);
export type KernelEventKind = z.infer<typeof KernelEventKind>;

/**
 * Events of the running boot, newest first; lines of one kind and subject are one event that counts them. `journalctl -k` or dmesg(1), of
 * priority notice and worse, so that what a driver says in passing (a link that goes down) is there only where it says it louder.
 */
export const KernelEvents = z.object({
  events: z.array(
    z.object({
      kind: KernelEventKind,
      /** What it is about: a server, a task, a device, an interface, a memory slot, a control group; null where the line names none. */
      subject: z.string().nullable(),
      count: z.number().int().min(1),
      /** ISO 8601, or null where the log carries no time. */
      firstAt: z.string().nullable(),
      lastAt: z.string().nullable(),
      /** The newest line. */
      at: Cite,
    }),
  ),
  /** How far back the log really goes (ISO 8601): "no event found" holds for this long. Null where it cannot be told. */
  since: z.string().nullable(),
});
export type KernelEvents = z.infer<typeof KernelEvents>;

/** Messages of priority err and worse of the running boot, newest first: one for each program and wording, numbers left out of the comparison. */
export const SystemEvents = z.object({
  events: z.array(
    z.object({
      /** Program as syslog names it: "corosync", "pvestatd", "systemd", "smartd". */
      program: z.string(),
      /** The newest message. */
      message: z.string(),
      count: z.number().int().min(1),
      firstAt: z.string().nullable(),
      lastAt: z.string().nullable(),
      at: Cite,
    }),
  ),
  since: z.string().nullable(),
});
export type SystemEvents = z.infer<typeof SystemEvents>;

/** Boots of the host, newest first, as the journal (`journalctl --list-boots`) and wtmp (last(1)) know them. */
export const Boots = z.array(
  z.object({
    bootId: z.string().nullable(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    /** False where a boot ended without a shutdown before it; null for the running boot and where nothing tells. */
    endedCleanly: z.boolean().nullable(),
    /** Release that ran, where wtmp tells it; last(1) cuts it to 16 characters. */
    kernel: z.string().nullable(),
    /** The journal's last lines of the boot before this one, oldest first; [] for other boots and where they were not read. */
    lastLines: z.array(Cite),
    at: Cite,
  }),
);
export type Boots = z.infer<typeof Boots>;
