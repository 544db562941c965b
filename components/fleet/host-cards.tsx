import { ScoreBadge } from "#components/hosts/score-badge.tsx";
import { plainText } from "#lib/plain-text.ts";
import type { FleetHost } from "./fleet-host.ts";
import { HostName } from "./host-cells.tsx";
import { ReadinessChips } from "./readiness-cell.tsx";
import { SeverityCounts } from "./severity-counts.tsx";

/** The same hosts as the table, where there is no room for one. */
export function HostCards({ hosts, now }: { hosts: readonly FleetHost[]; now: Date }) {
  return (
    <ul aria-label="Hosts">
      {hosts.map((host) => (
        <li key={host.id} className="grid grid-cols-[auto_1fr] items-start gap-x-3 border-line border-b px-3.5 py-2.5 last:border-b-0">
          <ScoreBadge risk={host.risk} />
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1.5">
            <div className="flex items-start justify-between gap-3">
              <div className="min-w-0">
                <HostName host={host} now={now} />
              </div>
              {host.risk !== null && <SeverityCounts findings={host.findings} />}
            </div>
            {host.lastError !== null && <p className="break-words text-ink-3 text-tiny">{plainText(host.lastError.sentence)}</p>}
            {host.risk !== null && <ReadinessChips host={host} />}
          </div>
        </li>
      ))}
    </ul>
  );
}
