import type { ReactNode } from "react";
import { type Tone, ToneIcon, toneSoft } from "#components/findings/tone.tsx";
import { cn } from "#components/ui/cn.ts";
import { Prose } from "#components/ui/host-text.tsx";

/** The answer of a check: what, in one word, and why, in one sentence; below it from when it is. */
export function VerdictPanel({
  tone,
  words,
  sentence,
  isPast = false,
  children,
}: {
  tone: Tone;
  words: string;
  sentence: string;
  /** Another answer has taken its place: it is told without its colour. */
  isPast?: boolean;
  children?: ReactNode;
}) {
  const look = isPast ? "border border-line text-ink-2" : tone === "holds" ? "bg-ok-soft text-ok" : toneSoft[tone];
  return (
    <div className={cn("flex items-start gap-3 rounded-card px-4 py-3", look)}>
      <ToneIcon tone={tone} className="mt-[3px] size-6" />
      <div className="min-w-0">
        <h2 className="text-[20px] leading-[1.35]">{words}</h2>
        <p className="wrap-anywhere text-ink">
          <Prose>{sentence}</Prose>
        </p>
        {children !== undefined && <div className="mt-1 text-ink-2 text-small">{children}</div>}
      </div>
    </div>
  );
}
