import { z } from "zod";
import { Cite } from "./cite.ts";

/** Something that runs by the clock: a line of cron (crontab(5)) or a timer of systemd (systemd.timer(5)). */
export const Schedule = z.object({
  by: z.enum(["cron", "timer"]),
  /** "0 2 * * *" or "@daily" for cron; the timer unit's name for a timer. */
  when: z.string(),
  /** Null for a line that lacks its user, which cron drops. */
  user: z.string().nullable(),
  /** The command of cron, the unit that a timer starts. */
  command: z.string(),
  lastRunAt: z.string().nullable(),
  nextRunAt: z.string().nullable(),
  at: Cite,
});
export type Schedule = z.infer<typeof Schedule>;

/** Sources: /etc/crontab, /etc/cron.d/*, `systemctl list-timers --all`. */
export const Schedules = z.array(Schedule);
export type Schedules = z.infer<typeof Schedules>;
