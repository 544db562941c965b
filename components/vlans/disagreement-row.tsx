import { ChevronRight, ListChecks, Play } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Lines } from "#components/evidence/lines.tsx";
import { SeverityWord } from "#components/findings/tone.tsx";
import type { ToldDisagreement } from "#components/graph/ask-vlans.ts";
import { RuleLink } from "#components/rules/rule-link.tsx";
import { HostText, Prose } from "#components/ui/host-text.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { plainLine } from "#lib/plain-text.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import { Fold } from "./fold.tsx";
import { findingOf, type StandingFinding } from "./standing-finding.ts";

interface Props {
  told: ToldDisagreement;
  hostIds: Readonly<Record<string, string>>;
  findings: readonly StandingFinding[];
}

/** One disagreement: closed what and where; opened what was observed, the lines, and the ways on. */
export function DisagreementRow({ told, ...rest }: Props) {
  return (
    <Fold className="group" summary={<Summary told={told} />}>
      {() => <Body told={told} {...rest} />}
    </Fold>
  );
}

function Body({ told, hostIds, findings }: Props) {
  return (
    <div className="grid gap-3 px-3.5 pb-4 sm:pl-[118px]">
      <dl className="grid grid-cols-[74px_minmax(0,1fr)] gap-x-2.5 gap-y-[3px]">
        <dt className="leading-6 text-ink-3">{told.hosts.length === 1 ? "Host" : "Hosts"}</dt>
        <dd className="flex flex-wrap gap-x-2.5">
          {told.hosts.map((host) => (
            <HostLink key={host} host={host} hostIds={hostIds} />
          ))}
        </dd>
        <dt className="text-ink-3">Observed</dt>
        <dd className="break-words">
          <Prose>{told.observed}</Prose>
        </dd>
        <dt className="text-ink-3">Expected</dt>
        <dd className="break-words">
          <Prose>{told.expected}</Prose>
        </dd>
      </dl>
      <Evidence told={told} />
      <WaysOn told={told} hostIds={hostIds} findings={findings} />
    </div>
  );
}

function Summary({ told }: Pick<Props, "told">) {
  return (
    <summary className="grid grid-cols-[1fr_auto] items-baseline gap-x-3 gap-y-0.5 px-3.5 py-2.5 hover:bg-sunken focus-visible:outline-offset-[-2px] sm:grid-cols-[92px_1fr_auto]">
      <SeverityWord severity={told.severity} />
      <span className="order-last col-span-2 min-w-0 sm:order-none sm:col-span-1">
        <span className="break-words font-[550]">
          {told.hosts.length === 1 && `${plainLine(told.hosts[0] ?? "", 60)}: `}
          <Prose>{told.title}</Prose>
        </span>
        <span className="line-clamp-2 break-words text-ink-2 text-small group-open:hidden sm:line-clamp-1">
          <Prose>{told.observed}</Prose>
        </span>
      </span>
      <span className="flex items-center gap-1.5 whitespace-nowrap text-ink-3 text-tiny">
        {told.confidence !== "confirmed" && <span className="rounded border border-line px-1">{told.confidence}</span>}
        <ChevronRight aria-hidden className="size-3.5 transition-transform duration-150 group-open:rotate-90" />
      </span>
    </summary>
  );
}

function HostLink({ host, hostIds }: { host: string; hostIds: Props["hostIds"] }) {
  const id = hostIds[host];
  if (id === undefined) return <HostText>{host}</HostText>;
  return (
    <Link
      href={`/hosts/${id}?tab=network` as Route}
      prefetch={false}
      className="inline-flex min-h-6 items-center rounded-sm font-medium text-accent hover:underline"
    >
      <HostText>{host}</HostText>
    </Link>
  );
}

/** The lines that say so, by host and source. */
function Evidence({ told: { evidence } }: { told: ToldDisagreement }) {
  const groups = groupBy(evidence, ({ host, at }) => `${host} · ${at.source}`);
  return [...groups].map(([source, lines]) => (
    <figure key={source} className="min-w-0 rounded-md border border-line bg-sunken py-2">
      <figcaption className="px-[11px] pb-[5px] text-ink-3">
        <HostText className="line-clamp-2">{source}</HostText>
      </figcaption>
      <ScrollRegion label={`Lines of ${source}`}>
        <Lines lines={lines.map(({ at }) => ({ number: at.line, text: at.text, telling: true }))} />
      </ScrollRegion>
    </figure>
  ));
}

const way = "inline-flex min-h-6 items-center gap-1.5 rounded-sm font-medium text-accent hover:underline";

/** Where it is told with its remedy, and what it comes to. */
function WaysOn({ told, hostIds, findings }: Props) {
  const { rule, rehearsal, hosts, places } = told;
  const hostId = hostIds[hosts[0] ?? ""];
  const finding = findingOf(findings, rule, hostId, places[0]?.split("/").slice(1).join("/") ?? "");
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1">
      {finding !== undefined && (
        <li>
          <Link href={`/hosts/${finding.hostId}?finding=${finding.id}#${finding.id}` as Route} prefetch={false} className={way}>
            <ListChecks aria-hidden className="size-[15px]" />
            Its finding, with the remedy
          </Link>
        </li>
      )}
      {rehearsal !== null && (
        <li>
          <Link href={rehearsal.href as Route} prefetch={false} className={way}>
            <Play aria-hidden className="size-[15px]" />
            <span className="break-words">Rehearse: {plainLine(rehearsal.words)}</span>
          </Link>
        </li>
      )}
      {rule !== null && (
        <li className="flex min-h-6 items-center gap-1.5 text-ink-2">
          Judged as rule <RuleLink rule={rule} className="text-accent" />
        </li>
      )}
    </ul>
  );
}
