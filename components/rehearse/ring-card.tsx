import { RuleLink } from "#components/rules/rule-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { list } from "#components/ui/format.ts";
import { Prose } from "#components/ui/host-text.tsx";
import type { ColdStart } from "#lib/graph/rehearsal.ts";
import { plainLine } from "#lib/plain-text.ts";
import { eventLine } from "./event-words.ts";
import { ThingName } from "./fleet-hosts.tsx";

/** Things that wait for each other, and where to cut: the cheapest that opens the ring alone stands first. */
export function RingCard({ cycle: { nodes, cuts } }: { cycle: ColdStart["cycles"][number] }) {
  const names = list(
    nodes.map(({ name }) => plainLine(name, 60)),
    8,
  );
  return (
    <Card title="No order for these" hint={`${nodes.length} things in a ring`}>
      <p className="wrap-anywhere border-line border-b px-3.5 py-3">
        <span className="font-[550]">{names}</span>: each waits for another.
      </p>
      <h3 className="px-3.5 pt-3">Cut here</h3>
      <ol className="grid gap-3 px-3.5 pt-1.5 pb-3.5">
        {cuts.map(({ from, to, need, fix, rule }, index) => (
          <li key={`${from.id}|${to.id}|${need}`} className="grid grid-cols-[20px_minmax(0,1fr)]">
            <span className="text-ink-3 tabular-nums">{index + 1}.</span>
            <div className="min-w-0">
              <p className="wrap-anywhere font-[550]">
                <Prose>{eventLine(fix)}</Prose>
              </p>
              <p className="wrap-anywhere text-ink-2">
                <ThingName node={from} /> waits for <ThingName node={to} />: <Prose>{plainLine(need, 300)}</Prose>
              </p>
              {rule !== null && <RuleLink rule={rule} className="text-ink-3" />}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
