import { z } from "zod";
import { Cite } from "./cite.ts";

export const BmcSensor = z.object({
  name: z.string(),
  /** "ok", "nc" (non-critical), "cr" (critical), "nr" (non-recoverable), "ns" (no reading). */
  state: z.string(),
  /** "46 degrees C", "Presence detected, Failure detected". */
  reading: z.string(),
  at: Cite,
});
export type BmcSensor = z.infer<typeof BmcSensor>;

/** A record of the system event log. */
export const BmcEvent = z.object({
  /** Time of day as the BMC's clock had it, taken as the host's own zone; null for records from before that clock was set. */
  loggedAt: z.string().nullable(),
  /** "Power Supply #0xc8", "Memory #0x01": class and number of the sensor. */
  sensor: z.string(),
  event: z.string(),
  /** True where it began, false where it ended, null where the log does not tell. */
  asserted: z.boolean().nullable(),
  at: Cite,
});
export type BmcEvent = z.infer<typeof BmcEvent>;

/**
 * What the management controller says: `ipmitool mc info`, `sdr elist`, `sel elist`, `sel info`, `sel time get`, `chassis status`. Absent where
 * there is no ipmitool or no BMC that it could ask.
 */
export const Bmc = z.object({
  manufacturer: z.string().nullable(),
  firmwareRevision: z.string().nullable(),
  sensors: z.array(BmcSensor),
  /** Oldest first; [] for an empty log, null for one that was not read. */
  events: z.array(BmcEvent).nullable(),
  /** How full the log is; null where it was not told. */
  logUsedPercent: z.number().nullable(),
  logOverflowed: z.boolean().nullable(),
  logAt: Cite.nullable(),
  /** Seconds by which its clock is ahead of the host's, in the host's own zone or in UTC, whichever is nearer; null where it was not told. */
  clockAheadSeconds: z.number().nullable(),
  clockAt: Cite.nullable(),
  /** Faults that `chassis status` names as true. */
  chassisFaults: z.array(z.object({ fault: z.string(), at: Cite })),
  at: Cite,
});
export type Bmc = z.infer<typeof Bmc>;
