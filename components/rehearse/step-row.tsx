import { useEffect, useRef } from "react";
import { ToneWord, toneText } from "#components/findings/tone.tsx";
import { RuleLink } from "#components/rules/rule-link.tsx";
import { cn } from "#components/ui/cn.ts";
import { Prose } from "#components/ui/host-text.tsx";
import type { Step } from "#lib/graph/rehearsal.ts";
import { stateWords } from "#lib/graph/state-words.ts";
import { type Alike, callingOf } from "#lib/graph/told.ts";
import { plainLine } from "#lib/plain-text.ts";
import { Cites } from "./cites.tsx";
import { HostName } from "./fleet-hosts.tsx";
import { More } from "./more.tsx";
import { stepTone } from "./step-state.ts";

interface Props {
  alike: Alike;
  staying: ReadonlySet<string>;
  /** Its number, where the step before had another. */
  order: number | null;
  isLast: boolean;
  /** Where a step-by-step play stands: before it, at it, past it. */
  play: "off" | "future" | "now" | "past";
}

/** One thing that follows, or the same of several: what becomes of it, because of what, by which lines. */
export function StepRow({ alike, staying, order, isLast, play }: Props) {
  const [step, ...others] = alike;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (play === "now") row.current?.scrollIntoView({ block: "nearest" });
  }, [play]);
  const tone = stepTone(step, staying);
  return (
    <li
      ref={row}
      aria-current={play === "now" ? "step" : undefined}
      className={cn(
        "relative grid scroll-my-16 grid-cols-[28px_18px_minmax(0,1fr)] gap-x-2 px-3.5 py-2",
        play === "now" && "bg-accent-soft",
        play === "future" && "invisible",
      )}
    >
      <span className="pt-px text-right text-ink-3 text-small tabular-nums">{order}</span>
      <span aria-hidden className={cn("grid justify-items-center", toneText[tone])}>
        <span className="mt-[5px] size-[11px] rounded-full border-2 border-current bg-surface" />
        {!isLast && <span className="absolute top-6 -bottom-[13px] w-[1.5px] bg-line-strong" />}
      </span>
      <div className="grid min-w-0 gap-1">
        <h4 className="wrap-anywhere font-[550]">
          <Prose>{plainLine(step.words, 400)}</Prose>
        </h4>
        <Likewise steps={others} />
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-3 text-ink-2 text-small leading-6">
          <ToneWord tone={tone}>{tone === "info" ? "given" : stateWords[step.state]}</ToneWord>
          <Reasons step={step} isOnOneHost={others.every(({ node }) => node.host === step.node.host)} />
        </p>
        <Cites cites={step.because.evidence} />
      </div>
    </li>
  );
}

const shownLikewise = 8;

function Likewise({ steps }: { steps: readonly Step[] }) {
  if (steps.length === 0) return null;
  const names = steps.map((step) => plainLine(callingOf(step), 60));
  return (
    <div className="wrap-anywhere text-ink-2">
      likewise {names.slice(0, shownLikewise).join(", ")}
      <More number={names.length - shownLikewise} noun="of them" plural="of them">
        {names.slice(shownLikewise).join(", ")}
      </More>
    </div>
  );
}

/** Where it is, whose loss caused it, which rule finds it as a fault, and how sure it is; what the sentence says already is left out. */
function Reasons({ step: { node, words, because, confidence }, isOnOneHost }: { step: Step; isOnOneHost: boolean }) {
  const isNew = (name: string | null | undefined): name is string => name != null && name !== node.name && !words.includes(name);
  const cause = because.node;
  return (
    <>
      {isOnOneHost && isNew(node.host) && (
        <span>
          on <HostName name={node.host} />
        </span>
      )}
      {isNew(cause?.name) && <span className="wrap-anywhere">because of {plainLine(cause?.name ?? "")}</span>}
      {because.rule !== null && <RuleLink rule={because.rule} className="min-w-0" />}
      {confidence !== "confirmed" && <span className="rounded border border-line px-1 text-ink-3 text-tiny">{confidence}</span>}
    </>
  );
}
