import { ArrowDown, ArrowUp } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { scenarioNames } from "#components/findings/scenario.tsx";
import { ScoreBadge } from "#components/hosts/score-badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { Table } from "#components/ui/table.tsx";
import { scenarios } from "#lib/rules/rule.ts";
import type { FleetHost } from "./fleet-host.ts";
import { directionOf, type FleetView, fleetHref, sortedBy } from "./fleet-view.ts";
import { HostName } from "./host-cells.tsx";
import { Cell, NeverRead } from "./readiness-cell.tsx";
import { SeverityCounts } from "./severity-counts.tsx";

const pinned = "sticky left-0 z-10 w-[172px] min-w-[172px] max-w-[172px] bg-surface pl-3.5 text-left";
const heading = "border-line border-b px-0.5 py-[7px] text-center align-bottom font-medium text-ink-3 text-tiny leading-tight";
const cellShape = "border-line border-b px-0.5 py-[5px] align-middle group-hover:bg-sunken";

/** Host × scenario with what is known of each host: what each would do if it happened now. The first headings sort. */
export function HostTable({ hosts, view, now }: { hosts: readonly FleetHost[]; view: FleetView; now: Date }) {
  return (
    <Table label="Readiness by host and scenario" className="min-w-[860px] table-fixed">
      <thead>
        <tr>
          <SortHeading view={view} sorts={{ name: "Host", "last-visit": "Last visit" }} className={pinned} />
          <SortHeading view={view} sorts={{ risk: "Score", coverage: "Coverage" }} className="w-[56px]" />
          <SortHeading view={view} sorts={{ findings: "Findings" }} className="w-[66px]" />
          {scenarios.map((scenario) => (
            <th key={scenario} scope="col" className={cn(heading, "pb-[12px]")}>
              {scenarioNames[scenario]}
            </th>
          ))}
          <td className="w-1.5 border-line border-b" />
        </tr>
      </thead>
      <tbody>
        {hosts.map((host) => (
          <Row key={host.id} host={host} now={now} />
        ))}
      </tbody>
    </Table>
  );
}

type Sorts = { [Sort in FleetView["sort"]]?: string };

function SortHeading({ view, sorts, className }: { view: FleetView; sorts: Sorts; className: string }) {
  const ascending = directionOf(view) === "asc";
  const names = Object.entries(sorts) as [FleetView["sort"], string][];
  return (
    <th
      scope="col"
      aria-sort={view.sort in sorts ? (ascending ? "ascending" : "descending") : undefined}
      className={cn(heading, className)}
    >
      {names.map(([sort, name], index) => (
        <SortLink key={sort} view={view} sort={sort}>
          {name}
          {index < names.length - 1 && <span className="sr-only">, </span>}
        </SortLink>
      ))}
    </th>
  );
}

function SortLink({ view, sort, children }: { view: FleetView; sort: FleetView["sort"]; children: ReactNode }) {
  const Arrow = directionOf(view) === "asc" ? ArrowUp : ArrowDown;
  return (
    <span className="block">
      <Link
        href={fleetHref(view, sortedBy(view, sort)) as Route}
        scroll={false}
        className="inline-flex min-h-6 items-center gap-0.5 whitespace-nowrap rounded-sm hover:text-ink"
      >
        {children}
        {view.sort === sort && <Arrow aria-hidden className="size-3" />}
      </Link>
    </span>
  );
}

function Row({ host, now }: { host: FleetHost; now: Date }) {
  return (
    <tr className="group">
      <th scope="row" className={cn(cellShape, pinned, "pr-2 font-normal group-hover:bg-sunken")}>
        <HostName host={host} now={now} />
      </th>
      <td className={cn(cellShape, "text-center")}>
        <ScoreBadge risk={host.risk} />
      </td>
      {host.risk === null ? (
        <td colSpan={scenarios.length + 1} className={cellShape}>
          <NeverRead host={host} />
        </td>
      ) : (
        <>
          <td className={cellShape}>
            <SeverityCounts findings={host.findings} narrow />
          </td>
          {host.readiness.map((cell) => (
            <td key={cell.scenario} className={cellShape}>
              <Cell hostId={host.id} cell={cell} />
            </td>
          ))}
        </>
      )}
      <td className={cellShape} />
    </tr>
  );
}
