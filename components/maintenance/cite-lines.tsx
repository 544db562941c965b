import { CiteLine } from "#components/evidence/cite-line.tsx";
import type { Cite } from "#lib/facts/cite.ts";

/** Lines that prove something, as a machine said them, each with where from. */
export function CiteLines({ cites }: { cites: readonly Cite[] }) {
  if (cites.length === 0) return null;
  return (
    <ul className="grid justify-items-start gap-1">
      {cites.map((cite) => (
        <li key={`${cite.source}:${cite.line}:${cite.text}`} className="flex max-w-full">
          <CiteLine cite={cite} />
        </li>
      ))}
    </ul>
  );
}
