import { z } from "zod";
import { Cite } from "./cite.ts";

/** What a disk counts about itself, under one name for ATA attributes, the health log of NVMe and the error counters of SCSI. */
export const SmartValueName = z.enum([
  "reallocated-sectors",
  "pending-sectors",
  "offline-uncorrectable-sectors",
  "reported-uncorrectable-errors",
  "interface-crc-errors",
  "critical-warning",
  "available-spare-percent",
  "available-spare-threshold-percent",
  "percentage-used",
  "media-errors",
  "grown-defects",
  "uncorrected-errors",
  "power-on-hours",
  "temperature-celsius",
]);
export type SmartValueName = z.infer<typeof SmartValueName>;

export const SmartDisk = z.object({
  /** "/dev/sda" as it was asked for. */
  device: z.string(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  firmware: z.string().nullable(),
  protocol: z.enum(["ata", "nvme", "scsi"]).nullable(),
  /** Verdict of the disk about itself; null where it gave none. */
  passed: z.boolean().nullable(),
  /** Why it was not read: it sleeps and was not woken, hides behind a RAID controller, keeps no SMART data, or another reason. */
  unread: z.enum(["asleep", "behind-controller", "unsupported", "failed"]).nullable(),
  values: z.array(z.object({ name: SmartValueName, value: z.number(), at: Cite })),
  /** Attributes at or below their threshold: now, or once in the past. */
  failingAttributes: z.array(z.object({ name: z.string(), when: z.enum(["now", "past"]), at: Cite })),
  /** Self-tests newest first, as far as the disk keeps them; null where it keeps no log of them. */
  selfTests: z
    .array(
      z.object({ kind: z.string(), passed: z.boolean().nullable(), status: z.string(), powerOnHours: z.number().nullable(), at: Cite }),
    )
    .nullable(),
  at: Cite,
});
export type SmartDisk = z.infer<typeof SmartDisk>;

/** SMART data of every disk, by `smartctl -a -n standby` (smartctl(8)), as JSON where the version knows it. Absent where there is no smartctl. */
export const Smart = z.array(SmartDisk);
export type Smart = z.infer<typeof Smart>;
