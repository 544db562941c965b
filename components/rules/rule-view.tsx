import { BookText } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { ScenarioChips } from "#components/findings/scenario.tsx";
import { SeverityWord } from "#components/findings/tone.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Prose } from "#components/ui/host-text.tsx";
import { Reference } from "#components/ui/reference.tsx";
import type { RuleSheet } from "#lib/reports/rule-sheet.ts";
import { ReadsCard } from "./reads-card.tsx";
import { SeverityMatrix } from "./severity-matrix.tsx";

/** An incident in whose chain the rule stands. */
export interface RuleIncident {
  id: string;
  title: string;
  date: string | null;
}

const scopeWords = {
  host: "judged for each host",
  guest: "judged for each guest of a host",
  cluster: "judged once for a whole cluster",
  fleet: "judged once for the whole fleet",
} as const;

/** A rule: why it matters, how bad it is, what it says of the hosts (`children`), what it reads, and where it is known from. */
export function RuleView({ sheet, incidents, children }: { sheet: RuleSheet; incidents: readonly RuleIncident[]; children: ReactNode }) {
  return (
    <div className="grid gap-4">
      <div className="grid gap-2">
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <SeverityWord severity={sheet.severity} />
          <code className="break-words text-ink-2">{sheet.id}</code>
          <span className="text-ink-3 text-small">{scopeWords[sheet.scope]}</span>
        </p>
        <p className="max-w-[85ch] text-[15px]">
          <Prose>{sheet.why}</Prose>
        </p>
        <ScenarioChips scenarios={sheet.scenarios} />
      </div>
      {children}
      <div className="grid items-start gap-4 two:grid-cols-[minmax(0,1fr)_minmax(0,0.9fr)]">
        <div className="grid min-w-0 gap-4">
          <RemedyCard sheet={sheet} />
          <KnownFrom incidents={incidents} references={sheet.references} />
          <Card title="How bad it is" hint="findings may differ: each says how likely and how bad it is there">
            <SeverityMatrix likelihood={sheet.likelihood} impact={sheet.impact} />
          </Card>
        </div>
        <ReadsCard reads={sheet.reads} />
      </div>
    </div>
  );
}

function RemedyCard({ sheet: { remedy } }: { sheet: RuleSheet }) {
  return (
    <Card title="What to do" hint="in general; a finding gives the host's own values">
      <div className="grid gap-2.5 px-3.5 py-3.5">
        <ol className="grid list-decimal gap-[5px] pl-[18px] marker:text-ink-3">
          {remedy.steps.map((step) => (
            <li key={step} className="break-words">
              <Prose>{step}</Prose>
            </li>
          ))}
        </ol>
        <p className="break-words text-ink-2">
          <b className="font-[550] text-ink">Risk of the change:</b> <Prose>{remedy.risk}</Prose>
        </p>
        <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-ink-2">
          <b className="font-[550] text-ink">Verify:</b>
          <CopyText text={remedy.verify} />
        </div>
      </div>
    </Card>
  );
}

function KnownFrom({ incidents, references }: { incidents: readonly RuleIncident[]; references: readonly string[] }) {
  return (
    <Card title="Where it is known from">
      <ul className="grid gap-1.5 px-3.5 py-3">
        {incidents.map(({ id, title, date }) => (
          <li key={id} className="flex items-baseline gap-2">
            <BookText aria-hidden className="size-[15px] flex-none self-center text-ink-3" />
            <span className="wrap-anywhere min-w-0">
              <Link href={`/postmortems/${id}` as Route} prefetch={false} className="rounded-sm text-accent hover:underline">
                {title}
              </Link>
              {date !== null && <span className="text-ink-3">, {date}</span>}
            </span>
          </li>
        ))}
        {references.map((reference) => (
          <li key={reference} className="break-words text-ink-2">
            Stated in <Reference text={reference} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
