import { Card } from "#components/ui/card.tsx";
import type { FactName } from "#lib/facts/index.ts";
import { factWords } from "#lib/reports/host/not-read.ts";
import { contextWords, laneWords, type ReadLine, type SourceLine } from "#lib/reports/rule-sheet.ts";

/** Longer commands are folded. */
const shownCharacters = 200;

/** What a rule judges by: each fact with the commands and files it is read from, and with which privilege. */
export function ReadsCard({ reads }: { reads: readonly ReadLine[] }) {
  return (
    <Card title="What it reads" hint="read-only; nothing is written on a host">
      <ul>
        {reads.length === 0 && <li className="px-3.5 py-3 text-ink-2">What the visit itself was like: nothing more is read for it.</li>}
        {reads.map((read) => (
          <li key={read.name} className="grid gap-1.5 border-line border-b px-3.5 py-2.5 last:border-b-0">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <b className="font-[550]">{nameOf(read)}</b>
              {read.kind === "fact" && <code className="text-ink-3">{read.name}</code>}
              {read.sharpens && <span className="text-ink-3 text-small">only sharpens the answer</span>}
            </p>
            {read.kind === "fact" && read.probes.length === 0 && <p className="text-ink-3">No probe of this version reads it.</p>}
            {read.probes.map((probe) => (
              <div key={probe.id} className="grid gap-1">
                {!probe.systems.includes("linux") && (
                  <p className="text-ink-3 text-small">On {probe.systems.map(systemName).join(" and ")} hosts:</p>
                )}
                <ul className="grid gap-1">
                  {probe.sources.map((source, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the sources of a probe never change while they are looked at
                    <SourceItem key={index} source={source} />
                  ))}
                </ul>
              </div>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function nameOf({ name, kind }: ReadLine): string {
  if (kind === "context") return Object.hasOwn(contextWords, name) ? contextWords[name as keyof typeof contextWords] : name;
  return factWords[name as FactName];
}

function systemName(system: string): string {
  return system === "proxmox" ? "Proxmox" : system;
}

function SourceItem({ source: { text, each, privilege, lane } }: { source: SourceLine }) {
  return (
    <li className="flex min-w-0 flex-wrap items-baseline gap-x-2 gap-y-0.5">
      <Command text={text} />
      {each !== null && (
        <span className="min-w-0 text-ink-3 text-small">
          for each line of <code className="wrap-anywhere">{each}</code>
        </span>
      )}
      {privilege === "root" ? (
        <span className="whitespace-nowrap rounded border border-line-strong px-1 text-ink-2 text-tiny">root, via sudo</span>
      ) : (
        <span className="whitespace-nowrap text-ink-3 text-tiny">no privilege</span>
      )}
      {lane !== "fast" && lane !== "slow" && <span className="whitespace-nowrap text-ink-3 text-tiny">{laneWords[lane]}</span>}
    </li>
  );
}

function Command({ text }: { text: string }) {
  if (text.length <= shownCharacters) return <code className="wrap-anywhere min-w-0">{text}</code>;
  return (
    <details className="min-w-0">
      <summary className="rounded-sm">
        <code className="wrap-anywhere">{text.slice(0, shownCharacters)}</code> <span className="text-ink-3 text-small">… in full</span>
      </summary>
      <code className="wrap-anywhere">{text}</code>
    </details>
  );
}
