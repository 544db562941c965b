"use client";

import { useSyncExternalStore } from "react";
import { offsetWords, spanWords } from "#lib/maintenance/times.ts";

const never = () => () => {};

/** The reader's time zone; null until the page is in a browser. */
export function useReaderZone(): string | null {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => null,
  );
}

/** When a window is: on the clock that its people talk in, and on the reader's where that shows another time. */
export function WindowSpan({ startsAt, endsAt, timeZone }: { startsAt: Date; endsAt: Date; timeZone: string }) {
  const readers = useReaderZone();
  const own = readers === null ? null : spanWords(startsAt, endsAt, readers);
  const theirs = spanWords(startsAt, endsAt, timeZone);
  return (
    <>
      <time dateTime={startsAt.toISOString()} className="tabular-nums">
        {theirs} <span className="text-ink-3">({place(timeZone, startsAt)})</span>
      </time>
      {own !== null && own !== theirs && (
        <span className="block text-ink-3 text-small tabular-nums">
          {own} where you are ({place(readers ?? "", startsAt)})
        </span>
      )}
    </>
  );
}

function place(timeZone: string, at: Date): string {
  const offset = offsetWords(at, timeZone);
  return timeZone === offset ? offset : `${timeZone}, ${offset}`;
}
