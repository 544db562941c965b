import type { Route } from "next";
import Link from "next/link";
import { HostLink } from "#components/hosts/host-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { count, percent } from "#components/ui/format.ts";
import { Prose } from "#components/ui/host-text.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { Ago } from "#components/ui/time.tsx";
import type { PreCheck } from "#lib/maintenance/pre-check.ts";
import type { Person } from "#lib/maintenance/window.ts";
import { roleWords } from "#lib/maintenance/words.ts";
import { plainLine } from "#lib/plain-text.ts";

/** Who takes part, and how to reach them. */
export function PeopleCard({ people }: { people: readonly Person[] }) {
  if (people.length === 0) return null;
  return (
    <Card title="People">
      <ul className="grid gap-1 px-3.5 py-2.5">
        {people.map(({ name, role, contact }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two people of one name and part may stand there
          <li key={index} className="wrap-anywhere">
            <b className="font-[550]">{plainLine(name)}</b> <span className="text-ink-2">{roleWords[role]}</span>
            {contact !== null && <span className="block text-ink-2 tabular-nums">{plainLine(contact)}</span>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Guests that are out at some step, and what they do for whom. */
export function AffectedCard({ affected }: { affected: PreCheck["affected"] }) {
  if (affected.length === 0) return null;
  const isRolling = new Set(affected.flatMap(({ steps }) => steps)).size > 1;
  return (
    <Card title="Who is affected" hint={count(affected.length, "guest")}>
      <ScrollRegion label="Who is affected" className="max-h-[420px] print:max-h-none">
        <ul className="grid gap-1 px-3.5 py-2.5">
          {affected.map(({ name, host, roles, steps }) => (
            <li key={`${host} ${name}`} className="wrap-anywhere">
              <b className="font-[550]">{plainLine(name)}</b>
              {roles.length > 0 && <span className="text-ink-2"> {roles.join(", ")}</span>}
              {isRolling && (
                <span className="text-ink-3 text-small">
                  {" "}
                  out in step {steps.join(", ")}, on {plainLine(host ?? "")}
                </span>
              )}
            </li>
          ))}
        </ul>
      </ScrollRegion>
    </Card>
  );
}

/** What could not be read or decided. */
export function UnknownCard({ unknown }: { unknown: readonly string[] }) {
  if (unknown.length === 0) return null;
  return (
    <Card title="What is not known" hint={count(unknown.length, "thing")}>
      <ScrollRegion label="What is not known" className="max-h-[420px] print:max-h-none">
        <ul className="hatched grid gap-1.5 px-3.5 py-2.5">
          {unknown.map((words) => (
            <li key={words} className="wrap-anywhere">
              <Prose>{words}</Prose>
            </li>
          ))}
        </ul>
      </ScrollRegion>
    </Card>
  );
}

interface VisitsProps {
  visits: PreCheck["visits"];
  ids: ReadonlyMap<string, string>;
  now: Date;
}

/** The visits that a pre-check rests on, and each host's runbook. */
export function VisitsCard({ visits, ids, now }: VisitsProps) {
  return (
    <Card title="Read for this" hint={`${visits.filter(({ isFresh }) => isFresh).length} of ${count(visits.length, "host")}`}>
      <ul>
        {visits.map(({ host, isFresh, seenAt, coverage }) => (
          <li key={host} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-line border-b px-3.5 py-2 last:border-b-0">
            <HostLink hostId={ids.get(host) ?? null} name={host} />
            <span className={isFresh ? "text-ink-2 text-small" : "font-[550] text-critical text-small"}>
              {isFresh ? "read " : "not read; last "}
              {seenAt === null ? "never" : <Ago at={new Date(seenAt)} now={now} />}
              {coverage !== null && `, coverage ${percent(coverage)}`}
            </span>
            <span className="ml-auto">
              <RunbookLink hostId={ids.get(host)} host={host} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** To what to have on paper for a host; nothing for one that is no longer there. */
export function RunbookLink({ hostId, host, className }: { hostId: string | undefined; host: string; className?: string }) {
  if (hostId === undefined) return null;
  return (
    <Link href={`/hosts/${hostId}/runbook` as Route} prefetch={false} className={cn("rounded-sm text-accent hover:underline", className)}>
      Runbook<span className="sr-only"> of {host}</span>
    </Link>
  );
}
