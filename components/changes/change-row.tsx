import { ChevronRight } from "lucide-react";
import { Lines } from "#components/evidence/lines.tsx";
import { HostText } from "#components/ui/host-text.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { Change } from "#lib/engine/drift/change.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { plainText } from "#lib/plain-text.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import { ChangeIcon } from "./change-icon.tsx";
import { valuesOf } from "./change-words.ts";
import { EffectChip } from "./effect-chip.tsx";

/** A change: closed its sentence and when it counts; opened what was and what is, and the lines that say so. */
export function ChangeRow({ change }: { change: Change }) {
  return (
    <details className="group border-line border-b last:border-b-0">
      <summary className="grid grid-cols-[15px_1fr_auto] items-baseline gap-x-2.5 gap-y-1 px-3.5 py-2 hover:bg-sunken focus-visible:outline-offset-[-2px] sm:grid-cols-[15px_1fr_auto_auto]">
        <ChangeIcon what={change.what} />
        <span className="min-w-0 break-words">{plainText(change.words)}</span>
        <span className="max-sm:col-start-2 max-sm:row-start-2">
          <EffectChip effect={change.effect} />
        </span>
        <ChevronRight aria-hidden className="size-3.5 self-center text-ink-3 transition-transform duration-150 group-open:rotate-90" />
      </summary>
      <div className="grid gap-3 pt-1 pr-3.5 pb-3.5 pl-[39px]">
        {change.effect !== "in effect" && <p className="break-words text-ink-2">Takes effect {plainText(change.effect)}.</p>}
        <Values change={change} />
        <Quotes label="Before" subject={change.subject} cites={change.evidence.before} />
        <Quotes label="Now" subject={change.subject} cites={change.evidence.now} />
      </div>
    </details>
  );
}

function Values({ change }: { change: Change }) {
  const values = valuesOf(change);
  if (values.length === 0) return null;
  return (
    <div className="overflow-hidden rounded-md border border-line">
      <Table label={`Before and now of ${plainText(change.subject)}`}>
        <thead>
          <tr>
            <Th>What</Th>
            <Th>Before</Th>
            <Th>Now</Th>
          </tr>
        </thead>
        <tbody>
          {values.map(({ label, before, now }) => (
            <tr key={label}>
              <Td className="whitespace-nowrap text-ink-2">{plainText(label)}</Td>
              <Td>
                <HostText>{before}</HostText>
              </Td>
              <Td>
                <HostText>{now}</HostText>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

/** The lines that said so, by source; nothing is marked, since all of them tell. */
function Quotes({ label, subject, cites }: { label: string; subject: string; cites: readonly Cite[] }) {
  return [...groupBy(cites, ({ source }) => source)].map(([source, among]) => (
    <figure key={source} className="min-w-0 rounded-md border border-line bg-sunken py-2">
      <figcaption className="px-[11px] pb-[5px] text-ink-3 text-small">
        {label}: <HostText>{source}</HostText>
      </figcaption>
      <ScrollRegion label={`${label}, ${plainText(subject)}: lines of ${plainText(source)}`}>
        <Lines lines={among.map(({ line, text }) => ({ number: line, text, telling: false }))} />
      </ScrollRegion>
    </figure>
  ));
}
