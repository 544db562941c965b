import { z } from "zod";
import { Cite } from "./cite.ts";

/** A unit that rules ask for, as `systemctl show` or, for the rest, `systemctl list-unit-files` tells of it (systemctl(1)). */
export const Service = z.object({
  unit: z.string(),
  /** "loaded", "not-found", "masked"; null where only the unit file list names it. */
  loadState: z.string().nullable(),
  activeState: z.string().nullable(),
  subState: z.string().nullable(),
  result: z.string().nullable(),
  /** "enabled", "disabled", "static", "masked" …; null where the unit has no file. */
  unitFileState: z.string().nullable(),
  /** Since the boot, counted up to 100. */
  restarts: z.number().int().nullable(),
  after: z.array(z.string()),
  requires: z.array(z.string()),
  requiresMountsFor: z.array(z.string()),
  /** Since systemd 256. */
  wantsMountsFor: z.array(z.string()),
  dropIns: z.array(z.string()),
  /** One command a line. */
  execStartPre: z.string().nullable(),
  /** "1min 30s", "infinity". */
  timeoutStart: z.string().nullable(),
  at: Cite,
});
export type Service = z.infer<typeof Service>;

/** Enabled units and those that rules ask for; a unit that is not here does not exist on the host or is not enabled. */
export const Services = z.array(Service);
export type Services = z.infer<typeof Services>;
