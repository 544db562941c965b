import type { ReactNode } from "react";
import { ToneWord } from "#components/findings/tone.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { list } from "#components/ui/format.ts";
import { Prose } from "#components/ui/host-text.tsx";
import type { PlannedStep } from "#lib/maintenance/pre-check.ts";
import { plainLine } from "#lib/plain-text.ts";
import { RehearsalLink } from "./reason-list.tsx";

/** So many steps are open at first; of more each opens by itself. */
const openSteps = 4;
const namesAtOnce = 8;

/** The steps in their order, each with what it takes out, what to type, when to stop and the way back. */
export function StepList({ steps }: { steps: readonly PlannedStep[] }) {
  return (
    <Card title="Step by step" hint={steps.length > 1 ? "One after the other: go on only when the one before is proven" : undefined}>
      <ol>
        {steps.map((step) => (
          <li key={step.position} className="border-line border-b last:border-b-0">
            <Step step={step} open={steps.length <= openSteps} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Step({ step, open }: { step: PlannedStep; open: boolean }) {
  return (
    <details open={open} className="group">
      <summary className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-3.5 py-2.5 hover:bg-sunken focus-visible:outline-offset-[-2px]">
        <span className="text-ink-3 tabular-nums">{step.position}</span>
        <span className="wrap-anywhere font-[550]">{plainLine(step.words)}</span>
        {step.stays.length > 0 && <ToneWord tone="critical">does not all come back</ToneWord>}
        {step.votes.map((votes) => (
          <Votes key={votes.cluster} votes={votes} />
        ))}
      </summary>
      <dl className="grid gap-x-3 gap-y-2.5 px-3.5 pb-3.5 sm:grid-cols-[112px_minmax(0,1fr)]">
        {step.stays.length > 0 && (
          <Row term="Stays down">
            <span className="wrap-anywhere font-[550] text-critical">{names(step.stays)}</span>
          </Row>
        )}
        <Row term="Out meanwhile">
          <Out step={step} />
        </Row>
        <Row term="Do">
          <Commands commands={step.commands} />
        </Row>
        {step.stopIf.length > 0 && <Lines term="Stop if" lines={step.stopIf} />}
        {step.wayBack.length > 0 && <Lines term="Way back" lines={step.wayBack} />}
      </dl>
      {step.rehearsal !== null && (
        <p className="px-3.5 pb-3 text-small sm:pl-[138px]">
          <RehearsalLink rehearsal={step.rehearsal} />
        </p>
      )}
    </details>
  );
}

function Out({ step: { out, rehearsal } }: { step: PlannedStep }) {
  if (rehearsal === null) return <ToneWord tone="unknown">not known: this step could not be rehearsed</ToneWord>;
  return out.length === 0 ? "nothing else" : <span className="wrap-anywhere">{names(out)}</span>;
}

function names(all: readonly string[]): string {
  return list(
    all.map((name) => plainLine(name, 80)),
    namesAtOnce,
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function Lines({ term, lines }: { term: string; lines: readonly string[] }) {
  return (
    <Row term={term}>
      <ul className="grid gap-0.5">
        {lines.map((line) => (
          <li key={line} className="wrap-anywhere">
            <Prose>{line}</Prose>
          </li>
        ))}
      </ul>
    </Row>
  );
}

function Votes({ votes: { cluster, have, need } }: { votes: PlannedStep["votes"][number] }) {
  const words = `${plainLine(cluster, 60)}: ${have} of ${need} needed votes`;
  if (have > need) return <span className="text-ink-2 text-small">{words}</span>;
  return <ToneWord tone={have < need ? "critical" : "high"}>{words}</ToneWord>;
}

function Commands({ commands }: { commands: PlannedStep["commands"] }) {
  return (
    <ol className="grid gap-1.5">
      {commands.map(({ words, command, expect }) => (
        <li key={`${words} ${command}`} className="grid gap-0.5">
          <span className="wrap-anywhere">
            {words}
            {expect !== null && <span className="text-ink-3"> – expect: {expect}</span>}
          </span>
          {command !== null && (
            <span className="flex rounded-md border border-line bg-sunken px-2 py-0.5">
              <CopyText text={command} />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
