import type { Cite } from "#lib/facts/cite.ts";
import { plainLine } from "#lib/plain-text.ts";

/** One line that proves something, as a machine said it, with where it stands. */
export function CiteLine({ cite: { source, line, text } }: { cite: Cite }) {
  return (
    <code className="wrap-anywhere max-w-full rounded border border-line bg-sunken px-[5px] text-ink-2">
      {plainLine(source, 120)}:{line} <span className="text-ink">{plainLine(text, 240)}</span>
    </code>
  );
}
