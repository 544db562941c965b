import type { Route } from "next";
import Link from "next/link";
import { type Tone, ToneWord } from "#components/findings/tone.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { bytes, count, duration } from "#components/ui/format.ts";
import { HostText } from "#components/ui/host-text.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Ago } from "#components/ui/time.tsx";
import type { ShownLine } from "./excerpt.ts";
import { Lines } from "./lines.tsx";

/** One section of what the host said. */
export interface Section {
  source: string;
  status: string;
  exitStatus: number | null;
  errorText: string;
  durationMs: number;
  sizeBytes: number;
  readAt: Date | null;
}

/** The output of one source, as lines; `cutAt` where only the beginning is shown. */
export interface OpenSection {
  section: Section;
  lines: ShownLine[];
  /** Lines that are not drawn. */
  hiddenLines: number;
}

/** Everything the host said at the visit, and the output of one source in full. */
export function EvidencePanel({
  sections,
  open,
  hrefOf,
  now,
}: {
  sections: readonly Section[];
  open: OpenSection | null;
  hrefOf: (source: string) => string;
  now: Date;
}) {
  if (sections.length === 0)
    return (
      <Card title="Evidence">
        <Empty>Nothing has been read from this host yet. Collect now to read it.</Empty>
      </Card>
    );
  const there = sections.filter((section) => !isElsewhere(section));
  const elsewhere = sections.filter(isElsewhere);
  const shown = { openSource: open?.section.source, hrefOf };
  return (
    <div className="grid items-start gap-4 two:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)]">
      <div className={cn("min-w-0 two:sticky two:top-4 two:order-last", open === null && "hidden two:block")}>
        {open === null ? (
          <Card title="Output">
            <Empty>Choose a source to see exactly what the host said.</Empty>
          </Card>
        ) : (
          <Output open={open} now={now} />
        )}
      </div>
      <Card
        title="Evidence"
        hint={`${count(sections.length, "source")}, ${bytes(sections.reduce((sum, each) => sum + each.sizeBytes, 0))}`}
      >
        <SectionTable label="Sources of this visit" sections={there} {...shown} />
        {elsewhere.length > 0 && (
          <details className="border-line border-t">
            <summary className="px-3.5 py-2 text-ink-2 hover:bg-sunken focus-visible:outline-offset-[-2px]">
              {count(elsewhere.length, "source")} that this host does not have, or that were not needed
            </summary>
            <SectionTable label="Sources without output" sections={elsewhere} {...shown} />
          </details>
        )}
      </Card>
    </div>
  );
}

/** A tool or file that is not there, or that another source made needless: nothing was read, and nothing is wrong. */
function isElsewhere(section: Section): boolean {
  return section.status === "missing" || section.status === "skipped";
}

function SectionTable({
  label,
  sections,
  openSource,
  hrefOf,
}: {
  label: string;
  sections: readonly Section[];
  openSource: string | undefined;
  hrefOf: (source: string) => string;
}) {
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th className="pl-3.5">Source</Th>
          <Th>Status</Th>
          <Th className="text-right">Size</Th>
          <Th className="text-right">Took</Th>
        </tr>
      </thead>
      <tbody>
        {sections.map((section, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two probes may read the same source
          <tr key={index} className={cn("hover:bg-sunken", section.source === openSource && "bg-accent-soft")}>
            <Td className="w-[55%] min-w-48 pl-3.5">
              <Link
                href={hrefOf(section.source) as Route}
                scroll={false}
                aria-current={section.source === openSource ? "true" : undefined}
                className="rounded-sm hover:underline"
              >
                <HostText className="wrap-anywhere line-clamp-3">{section.source}</HostText>
              </Link>
            </Td>
            <Td>
              <SectionStatus section={section} />
            </Td>
            <Td numeric className="whitespace-nowrap">
              {bytes(section.sizeBytes)}
            </Td>
            <Td numeric className="whitespace-nowrap">
              {duration(section.durationMs)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const quiet: Record<string, { tone: Tone; words: string }> = {
  ok: { tone: "holds", words: "ok" },
  missing: { tone: "not-applicable", words: "not there" },
  skipped: { tone: "not-applicable", words: "not needed" },
};

function SectionStatus({ section }: { section: Section }) {
  const { tone, words } = quiet[section.status] ?? { tone: "unknown" as const, words: section.status };
  return (
    <>
      <ToneWord tone={tone}>{words}</ToneWord>
      {!isElsewhere(section) && section.exitStatus !== null && section.exitStatus !== 0 && (
        <span className="ml-1.5 text-ink-3 text-tiny">exit {section.exitStatus}</span>
      )}
      {!isElsewhere(section) && section.errorText !== "" && (
        <HostText className="block min-w-40 wrap-anywhere text-ink-3">{section.errorText}</HostText>
      )}
    </>
  );
}

function Output({ open, now }: { open: OpenSection; now: Date }) {
  const { readAt } = open.section;
  const telling = open.lines.filter((line) => line.telling).length;
  return (
    <Card
      title={<HostText className="wrap-anywhere line-clamp-6 text-[12.8px]">{open.section.source}</HostText>}
      hint={
        <>
          {telling > 0 && `${count(telling, "telling line")} marked, `}
          {readAt !== null && (
            <>
              read <Ago at={readAt} now={now} />
            </>
          )}
        </>
      }
    >
      {open.lines.length === 0 ? (
        <Empty>{open.section.status === "ok" ? "The output is empty." : "There is no output."}</Empty>
      ) : (
        <ScrollRegion label={`Output of ${open.section.source}`} className="max-h-[72vh] bg-sunken py-2">
          <Lines lines={open.lines} />
        </ScrollRegion>
      )}
      {open.hiddenLines > 0 && (
        <p className="border-line border-t px-3.5 py-2 text-ink-3 text-small">{count(open.hiddenLines, "more line")} not drawn.</p>
      )}
    </Card>
  );
}
