"use client";

import { ChevronLeft, ChevronRight, Pause, Play } from "lucide-react";
import { useEffect, useState } from "react";
import type { PlayAnswer } from "#components/graph/ask-topology.ts";
import { RuleLink } from "#components/rules/rule-link.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { count } from "#components/ui/format.ts";
import { Prose } from "#components/ui/host-text.tsx";
import type { Given } from "#lib/graph/given.ts";
import { givenToSearch } from "#lib/graph/given-search.ts";
import type { Step } from "#lib/graph/rehearsal.ts";
import { plainLine } from "#lib/plain-text.ts";
import { Panel } from "./panel.tsx";
import type { Wave } from "./play.ts";
import type { ChangeView } from "./use-topology-view.ts";
import { StateWord } from "./words.tsx";

const stepMs = 1600;
/** Sentences of one step that are told; the rest is counted. */
const toldSteps = 8;
const toldUnknown = 3;

interface Props {
  answer: PlayAnswer;
  waves: readonly Wave[];
  given: readonly Given[];
  step: number;
  change: ChangeView;
}

/** The rehearsal beside the picture: what is given, the present step in words, and the way through it. */
export function PlayPanel({ answer, waves, given, step, change }: Props) {
  const wave = waves[step - 1];
  return (
    <Panel
      title={`If: ${plainLine(answer.given.join(" and "), 160)}`}
      hint={`Step ${step} of ${waves.length}`}
      closeLabel="Stop the rehearsal"
      onClose={() => change({ given: [], step: 1 })}
    >
      <Controls steps={waves.length} step={step} change={change} />
      <div aria-live="polite" className="grid gap-2">
        <p className="text-ink-3 text-small">
          {wave?.phase === "return" ? "Does not come back, or comes back otherwise" : "While it happens"}
        </p>
        {wave === undefined ? <p>Nothing follows.</p> : <Sentences steps={wave.steps} boxOf={answer.boxOf} />}
        {step >= waves.length && wave?.phase === "impact" && <p className="text-ink-2">{afterwards(answer)}</p>}
      </div>
      <Votes votes={answer.played.votes} />
      <Unknown words={answer.played.unknown} />
      <ButtonLink href={`/rehearse?${givenToSearch(given)}`}>Open in Rehearse</ButtonLink>
    </Panel>
  );
}

/** What the end of a play without a return comes to. */
function afterwards({ lasting }: PlayAnswer): string {
  if (lasting.length === 0) return "Afterwards everything comes back by itself, as far as is known.";
  return `${count(lasting.length, "thing")} ${lasting.length === 1 ? "stays" : "stay"} so until somebody acts or what is lost is back.`;
}

function Controls({ steps, step, change }: { steps: number; step: number; change: ChangeView }) {
  const [playing, setPlaying] = useState(false);
  const isLast = step >= steps;
  useEffect(() => {
    if (!playing) return;
    if (isLast) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => change({ step: step + 1 }, "replace"), stepMs);
    return () => clearTimeout(timer);
  }, [playing, isLast, step, change]);
  const toggle = () => {
    if (!playing && isLast) change({ step: 1 }, "replace");
    setPlaying(!playing);
  };
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <Button disabled={step <= 1} icon={<ChevronLeft aria-hidden />} onClick={() => change({ step: step - 1 }, "replace")}>
        Back
      </Button>
      <Button disabled={isLast} icon={<ChevronRight aria-hidden />} onClick={() => change({ step: step + 1 }, "replace")}>
        Next
      </Button>
      <Button look="quiet" icon={playing ? <Pause aria-hidden /> : <Play aria-hidden />} onClick={toggle}>
        {playing ? "Pause" : "Play"}
      </Button>
    </div>
  );
}

function Sentences({ steps, boxOf }: { steps: readonly Step[]; boxOf: PlayAnswer["boxOf"] }) {
  return (
    <ol className="grid gap-2">
      {steps.slice(0, toldSteps).map((step) => (
        <li key={`${step.node.id} ${step.state}`} className="grid gap-0.5">
          <p className="break-words">
            <Prose>{step.words}</Prose>
          </p>
          <p className="flex flex-wrap items-center gap-x-2 text-ink-3 text-small">
            <StateWord state={step.state} />
            {step.confidence !== "confirmed" && <span>{step.confidence}</span>}
            {boxOf[step.node.id] === null && <span>not in this view</span>}
            {step.because.rule !== null && <RuleLink rule={step.because.rule} className="text-accent" />}
          </p>
        </li>
      ))}
      {steps.length > toldSteps && <li className="text-ink-3 text-small">and {steps.length - toldSteps} more at the same time</li>}
    </ol>
  );
}

/** What might fail, too: nobody could read it. */
function Unknown({ words }: { words: readonly string[] }) {
  if (words.length === 0) return null;
  return (
    <div className="hatched grid gap-1 rounded px-2 py-1.5 text-small text-unknown">
      <p>? More may fail than is shown:</p>
      <ul className="grid gap-1">
        {words.slice(0, toldUnknown).map((sentence) => (
          <li key={sentence} className="break-words">
            <Prose>{sentence}</Prose>
          </li>
        ))}
        {words.length > toldUnknown && <li>and {words.length - toldUnknown} more</li>}
      </ul>
    </div>
  );
}

function Votes({ votes }: { votes: PlayAnswer["played"]["votes"] }) {
  if (votes.length === 0) return null;
  return (
    <ul className="text-ink-2 text-small">
      {votes.map(({ cluster, have, need }) => (
        <li key={cluster}>
          {plainLine(cluster, 60)}: {have} votes left, {need} needed
        </li>
      ))}
    </ul>
  );
}
