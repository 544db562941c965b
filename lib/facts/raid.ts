import { z } from "zod";
import { Cite } from "./cite.ts";

export const RaidArray = z.object({
  /** "md0", "controller 0 volume 0/1", "slot 0 logicaldrive 1". */
  name: z.string(),
  kind: z.enum(["md", "megaraid", "smartarray"]),
  /** "raid1", "raid10" …; null where it is not told. */
  level: z.string().nullable(),
  /** `rebuilding` is degraded and on its way back; `failed` has lost data or is stopped by it. */
  state: z.enum(["ok", "degraded", "rebuilding", "failed", "inactive", "unknown"]),
  /** As the tool says it: "[2/1] [U_]", "Dgrd", "Interim Recovery Mode". */
  stateText: z.string(),
  membersWanted: z.number().int().nullable(),
  membersWorking: z.number().int().nullable(),
  /** Members marked as faulty, by name. */
  faulty: z.array(z.string()),
  at: Cite,
});
export type RaidArray = z.infer<typeof RaidArray>;

/** A disk behind a controller, where Linux does not see it. */
export const RaidDisk = z.object({
  /** "252:1", "1I:1:3". */
  name: z.string(),
  model: z.string().nullable(),
  state: z.string(),
  /** False for one that failed, is offline or missing. */
  ok: z.boolean(),
  /** The controller expects it to fail. */
  predictedFailure: z.boolean(),
  at: Cite,
});
export type RaidDisk = z.infer<typeof RaidDisk>;

export const RaidController = z.object({
  name: z.string(),
  ok: z.boolean(),
  /** What is not as it should be: "Battery/Capacitor Status: Failed". */
  faults: z.array(z.object({ part: z.enum(["controller", "cache", "battery"]), text: z.string(), at: Cite })),
  at: Cite,
});
export type RaidController = z.infer<typeof RaidController>;

/**
 * Software and hardware RAID: /proc/mdstat, storcli(8) or perccli, ssacli. ZFS is a fact of its own. Absent where the host has neither an
 * array of md nor one of these tools.
 */
export const Raid = z.object({ arrays: z.array(RaidArray), controllers: z.array(RaidController), disks: z.array(RaidDisk) });
export type Raid = z.infer<typeof Raid>;
