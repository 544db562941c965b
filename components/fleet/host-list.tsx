import { Card } from "#components/ui/card.tsx";
import type { FleetHost } from "./fleet-host.ts";
import { type FleetView, rangeWords } from "./fleet-view.ts";
import { HostCards } from "./host-cards.tsx";
import { HostPages } from "./host-pages.tsx";
import { HostTable } from "./host-table.tsx";

/** One page of the hosts asked for, each once: who they are, how they answered, and what each would do if it happened now. */
export function HostList({ hosts, total, view, now }: { hosts: readonly FleetHost[]; total: number; view: FleetView; now: Date }) {
  return (
    <Card
      title="Readiness"
      hint="What each host would do if it happened now. A cell opens the rehearsal."
      aside={<span className="text-ink-3 text-small tabular-nums">{rangeWords(view.page ?? 1, total)}</span>}
    >
      <div className="hidden md:block">
        <HostTable hosts={hosts} view={view} now={now} />
      </div>
      <div className="md:hidden">
        <HostCards hosts={hosts} now={now} />
      </div>
      <HostPages view={view} total={total} />
    </Card>
  );
}
