import { momentWords, offsetWords, spanWords } from "#lib/maintenance/times.ts";
import { moment } from "./words.ts";

/** A moment on the clock of the window's people; in UTC where this runtime does not know their time zone. */
export function localMoment(iso: string, timeZone: string): string {
  return inZone(timeZone, () => momentWords(new Date(iso), timeZone)) ?? moment(iso);
}

/** Both ends of a window on its people's clock; null where this runtime does not know their time zone. */
export function localSpan(startsAt: string, endsAt: string, timeZone: string): string | null {
  const start = new Date(startsAt);
  return inZone(timeZone, () => `${spanWords(start, new Date(endsAt), timeZone)} (${timeZone}, ${offsetWords(start, timeZone)})`);
}

function inZone(timeZone: string, tell: () => string): string | null {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch {
    return null;
  }
  return tell();
}
