import { Play } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { ToneWord } from "#components/findings/tone.tsx";
import { RuleLink } from "#components/rules/rule-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import { Prose } from "#components/ui/host-text.tsx";
import type { Reason } from "#lib/maintenance/pre-check.ts";
import { CiteLines } from "./cite-lines.tsx";

/** So many things to watch are told at once where there are many more: the steps stand below them. */
const [foldBeyond, toldAtOnce] = [8, 5];

/** Why a window should not begin, then what to watch in it. */
export function ReasonLists({ reasons }: { reasons: readonly Reason[] }) {
  const blockers = reasons.filter(({ weight }) => weight === "blocker");
  const cares = reasons.filter(({ weight }) => weight === "care");
  const shown = cares.length > foldBeyond ? toldAtOnce : cares.length;
  return (
    <>
      {blockers.length > 0 && (
        <Card title="What speaks against it" hint={count(blockers.length, "blocker")}>
          <Reasons reasons={blockers} />
        </Card>
      )}
      {cares.length > 0 && (
        <Card title="What to watch" hint={count(cares.length, "thing")}>
          <Reasons reasons={cares.slice(0, shown)} />
          {shown < cares.length && (
            <details className="border-line border-t">
              <summary className="px-3.5 py-2.5 font-[550] text-ink-2 hover:bg-sunken focus-visible:outline-offset-[-2px]">
                {count(cares.length - shown, "more thing")} to watch
              </summary>
              <Reasons reasons={cares.slice(shown)} />
            </details>
          )}
        </Card>
      )}
    </>
  );
}

function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <ul>
      {reasons.map((reason) => (
        <li
          key={`${reason.code} ${reason.host} ${reason.words}`}
          className="grid gap-x-3 gap-y-1.5 border-line border-b px-3.5 py-2.5 last:border-b-0 sm:grid-cols-[82px_minmax(0,1fr)]"
        >
          {reason.weight === "blocker" ? (
            <ToneWord tone="critical" className="self-start">
              Blocker
            </ToneWord>
          ) : (
            <ToneWord tone="high" className="self-start">
              Care
            </ToneWord>
          )}
          <ReasonBody reason={reason} />
        </li>
      ))}
    </ul>
  );
}

function ReasonBody({ reason: { host, words, next, rule, evidence, rehearsal } }: { reason: Reason }) {
  return (
    <div className="grid min-w-0 gap-1.5">
      <p className="wrap-anywhere">
        {host !== null && !words.includes(host) && <b className="font-[550]">{host}: </b>}
        <span className="font-[550]">
          <Prose>{words}</Prose>
        </span>
      </p>
      <CiteLines cites={evidence} />
      {next !== null && (
        <p className="wrap-anywhere text-ink-2">
          <b className="font-[550] text-ink">Next: </b>
          <Prose>{next}</Prose>
        </p>
      )}
      {(rule !== null || rehearsal !== null) && (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-small">
          {rehearsal !== null && <RehearsalLink rehearsal={rehearsal} />}
          {rule !== null && <RuleLink rule={rule} className="text-ink-2" />}
        </p>
      )}
    </div>
  );
}

/** To the rehearsal of a step, as the query of its address says it. */
export function RehearsalLink({ rehearsal }: { rehearsal: string }) {
  return (
    <Link
      href={`/rehearse?${rehearsal}` as Route}
      prefetch={false}
      className="inline-flex min-h-6 items-center gap-1.5 rounded-sm text-accent hover:underline"
    >
      <Play aria-hidden className="size-3.5" />
      See the rehearsal
    </Link>
  );
}
