import { z } from "zod";
import { Cite } from "./cite.ts";

/** State of one UPS as its server tells it (upsc(8), apcaccess(8)). */
export const UpsState = z.object({
  /** "ups@localhost". */
  name: z.string(),
  /** Words such as "OL" (on line), "OB" (on battery), "LB" (low), "RB" (replace battery); [] where it did not answer. */
  status: z.array(z.string()),
  chargePercent: z.number().nullable(),
  runtimeSeconds: z.number().nullable(),
  /** Why it is not known: "Driver not connected". */
  error: z.string().nullable(),
  at: Cite,
});
export type UpsState = z.infer<typeof UpsState>;

/** What the host knows of power: Network UPS Tools (upsmon.conf(5)) and apcupsd(8). */
export const Ups = z.object({
  /** "none", "standalone", "netserver", "netclient" of nut.conf(5); null where NUT is not configured. */
  mode: z.object({ value: z.string(), at: Cite }).nullable(),
  /** Whether upsmon.conf exists: NUT's client is installed. */
  hasMonitorConfig: z.boolean(),
  monitorConfigAt: Cite.nullable(),
  /** MONITOR lines: "ups@localhost". */
  monitored: z.array(z.object({ ups: z.string(), role: z.string().nullable(), at: Cite })),
  /** Drivers of ups.conf(5). */
  drivers: z.array(z.object({ name: z.string(), driver: z.string(), port: z.string(), at: Cite })),
  hasApcupsd: z.boolean(),
  /** A UPS that hangs on the host's USB, by the name it gives itself. */
  onUsb: z.array(z.object({ name: z.string(), at: Cite })),
  states: z.array(UpsState),
});
export type Ups = z.infer<typeof Ups>;
