import { ToneIcon, toneSoft } from "#components/findings/tone.tsx";
import { cn } from "#components/ui/cn.ts";
import { Prose } from "#components/ui/host-text.tsx";
import type { Headline } from "#lib/graph/headline.ts";
import { plainLine } from "#lib/plain-text.ts";

/** The answer, and the smaller action or what is next. Told to a screen reader whenever it changes. */
export function Verdict({ headline: { tone, sentence, next } }: { headline: Headline }) {
  return (
    <div
      role="status"
      className={cn("flex items-start gap-3 rounded-card px-4 py-3", tone === "holds" ? "bg-ok-soft text-ok" : toneSoft[tone])}
    >
      <ToneIcon tone={tone} className="mt-px size-5" />
      <div className="min-w-0">
        <h2 className="wrap-anywhere">{plainLine(sentence, 400)}</h2>
        {next !== null && (
          <p className="wrap-anywhere text-ink-2">
            <Prose>{plainLine(next, 400)}</Prose>
          </p>
        )}
      </div>
    </div>
  );
}
