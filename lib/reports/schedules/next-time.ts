import { Temporal } from "temporal-polyfill";

/** A day of the week (Monday is 1) and a time ("06:00") on the wall clock of a time zone. */
export interface WeeklyTime {
  weekday: number;
  time: string;
  timeZone: string;
}

/**
 * The first time after `after` that a weekly schedule is due. Once a week whatever clocks do: a time that they skip is as much later as they
 * skip, of one that comes twice the first counts.
 */
export function nextWeekly({ weekday, time, timeZone }: WeeklyTime, after: Date): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const days = (weekday - today.dayOfWeek + 7) % 7;
  const [first, second] = [days, days + 7].map((ahead) => instantOf(today.add({ days: ahead }), time, timeZone));
  if (first === undefined || second === undefined) throw new Error("two dates make two times");
  return first > after ? first : second;
}

function instantOf(date: Temporal.PlainDate, time: string, timeZone: string): Date {
  const zoned = date.toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(timeZone, { disambiguation: "compatible" });
  return new Date(zoned.epochMilliseconds);
}
