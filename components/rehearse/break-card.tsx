"use client";

import { useFleetQuestion } from "#components/graph/use-fleet-graph.ts";
import { RuleLink } from "#components/rules/rule-link.tsx";
import { Card, Skeleton } from "#components/ui/card.tsx";
import { count, list } from "#components/ui/format.ts";
import { Prose } from "#components/ui/host-text.tsx";
import type { Break } from "#lib/graph/break-chain.ts";
import type { Given } from "#lib/graph/given.ts";
import { plainLine } from "#lib/plain-text.ts";

/** What mends the fault of a rule, by the rule's id. */
export type Fixes = Readonly<Record<string, string>>;

/** Which mended faults would break the chain, the best first. */
export function BreakCard({ given, fixes }: { given: readonly Given[]; fixes: Fixes }) {
  const { data, isPlaceholderData } = useFleetQuestion("breaks", given);
  const isReady = data !== undefined && !isPlaceholderData;
  return (
    <Card title="Would break the chain">
      {!isReady ? (
        <div role="status" aria-label="Playing it again without each fault" className="grid gap-2.5 px-3.5 py-3">
          <Skeleton className="w-4/5" />
          <Skeleton className="w-2/3" />
        </div>
      ) : data.best.length === 0 ? (
        <p className="px-3.5 py-3 text-ink-2">No fault that a rule finds is among the reasons: what follows is how things are built.</p>
      ) : (
        <ol className="divide-y divide-line">
          {data.best.map((one) => (
            <BreakRow key={one.rules.join()} broken={one} fixes={fixes} />
          ))}
        </ol>
      )}
      {isReady && data.untried > 0 && (
        <p className="border-line border-t px-3.5 py-2.5 text-ink-3 text-small">
          {count(data.untried, "more fault is", "more faults are")} among the reasons: rehearse less at once to try them.
        </p>
      )}
    </Card>
  );
}

function BreakRow({ broken, fixes }: { broken: Break; fixes: Fixes }) {
  const { rules, at, vanish } = broken;
  const places = [...new Set(at.map(({ kind, host, name }) => (kind === "host" || host === null ? name : host)))];
  return (
    <li className="grid gap-1 px-3.5 py-2.5 text-[12.9px]">
      {rules.length > 1 && <p className="font-[550]">Only together:</p>}
      {rules.map((rule) => (
        <div key={rule} className="min-w-0">
          <p className="wrap-anywhere font-[550]">
            <Prose>{fixes[rule] ?? "Mend what this rule finds"}</Prose>
          </p>
          <RuleLink rule={rule} className="text-ink-3" />
        </div>
      ))}
      <p className="wrap-anywhere text-ink-2">
        On{" "}
        {list(
          places.map((place) => plainLine(place)),
          3,
        )}
        : {outcome(broken)}
        {count(vanish, "step")} {vanish === 1 ? "vanishes" : "vanish"}.
      </p>
    </li>
  );
}

/** "kvm-01 and 8 guests come back, ": nothing where no machine does. */
function outcome({ comeBack }: Break): string {
  const hosts = comeBack.filter(({ kind }) => kind === "host").map(({ name }) => plainLine(name));
  const guests = comeBack.length - hosts.length;
  const who = [...(hosts.length > 2 ? [count(hosts.length, "host")] : hosts), ...(guests > 0 ? [count(guests, "guest")] : [])];
  if (who.length === 0) return "";
  return `${who.join(" and ")} ${comeBack.length === 1 ? "comes" : "come"} back, `;
}
