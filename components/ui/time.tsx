import { ago } from "./format.ts";

/** How long ago something was; the exact time in UTC on hover and for machines. */
export function Ago({ at, now }: { at: Date; now: Date }) {
  const iso = at.toISOString();
  return (
    <time dateTime={iso} title={`${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`} className="whitespace-nowrap tabular-nums">
      {ago(at, now)}
    </time>
  );
}
