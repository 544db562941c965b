import type { Cite } from "#lib/facts/cite.ts";
import { plainLine } from "#lib/plain-text.ts";

/** Lines that prove something, as a machine said them, each with where from. */
export function CiteLines({ cites }: { cites: readonly Cite[] }) {
  if (cites.length === 0) return null;
  return (
    <ul className="grid justify-items-start gap-1">
      {cites.map((cite) => (
        <li key={`${cite.source}:${cite.line}:${cite.text}`} className="flex max-w-full">
          <code className="wrap-anywhere rounded border border-line bg-sunken px-[5px] text-ink-2">
            {plainLine(cite.source, 120)}:{cite.line} <span className="text-ink">{plainLine(cite.text, 240)}</span>
          </code>
        </li>
      ))}
    </ul>
  );
}
