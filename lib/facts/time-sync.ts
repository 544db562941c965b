import { z } from "zod";
import { Cite } from "./cite.ts";

/** A server that the time daemon asks now. */
export const TimeSource = z.object({
  /** Address, or the name of a reference clock ("PHC0", "GPS"). */
  address: z.string(),
  kind: z.enum(["server", "peer", "refclock"]),
  /** It answered one of the last eight requests. */
  reachable: z.boolean(),
  at: Cite,
});
export type TimeSource = z.infer<typeof TimeSource>;

/** A source of time as a configuration file names it. */
export const ConfiguredTimeSource = z.object({
  directive: z.enum(["server", "pool", "peer", "refclock"]),
  name: z.string(),
  at: Cite,
});
export type ConfiguredTimeSource = z.infer<typeof ConfiguredTimeSource>;

/** Who keeps the clock. Sources: chronyc(1), ntpq(8), timedatectl(1), chrony.conf(5), timesyncd.conf(5), ntp.conf(5). */
export const TimeSync = z.object({
  /** The daemon that answered, or that is configured and has no tool of its own to ask; null where there is none. */
  daemon: z.enum(["chrony", "ntp", "timesyncd"]).nullable(),
  /** Whether the clock follows a source: the daemon's word, else the kernel's; null where neither tells. */
  synchronised: z.boolean().nullable(),
  /** Difference to the sources, positive where this clock is ahead; null where the daemon does not tell. */
  offsetSeconds: z.number().nullable(),
  /** Null where no daemon listed them. */
  sources: z.array(TimeSource).nullable(),
  configured: z.array(ConfiguredTimeSource),
  /** The hardware clock runs in local time. */
  localRtc: z.boolean().nullable(),
  /** The line that tells whether it follows a source. */
  at: Cite,
  offsetAt: Cite.nullable(),
  localRtcAt: Cite.nullable(),
});
export type TimeSync = z.infer<typeof TimeSync>;
