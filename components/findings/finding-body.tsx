import { BookText } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { ExcerptBlock } from "#components/evidence/excerpt-block.tsx";
import { RuleLink } from "#components/rules/rule-link.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { HostText, Prose } from "#components/ui/host-text.tsx";
import { Reference } from "#components/ui/reference.tsx";
import { AcceptFinding } from "./accept-finding.tsx";
import type { FindingView } from "./finding-view.ts";
import { ScenarioChips } from "./scenario.tsx";

const confidenceWords = {
  confirmed: null,
  inferred: "Inferred: it follows from several things that were read.",
  suspected: "Suspected: a sign, not a proof; look before you act.",
} as const;

/** The opened part of a finding. */
export function FindingBody({
  view,
  readAtOf,
  now,
  mayChange,
  evidenceHref,
}: {
  view: FindingView;
  readAtOf: (source: string) => Date | null;
  now: Date;
  mayChange: boolean;
  evidenceHref: (source: string) => string | null;
}) {
  const { finding, excerpts } = view;
  const confidence = confidenceWords[finding.confidence];
  return (
    <div className="grid gap-3 px-3.5 pb-4">
      <dl className="grid grid-cols-[74px_minmax(0,1fr)] gap-x-2.5 gap-y-[3px]">
        <Pair term="Subject">
          <HostText>{finding.subject}</HostText>
        </Pair>
        <Pair term="Observed">
          <Prose>{finding.observed}</Prose>
        </Pair>
        <Pair term="Expected">
          <Prose>{finding.expected}</Prose>
        </Pair>
        <Pair term="Why">
          <Prose>{finding.why}</Prose>
        </Pair>
        {confidence !== null && <Pair term="Sureness">{confidence}</Pair>}
        {view.accepted !== null && (
          <Pair term="Accepted">
            by {view.accepted.by}
            {view.accepted.until !== null && ` until ${view.accepted.until}`}: {view.accepted.reason}
          </Pair>
        )}
      </dl>
      {excerpts.map((excerpt) => (
        <ExcerptBlock
          key={excerpt.source}
          excerpt={excerpt}
          readAt={readAtOf(excerpt.source)}
          now={now}
          href={evidenceHref(excerpt.source)}
        />
      ))}
      <Sources view={view} />
      <Remedy view={view} />
      <ScenarioChips scenarios={finding.scenarios} />
      {mayChange && <AcceptFinding id={view.id} title={finding.title} accepted={view.accepted} />}
    </div>
  );
}

function Pair({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd className="break-words">{children}</dd>
    </>
  );
}

function Sources({ view: { incidents, finding } }: { view: FindingView }) {
  return (
    <div className="flex gap-[9px] text-ink-2 text-small">
      <BookText aria-hidden className="mt-0.5 size-[15px] flex-none" />
      <ul className="grid min-w-0 gap-0.5">
        {incidents.map((incident) => (
          <li key={incident.id}>
            Did so in{" "}
            <Link href={`/postmortems/${incident.id}` as Route} className="rounded-sm font-medium text-accent hover:underline">
              {incident.title}
            </Link>
            {incident.date !== null && `, ${incident.date}`}
          </li>
        ))}
        {finding.references.map((reference) => (
          <li key={reference} className="break-words">
            Stated in <Reference text={reference} />
          </li>
        ))}
        <li className="break-words">
          Found by rule <RuleLink rule={finding.rule} className="text-accent" />
        </li>
      </ul>
    </div>
  );
}

function Remedy({ view }: { view: FindingView }) {
  const { steps, risk, verify } = view.finding.remedy;
  return (
    <div className="grid gap-2">
      <ol className="grid list-decimal gap-[5px] pl-[18px] marker:text-ink-3">
        {steps.map((step) => (
          <li key={step} className="break-words">
            <Prose>{step}</Prose>
          </li>
        ))}
      </ol>
      <p className="break-words text-ink-2">
        <b className="font-[550] text-ink">Risk of the change:</b> <Prose>{risk}</Prose>
      </p>
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-ink-2">
        <b className="font-[550] text-ink">Verify:</b>
        <CopyText text={verify} />
      </div>
    </div>
  );
}
