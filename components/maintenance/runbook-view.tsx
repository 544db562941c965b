import { TriangleAlert } from "lucide-react";
import { Card } from "#components/ui/card.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Prose } from "#components/ui/host-text.tsx";
import type { Runbook, RunbookLine, RunbookSection } from "#lib/maintenance/runbook/runbook.ts";
import { CiteLines } from "./cite-lines.tsx";

/** A host's runbook, section by section, to be read on a screen or on paper. */
export function RunbookView({ runbook }: { runbook: Runbook }) {
  return (
    <div className="grid max-w-[980px] gap-4">
      {runbook.sections.map((section, index) => (
        <Section key={section.title} section={section} number={index + 1} />
      ))}
    </div>
  );
}

function Section({ section: { title, lines, missing }, number }: { section: RunbookSection; number: number }) {
  return (
    <Card title={`${number}. ${title}`}>
      {missing !== null && (
        <p className="flex items-start gap-2 bg-critical-soft px-3.5 py-2.5 font-[550] text-critical">
          <TriangleAlert aria-hidden className="mt-[2px] size-[15px] flex-none" />
          <span className="wrap-anywhere">
            Missing: <Prose>{missing}</Prose>
          </span>
        </p>
      )}
      <ul>
        {lines.map((line) => (
          <li key={`${line.words} ${line.command}`} className="grid gap-1 border-line border-b px-3.5 py-2 last:border-b-0">
            <Line line={line} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Line({ line: { words, command, evidence } }: { line: RunbookLine }) {
  return (
    <>
      <p className="wrap-anywhere">
        <Prose>{words}</Prose>
      </p>
      {command !== null && (
        <p className="flex rounded-md border border-line bg-sunken px-2 py-0.5">
          <CopyText text={command} />
        </p>
      )}
      <CiteLines cites={evidence} />
    </>
  );
}
