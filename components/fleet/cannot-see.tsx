import type { Route } from "next";
import Link from "next/link";
import { type HostState, HostStateWord } from "#components/hosts/host-state.tsx";
import { Card } from "#components/ui/card.tsx";
import { count, percent } from "#components/ui/format.ts";
import { plainText } from "#lib/plain-text.ts";

/** A host of which something could not be read. */
export interface UnseenHost {
  id: string;
  name: string;
  state: HostState;
  paused: boolean;
  activeVisitId: string | null;
  lastErrorSentence: string | null;
  coverage: number | null;
  unknownRules: number;
}

/** The hosts of which least could be read, of `total`. Nothing is drawn while everything could be. */
export function CannotSee({ hosts, total }: { hosts: readonly UnseenHost[]; total: number }) {
  if (total === 0) return null;
  return (
    <Card title="What could not be read" hint="unknown is never healthy">
      <ul>
        {hosts.map((host) => (
          <li key={host.id} className="grid gap-0.5 border-line border-b px-3.5 py-2 last:border-b-0">
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <Link href={`/hosts/${host.id}?tab=not-read` as Route} className="min-w-0 truncate rounded-sm font-[550] hover:underline">
                {host.name}
              </Link>
              {host.state !== "reachable" && (
                <HostStateWord state={host.state} visiting={host.activeVisitId !== null} paused={host.paused} />
              )}
            </span>
            <span className="break-words text-ink-2 text-small">{reasonOf(host)}</span>
          </li>
        ))}
        {total > hosts.length && <li className="px-3.5 py-2 text-ink-3 text-small">and {count(total - hosts.length, "more host")}</li>}
      </ul>
    </Card>
  );
}

function reasonOf(host: UnseenHost): string {
  if (host.lastErrorSentence !== null) return plainText(host.lastErrorSentence);
  if (host.coverage === null) return "Not visited yet.";
  return `${count(host.unknownRules, "rule")} unknown, coverage ${percent(host.coverage)}`;
}
