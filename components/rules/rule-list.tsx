import Link from "next/link";
import { SeverityWord, ToneWord } from "#components/findings/tone.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { count } from "#components/ui/format.ts";
import { Prose } from "#components/ui/host-text.tsx";
import type { RuleState } from "#lib/engine/rule-standing.ts";
import { ruleHref } from "./rule-link.tsx";
import { ruleStateWords } from "./rule-state-words.ts";
import { familyName, type RuleRow } from "./rules-view.ts";

const columns = "two:grid-cols-[92px_minmax(0,1fr)_repeat(3,76px)]";

/** Every rule by family, with the number of hosts that fail it, pass it, and of which it is not known. */
export function RuleList({ groups }: { groups: readonly { family: string; rows: readonly RuleRow[] }[] }) {
  if (groups.length === 0)
    return (
      <Card>
        <Empty action={<ButtonLink href="/rules">Show all rules</ButtonLink>}>No rule fits these filters.</Empty>
      </Card>
    );
  return (
    <div className="grid gap-4">
      {groups.map(({ family, rows }) => (
        <Card key={family} title={familyName(family)} hint={count(rows.length, "rule")}>
          <div aria-hidden className={cn("hidden gap-x-3 border-line border-b px-3.5 py-[7px] text-ink-3 text-tiny two:grid", columns)}>
            <span>Severity</span>
            <span>Rule</span>
            {["fails on", "unknown", "passes on"].map((heading) => (
              <span key={heading} className="text-right">
                {heading}
              </span>
            ))}
          </div>
          <ul>
            {rows.map((row) => (
              <Row key={row.rule.id} row={row} />
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}

function Row({ row: { rule, counts, fleet } }: { row: RuleRow }) {
  return (
    <li className={cn("grid items-baseline gap-x-3 gap-y-1 border-line border-b px-3.5 py-2.5 last:border-b-0", columns)}>
      <SeverityWord severity={rule.severity} />
      <div className="grid min-w-0 gap-0.5">
        <Link href={ruleHref(rule.id)} prefetch={false} className="min-w-0 break-words rounded-sm font-[550] hover:underline">
          <Prose>{rule.title}</Prose>
        </Link>
        <span className="text-ink-3 text-small">
          <code className="break-words">{rule.id}</code>
          {rule.asRoot && ", reads as root"}
        </span>
      </div>
      {counts === null ? (
        <p className="text-ink-3 text-small two:col-span-3 two:text-right">
          {fleet === null ? "not judged here yet" : <Fleet state={fleet} />}
        </p>
      ) : (
        <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 two:contents">
          <Hosts rule={rule.id} state="fails" words="fails on" number={counts.fails} />
          <Hosts rule={rule.id} state="unknown" words="unknown on" number={counts.unknown} />
          <Hosts rule={rule.id} state="passes" words="passes on" number={counts.passes} />
        </ul>
      )}
    </li>
  );
}

function Hosts({ rule, state, words, number }: { rule: string; state: "fails" | "unknown" | "passes"; words: string; number: number }) {
  const text = (
    <>
      <span className="two:sr-only">{words} </span>
      <span className="tabular-nums">{number}</span>
    </>
  );
  if (number === 0) return <li className="text-ink-3 text-small two:text-right">{text}</li>;
  return (
    <li className="two:text-right">
      <Link
        href={ruleHref(`${rule}?state=${state}`)}
        prefetch={false}
        className="inline-flex min-h-6 items-center rounded-sm hover:underline"
      >
        {state === "fails" ? <ToneWord tone="high">{text}</ToneWord> : <span className="text-ink-2 text-small">{text}</span>}
        <span className="sr-only"> {number === 1 ? "host" : "hosts"}</span>
      </Link>
    </li>
  );
}

function Fleet({ state }: { state: RuleState }) {
  const { tone, word } = ruleStateWords[state];
  return (
    <>
      the fleet as a whole: <ToneWord tone={tone}>{word}</ToneWord>
    </>
  );
}
