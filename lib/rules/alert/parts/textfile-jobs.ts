import type { Schedule, Schedules } from "#lib/facts/schedules.ts";

const hourSeconds = 3600;
const daySeconds = 24 * hourSeconds;

/** The job that writes a file, by its name: "apt.prom" is written by prometheus-node-exporter-apt.timer. */
export function jobOf(file: string, schedules: Schedules): Schedule | undefined {
  const stem = file
    .replace(/\.prom$/, "")
    .replace(/^(node|textfile)[_-]/, "")
    .toLowerCase();
  const words = stem.split(/[_-]+/).filter((word) => word.length > 2);
  const named = schedules.filter(
    ({ command, when }) => words.length > 0 && words.every((word) => `${command} ${when}`.toLowerCase().includes(word)),
  );
  return named.find(({ command, when }) => /exporter|textfile|prom|metric/i.test(`${command} ${when}`)) ?? named[0];
}

/** How often a job runs, where that is plain: a timer by its last and next run, cron by the common forms. */
export function intervalSeconds({ by, when, lastRunAt, nextRunAt }: Schedule): number | null {
  if (by === "timer") {
    const between = (Date.parse(nextRunAt ?? "") - Date.parse(lastRunAt ?? "")) / 1000;
    return between > 0 ? between : null;
  }
  const named = { "@hourly": hourSeconds, "@daily": daySeconds, "@midnight": daySeconds, "@weekly": 7 * daySeconds }[when];
  if (named !== undefined) return named;
  const [minute = "", hour = "", day = "", , weekday = ""] = when.split(/\s+/);
  const step = /^\*\/(\d{1,2})$/.exec(minute)?.[1];
  if (minute === "*") return 60;
  if (step !== undefined && hour === "*") return Number(step) * 60;
  if (hour === "*") return hourSeconds;
  return day === "*" && weekday === "*" ? daySeconds : 7 * daySeconds;
}
