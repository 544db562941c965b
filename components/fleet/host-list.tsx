import { ArrowDown, ArrowUp } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { HostStateWord } from "#components/hosts/host-state.tsx";
import { CoverageWords, ScoreBadge } from "#components/hosts/score-badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Ago } from "#components/ui/time.tsx";
import { type FleetHost, hostLine } from "./fleet-host.ts";
import { directionOf, type FleetView, fleetHref, sortedBy } from "./fleet-view.ts";
import { SeverityCounts } from "./severity-counts.tsx";

interface Shown {
  hosts: readonly FleetHost[];
  now: Date;
}

/** Every host with how it answered: a table, and a list where there is no room for one. Headings sort. */
export function HostList({ hosts, view, now }: Shown & { view: FleetView }) {
  return (
    <Card title="Hosts" hint={`${count(hosts.length, "host")} shown`}>
      <div className="hidden md:block">
        <HostTable hosts={hosts} view={view} now={now} />
      </div>
      <ul className="md:hidden">
        {hosts.map((host) => (
          <HostItem key={host.id} host={host} now={now} />
        ))}
      </ul>
    </Card>
  );
}

function HostTable({ hosts, view, now }: Shown & { view: FleetView }) {
  return (
    <Table label="Hosts">
      <thead>
        <tr>
          <SortHeading view={view} sort="name">
            Host
          </SortHeading>
          <Th>State</Th>
          <SortHeading view={view} sort="risk">
            Score
          </SortHeading>
          <SortHeading view={view} sort="coverage">
            Coverage
          </SortHeading>
          <SortHeading view={view} sort="findings">
            Open findings
          </SortHeading>
          <SortHeading view={view} sort="last-visit">
            Last visit
          </SortHeading>
        </tr>
      </thead>
      <tbody>
        {hosts.map((host) => (
          <HostRow key={host.id} host={host} now={now} />
        ))}
      </tbody>
    </Table>
  );
}

function SortHeading({ view, sort, children }: { view: FleetView; sort: FleetView["sort"]; children: ReactNode }) {
  const on = view.sort === sort;
  const ascending = directionOf(view) === "asc";
  const Arrow = ascending ? ArrowUp : ArrowDown;
  return (
    <Th aria-sort={on ? (ascending ? "ascending" : "descending") : undefined} className="first:pl-3.5">
      <Link
        href={fleetHref(view, sortedBy(view, sort)) as Route}
        scroll={false}
        className="inline-flex items-center gap-1 rounded-sm hover:text-ink"
      >
        {children}
        {on && <Arrow aria-hidden className="size-3" />}
      </Link>
    </Th>
  );
}

function HostRow({ host, now }: { host: FleetHost; now: Date }) {
  return (
    <tr className="hover:bg-sunken">
      <th scope="row" className="max-w-56 border-line border-b py-[7px] pr-2.5 pl-3.5 text-left align-top font-normal">
        <HostName host={host} />
      </th>
      <Td className="min-w-52 max-w-72">
        <HostStateWord state={host.state} visiting={host.activeVisitId !== null} paused={host.paused} />
        {host.lastError !== null && <span className="line-clamp-2 text-ink-3 text-tiny">{host.lastError.sentence}</span>}
      </Td>
      <Td>
        <ScoreBadge risk={host.risk} bare />
      </Td>
      <Td className="whitespace-nowrap text-ink-2">
        {host.risk === null ? "never read" : <CoverageWords risk={host.risk} />}
        {host.unknownRules > 0 && <span className="block text-ink-3 text-tiny">{count(host.unknownRules, "rule")} unknown</span>}
      </Td>
      <Td>{host.risk !== null && <SeverityCounts findings={host.findings} />}</Td>
      <Td className="whitespace-nowrap text-ink-2">
        <LastVisit host={host} now={now} />
      </Td>
    </tr>
  );
}

function HostItem({ host, now }: { host: FleetHost; now: Date }) {
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 border-line border-b px-3.5 py-2.5 last:border-b-0">
      <ScoreBadge risk={host.risk} />
      <div className="grid min-w-0 gap-1">
        <HostName host={host} />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
          <HostStateWord state={host.state} visiting={host.activeVisitId !== null} paused={host.paused} />
          {host.risk !== null && <SeverityCounts findings={host.findings} />}
          <span className="text-ink-3">
            <LastVisit host={host} now={now} />
          </span>
        </div>
        {host.lastError !== null && <p className="text-ink-3 text-tiny">{host.lastError.sentence}</p>}
      </div>
    </li>
  );
}

function HostName({ host }: { host: FleetHost }) {
  return (
    <>
      <Link href={`/hosts/${host.id}` as Route} className="block truncate rounded-sm font-[550] hover:underline">
        {host.name}
      </Link>
      <span className="block truncate text-ink-3 text-tiny">{hostLine(host)}</span>
    </>
  );
}

function LastVisit({ host, now }: { host: FleetHost; now: Date }) {
  return host.lastVisitAt === null ? "never visited" : <Ago at={host.lastVisitAt} now={now} />;
}
