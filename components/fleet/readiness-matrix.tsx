import type { Route } from "next";
import Link from "next/link";
import { scenarioNames } from "#components/findings/scenario.tsx";
import { ToneIcon, toneSoft } from "#components/findings/tone.tsx";
import { stateNames } from "#components/hosts/host-state.tsx";
import { ScoreBadge } from "#components/hosts/score-badge.tsx";
import { Card, Skeleton } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { count } from "#components/ui/format.ts";
import { Table } from "#components/ui/table.tsx";
import type { ReadinessCell } from "#lib/engine/readiness.ts";
import { scenarios } from "#lib/rules/rule.ts";
import { type FleetHost, hostLine } from "./fleet-host.ts";

const pinned =
  "sticky left-0 z-10 w-[150px] min-w-[150px] max-w-[150px] bg-surface pl-3.5 text-left md:w-[176px] md:min-w-[176px] md:max-w-[176px]";
const heading = "border-line border-b px-0.5 py-[7px] text-center align-bottom font-medium text-ink-3 text-tiny leading-tight";

/** Host × scenario: what each host would do if it happened now. A cell leads to the findings that say so. */
export function ReadinessMatrix({ hosts }: { hosts: readonly FleetHost[] }) {
  return (
    <Card title="Readiness" hint="What each host would do if it happened now. A cell opens the findings behind it.">
      <Table label="Readiness by host and scenario" className="min-w-[840px] table-fixed">
        <thead>
          <tr>
            <th scope="col" className={cn(heading, pinned)}>
              Host
            </th>
            <th scope="col" className={cn(heading, "w-[50px]")}>
              Score
            </th>
            {scenarios.map((scenario) => (
              <th key={scenario} scope="col" className={heading}>
                {scenarioNames[scenario]}
              </th>
            ))}
            <td className="w-2 border-line border-b" />
          </tr>
        </thead>
        <tbody>
          {hosts.map((host) => (
            <Row key={host.id} host={host} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function Row({ host }: { host: FleetHost }) {
  return (
    <tr className="group">
      <th scope="row" className={cn(pinned, "border-line border-b py-[5px] pr-2 align-middle font-normal group-hover:bg-sunken")}>
        <Link href={`/hosts/${host.id}` as Route} className="block truncate rounded-sm font-[550] hover:underline">
          {host.name}
        </Link>
        <span className="block truncate text-ink-3 text-tiny">{hostLine(host)}</span>
      </th>
      <td className="border-line border-b px-[3px] py-[5px] text-center align-middle group-hover:bg-sunken">
        <ScoreBadge risk={host.risk} />
      </td>
      {host.risk === null ? (
        <td colSpan={host.cells.length} className="border-line border-b px-0.5 py-[5px] align-middle group-hover:bg-sunken">
          <span className={cn(shape, toneSoft.unknown, "justify-start px-3 font-medium two:justify-center")}>
            <ToneIcon tone="unknown" />
            unknown: {host.state === "unvisited" ? "not visited yet" : `never read, ${stateNames[host.state]}`}
          </span>
        </td>
      ) : (
        host.cells.map((cell) => (
          <td key={cell.scenario} className="border-line border-b px-0.5 py-[5px] align-middle group-hover:bg-sunken">
            <Cell host={host} cell={cell} />
          </td>
        ))
      )}
      <td className="border-line border-b group-hover:bg-sunken" />
    </tr>
  );
}

/** Longer words break into two lines where columns are narrow, and stay beside their icon when they do. */
const shortWords = 8;
const shape = "flex min-h-[34px] items-center justify-center gap-1 rounded-[5px] px-0.5 py-0.5 text-tiny leading-[1.2]";

function Cell({ host, cell }: { host: FleetHost; cell: ReadinessCell }) {
  const faulty = cell.findings > 0;
  const reason = faulty
    ? count(cell.findings, "finding")
    : cell.tone === "unknown"
      ? `${count(cell.undecided, "rule")} could not be decided`
      : null;
  const content = (
    <>
      <ToneIcon tone={cell.tone} />
      <span className={cn(cell.words.length > shortWords && "max-[1535px]:w-min")}>{cell.words.replace(/^(\d+) /, "$1\u00a0")}</span>
    </>
  );
  const look = cn(shape, toneSoft[cell.tone], faulty ? "font-[550]" : "font-medium");
  if (reason === null) return <span className={look}>{content}</span>;
  return (
    <Link
      href={`/hosts/${host.id}?${faulty ? `scenario=${cell.scenario}` : "tab=not-read"}` as Route}
      title={reason}
      className={cn(look, "hover:underline")}
    >
      {content}
      <span className="sr-only">, {reason}</span>
    </Link>
  );
}

export function ReadinessMatrixSkeleton() {
  return (
    <Card title="Readiness">
      <div className="grid gap-px">
        {["a", "b", "c", "d", "e", "f"].map((key) => (
          <div key={key} className="flex h-[46px] items-center gap-4 border-line border-b px-3.5 last:border-0">
            <Skeleton className="w-36" />
            <Skeleton className="h-6 grow" />
          </div>
        ))}
      </div>
    </Card>
  );
}
