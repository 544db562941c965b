import { z } from "zod";

const hourMs = 3_600_000;
const back = /^(\d{1,4})([hd])$/;
/** As a field for date and time gives it; in UTC, as all times are. */
const local = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?$/;

const isoOf = (text: string) => text.replace(local, (_, minute: string, second = ":00") => `${minute}${second}Z`);

/** A time: ISO 8601 with an offset, or without one in UTC. */
export const Instant = z
  .string()
  .transform(isoOf)
  .pipe(z.iso.datetime({ offset: true, error: "A time as 2026-01-31T22:00" }));

/** Since when changes are asked for: hours or days back ("24h", "7d"), a time, or each host's own mark of a good state. */
export const Since = z.union([z.literal("known-good"), z.string().regex(back, "Hours or days as 24h, 7d"), Instant]);

/** The same, or since a maintenance window began: "window:ID". */
export const Moment = z.union([z.templateLiteral(["window:", z.uuid()]), Since]);

/** The time that hours or days back from `now`, or a time in ISO 8601, mean. */
export function timeOf(moment: string, now: Date): Date {
  const [, count, unit] = back.exec(moment) ?? [];
  if (count === undefined) return new Date(moment);
  return new Date(now.getTime() - Number(count) * hourMs * (unit === "d" ? 24 : 1));
}
