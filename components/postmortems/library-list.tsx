import type { Route } from "next";
import Link from "next/link";
import { ScenarioChips } from "#components/findings/scenario.tsx";
import { ToneWord } from "#components/findings/tone.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { cn } from "#components/ui/cn.ts";
import { count } from "#components/ui/format.ts";
import { type ExposureAnswer, exposureAnswers, worstOf } from "#lib/engine/exposure.ts";
import type { Origin } from "#lib/postmortems/library.ts";
import type { Severity } from "#lib/rules/severity.ts";
import { exposureWords } from "./exposure-words.tsx";
import type { LibraryRow } from "./library-view.ts";

const columns = "two:grid-cols-[minmax(0,1fr)_repeat(3,92px)]";

/** Known incidents, each with the number of hosts that it could befall. */
export function LibraryList({ rows, total }: { rows: readonly LibraryRow[]; total: number }) {
  if (rows.length === 0)
    return (
      <Card>
        <Empty action={<ButtonLink href="/postmortems">Show all incidents</ButtonLink>}>No incident fits these filters.</Empty>
      </Card>
    );
  return (
    <Card>
      <div aria-hidden className={cn("hidden gap-x-4 border-line border-b px-3.5 py-[7px] text-ink-3 text-tiny two:grid", columns)}>
        <span>{rows.length === total ? count(total, "incident") : `${rows.length} of ${count(total, "incident")}`}</span>
        {exposureAnswers.map((answer) => (
          <span key={answer} className="text-right">
            {exposureWords[answer]}
          </span>
        ))}
      </div>
      <ul>
        {rows.map((row) => (
          <Row key={row.entry.id} row={row} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ row: { entry, counts, fleet, links, worst } }: { row: LibraryRow }) {
  return (
    <li className={cn("grid gap-x-4 gap-y-2 border-line border-b px-3.5 py-3 last:border-b-0", columns)}>
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <Link
            href={`/postmortems/${entry.id}` as Route}
            prefetch={false}
            className="min-w-0 break-words rounded-sm font-[550] hover:underline"
          >
            {entry.title}
          </Link>
          {entry.date !== undefined && <time className="text-ink-3 text-tiny tabular-nums">{entry.date}</time>}
          <OriginChip origin={entry.origin} />
        </p>
        <p className="max-w-[85ch] break-words text-ink-2">{entry.summary}</p>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <ScenarioChips scenarios={entry.scenarios} />
          {links.open > 0 && (
            <span className="text-ink-3 text-small">
              {links.open} of {count(links.all, "waiting link")} open
            </span>
          )}
          {fleet?.answer === "exposed" && <ToneWord tone={worstOf(fleet.through) ?? "high"}>the fleet as a whole is exposed</ToneWord>}
        </div>
      </div>
      {exposureAnswers.every((answer) => counts[answer] === 0) ? (
        <p className="text-ink-3 text-small two:col-span-3 two:text-right">No host yet to compare with.</p>
      ) : (
        <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 two:contents">
          {exposureAnswers.map((answer) => (
            <Hosts key={answer} id={entry.id} answer={answer} number={counts[answer]} worst={worst} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Hosts({ id, answer, number, worst }: { id: string; answer: ExposureAnswer; number: number; worst: Severity | null }) {
  const words = (
    <>
      <span className="tabular-nums">{number}</span> <span className="two:sr-only">{exposureWords[answer]}</span>
    </>
  );
  if (number === 0) return <li className="text-ink-3 text-small two:text-right">{words}</li>;
  return (
    <li className="two:text-right">
      <Link
        href={`/postmortems/${id}?answer=${answer}` as Route}
        prefetch={false}
        className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:underline"
      >
        {answer === "exposed" ? (
          <ToneWord tone={worst ?? "high"}>{words}</ToneWord>
        ) : (
          <span className="text-ink-2 text-small">{words}</span>
        )}
        <span className="sr-only">: {count(number, "host")}</span>
      </Link>
    </li>
  );
}

/** Marks what did not come with Bulkhead. */
export function OriginChip({ origin }: { origin: Origin }) {
  if (origin === "shipped") return null;
  return <Chip>{origin === "own" ? "written here" : "from the folder"}</Chip>;
}
