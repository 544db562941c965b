import { Temporal } from "temporal-polyfill";

/** What a time on a wall clock means in a time zone. Instants are ISO 8601 with their offset. */
export type LocalTime =
  | { kind: "once"; at: string }
  /** Clocks go back over it: it comes twice. */
  | { kind: "twice"; first: string; second: string }
  /** Clocks go forward over it: it never comes. The nearest times that do, on a wall clock. */
  | { kind: "never"; before: string; after: string }
  /** Not a time, or not a time zone. */
  | { kind: "unreadable" };

/** Reads "2026-03-29T02:30", as a field for date and time gives it, in a time zone of the tz database. */
export function readLocalTime(local: string, timeZone: string): LocalTime {
  try {
    const plain = Temporal.PlainDateTime.from(local);
    const [earlier, later] = (["earlier", "later"] as const).map((disambiguation) => plain.toZonedDateTime(timeZone, { disambiguation }));
    if (earlier === undefined || later === undefined) return { kind: "unreadable" };
    if (earlier.epochMilliseconds === later.epochMilliseconds) return { kind: "once", at: isoOf(earlier) };
    if (plain.equals(earlier.toPlainDateTime())) return { kind: "twice", first: isoOf(earlier), second: isoOf(later) };
    return { kind: "never", before: clockOf(earlier), after: clockOf(later) };
  } catch {
    return { kind: "unreadable" };
  }
}

/** An instant as the wall clock of a time zone shows it, "2026-01-31T22:00", for a field for date and time. */
export function localTimeOf(at: Date, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return zoned.toPlainDateTime().toString({ smallestUnit: "minute" });
}

/** So many minutes later on a wall clock, whatever clocks do in between; null for what is no time. */
export function plusMinutes(local: string, minutes: number): string | null {
  try {
    return Temporal.PlainDateTime.from(local).add({ minutes }).toString({ smallestUnit: "minute" });
  } catch {
    return null;
  }
}

function isoOf(zoned: Temporal.ZonedDateTime): string {
  return zoned.toString({ timeZoneName: "never", smallestUnit: "second" });
}

function clockOf(zoned: Temporal.ZonedDateTime): string {
  return zoned.toPlainTime().toString({ smallestUnit: "minute" });
}
