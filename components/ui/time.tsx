import { ago, instant } from "./format.ts";

/** How long ago something was; the exact time in UTC on hover and for machines. */
export function Ago({ at, now }: { at: Date; now: Date }) {
  return (
    <time dateTime={at.toISOString()} title={`${instant(at)} UTC`} className="whitespace-nowrap tabular-nums">
      {ago(at, now)}
    </time>
  );
}
