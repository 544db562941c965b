import type { Route } from "next";
import Link from "next/link";
import { FirstHost } from "#components/fleet/empty-fleet.tsx";
import { HostStateWord } from "#components/hosts/host-state.tsx";
import { Card } from "#components/ui/card.tsx";
import { HostText } from "#components/ui/host-text.tsx";
import { HostActions } from "./host-row-actions.tsx";

/** A host as its settings list it. */
export interface SettingsHost {
  id: string;
  name: string;
  target: string;
  site: string | null;
  state: "unvisited" | "reachable" | "unreachable" | "denied" | "keyChanged";
  paused: boolean;
  activeVisitId: string | null;
}

/** All hosts, each with what can be done with it by those who may. */
export function SettingsHostList({ hosts, mayChange }: { hosts: readonly SettingsHost[]; mayChange: boolean }) {
  if (hosts.length === 0) return <FirstHost mayAdd={mayChange} />;
  return (
    <Card>
      <ul>
        {hosts.map((host) => (
          <li key={host.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-3.5 py-2 last:border-b-0">
            <span className="min-w-48 flex-1">
              <Link href={`/hosts/${host.id}` as Route} className="break-words rounded-sm font-[550] hover:underline">
                {host.name}
              </Link>
              <span className="block text-ink-3 text-tiny">
                <HostText>{host.target}</HostText>
                {host.site !== null && ` · ${host.site}`}
              </span>
            </span>
            <span className="w-44">
              <HostStateWord state={host.state} visiting={host.activeVisitId !== null} paused={host.paused} />
            </span>
            {mayChange && <HostActions id={host.id} name={host.name} paused={host.paused} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}
