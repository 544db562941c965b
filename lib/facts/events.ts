import { z } from "zod";
import { Cite } from "./cite.ts";

/** What a line of the kernel's log says, in one word; each is a pattern of collectors/probes/parse/kernel-events.ts. */
export const KernelEventKind = z.enum([
  "hung-task",
  "nfs-not-responding",
  "nfs-ok",
  "oom-kill",
  "io-error",
  "disk-reset",
  "pool-suspended",
  "raid-event",
  "machine-check",
  "memory-error",
  "thermal",
  "link-down",
  "link-up",
  "conntrack-full",
  "watchdog",
  "soft-lockup",
  "segfault",
  "panic",
  "pcie-error",
  "filesystem-error",
  "mce-disabled",
]);
export type KernelEventKind = z.infer<typeof KernelEventKind>;

/** Events of the running boot; lines of one kind and subject are one event that counts them. */
export const KernelEvents = z.object({
  events: z.array(
    z.object({
      kind: KernelEventKind,
      /** What it is about: a server, a task, a device, an interface, a memory slot; null where the line names none. */
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

/** Messages of priority err and worse of the running boot, one entry for each program and wording, numbers left out of the comparison. */
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

/** Boots of the host, newest first, as the journal and wtmp know them. */
export const Boots = z.array(
  z.object({
    bootId: z.string().nullable(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    /** False where a boot ended without a shutdown before it; null for the running boot and where nothing tells. */
    endedCleanly: z.boolean().nullable(),
    kernel: z.string().nullable(),
    at: Cite,
  }),
);
export type Boots = z.infer<typeof Boots>;
