import type { Route } from "next";
import Link from "next/link";
import { HostStateWord } from "#components/hosts/host-state.tsx";
import { Card } from "#components/ui/card.tsx";
import { count, percent } from "#components/ui/format.ts";
import type { FleetHost } from "./fleet-host.ts";

const shown = 6;

/** Hosts of which something could not be read. Nothing is drawn while everything could be. */
export function CannotSee({ hosts }: { hosts: readonly FleetHost[] }) {
  const dark = hosts.filter((host) => host.state !== "reachable" || host.unknownRules > 0).sort((one, other) => sight(one) - sight(other));
  if (dark.length === 0) return null;
  return (
    <Card title="What could not be read" hint="unknown is never healthy">
      <ul>
        {dark.slice(0, shown).map((host) => (
          <li key={host.id} className="grid gap-0.5 border-line border-b px-3.5 py-2 last:border-b-0">
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <Link href={`/hosts/${host.id}?tab=not-read` as Route} className="min-w-0 truncate rounded-sm font-[550] hover:underline">
                {host.name}
              </Link>
              {host.state !== "reachable" && (
                <HostStateWord state={host.state} visiting={host.activeVisitId !== null} paused={host.paused} />
              )}
            </span>
            <span className="text-ink-2 text-small">{reasonOf(host)}</span>
          </li>
        ))}
        {dark.length > shown && <li className="px-3.5 py-2 text-ink-3 text-small">and {count(dark.length - shown, "more host")}</li>}
      </ul>
    </Card>
  );
}

function sight(host: FleetHost): number {
  return host.state === "reachable" ? (host.risk?.coverage ?? 0) : -1;
}

function reasonOf(host: FleetHost): string {
  if (host.lastError !== null) return host.lastError.sentence;
  if (host.risk === null) return "Not visited yet.";
  return `${count(host.unknownRules, "rule")} unknown, coverage ${percent(host.risk.coverage)}`;
}
