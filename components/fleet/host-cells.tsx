import type { Route } from "next";
import Link from "next/link";
import { HostStateWord } from "#components/hosts/host-state.tsx";
import { Ago } from "#components/ui/time.tsx";
import { type FleetHost, hostLine } from "./fleet-host.ts";

/** Name, what runs it, how it answered and when. */
export function HostName({ host, now }: { host: FleetHost; now: Date }) {
  return (
    <>
      <Link href={`/hosts/${host.id}` as Route} prefetch={false} className="block truncate rounded-sm font-[550] hover:underline">
        {host.name}
      </Link>
      <span className="block truncate text-ink-3 text-tiny">{hostLine(host)}</span>
      <span className="flex flex-wrap items-baseline gap-x-2 text-ink-3 text-tiny">
        <HostStateWord state={host.state} visiting={host.activeVisitId !== null} paused={host.paused} />
        {host.lastVisitAt !== null && <Ago at={host.lastVisitAt} now={now} />}
      </span>
    </>
  );
}
