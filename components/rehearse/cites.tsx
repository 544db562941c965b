import { CiteLine } from "#components/evidence/cite-line.tsx";
import type { Cite } from "#lib/facts/cite.ts";
import { More } from "./more.tsx";

const shownCites = 2;

/** The lines that prove a step, as the host said them: two at once, the rest on demand. */
export function Cites({ cites }: { cites: readonly Cite[] }) {
  if (cites.length === 0) return null;
  return (
    <div className="mt-0.5 grid justify-items-start gap-1">
      {cites.slice(0, shownCites).map((cite) => (
        <CiteLine key={`${cite.source}:${cite.line}:${cite.text}`} cite={cite} />
      ))}
      <More number={cites.length - shownCites} noun="line">
        <div className="mt-1 grid justify-items-start gap-1">
          {cites.slice(shownCites).map((cite) => (
            <CiteLine key={`${cite.source}:${cite.line}:${cite.text}`} cite={cite} />
          ))}
        </div>
      </More>
    </div>
  );
}
