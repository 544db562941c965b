import { Temporal } from "temporal-polyfill";
import type { WindowState, WindowTimes } from "./window.ts";

/** "Sat 31 Jan 2026, 22:00 – 23:30", with the second day where it is another one, as the wall clock of a time zone shows it. */
export function spanWords(startsAt: Date, endsAt: Date, timeZone: string): string {
  const [start, end] = [partsOf(startsAt, timeZone), partsOf(endsAt, timeZone)];
  const rest = start.day === end.day ? end.time : `${end.day}, ${end.time}`;
  return `${start.day}, ${start.time} – ${rest}`;
}

/** "UTC+1" of a time zone at some moment. */
export function offsetWords(at: Date, timeZone: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)/.exec(zoned(at, timeZone).offset) ?? [];
  const rest = minutes === "00" ? "" : `:${minutes}`;
  return `UTC${Number(hours) === 0 && rest === "" ? "" : `${sign}${Number(hours)}${rest}`}`;
}

/** "22:14", with the day before it where it is not that of `now`. */
export function clockWords(at: Date, now: Date, timeZone: string): string {
  const [then, today] = [partsOf(at, timeZone), partsOf(now, timeZone)];
  return then.day === today.day ? then.time : `${then.day}, ${then.time}`;
}

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Not by Intl: a server and a browser of other versions abbreviate otherwise, and the page would not fit together. */
function partsOf(at: Date, timeZone: string): { day: string; time: string } {
  const { dayOfWeek, day, month, year, hour, minute } = zoned(at, timeZone);
  const [hours, minutes] = [hour, minute].map((number) => String(number).padStart(2, "0"));
  return { day: `${weekdays[dayOfWeek - 1]} ${day} ${months[month - 1]} ${year}`, time: `${hours}:${minutes}` };
}

function zoned(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}

/** How far away the next turn of a window is: "begins in 3 h". */
export function countdownWords(times: WindowTimes, state: WindowState, now: Date): string {
  const until = (at: Date) => lengthWords(at.getTime() - now.getTime());
  const since = (at: Date) => lengthWords(now.getTime() - at.getTime());
  if (state === "planned") return `begins in ${until(times.startsAt)}`;
  if (state === "running") return `ends in ${until(times.endsAt)}`;
  if (state === "overrun") return `should have ended ${since(times.endsAt)} ago`;
  if (state === "cancelled") return times.cancelledAt === null ? "cancelled" : `cancelled ${since(times.cancelledAt)} ago`;
  return times.closedAt === null ? "closed" : `closed ${since(times.closedAt)} ago`;
}

/** A length of time in its two largest units, since the last hour counts by the minute: "1 h 49 min", "3 d 4 h". */
function lengthWords(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  const parts =
    days > 0 ? [`${days} d`, hours > 0 && `${hours} h`] : [hours > 0 && `${hours} h`, minutes % 60 > 0 && `${minutes % 60} min`];
  return parts.filter(Boolean).join(" ") || "less than a minute";
}

/** "Sat 31 Jan 2026, 22:14 UTC+1", as the wall clock of a time zone shows it. */
export function momentWords(at: Date, timeZone: string): string {
  const { day, time } = partsOf(at, timeZone);
  return `${day}, ${time} ${offsetWords(at, timeZone)}`;
}
