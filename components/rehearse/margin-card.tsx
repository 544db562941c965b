"use client";

import type { Route } from "next";
import Link from "next/link";
import { useFleetQuestion } from "#components/graph/use-fleet-graph.ts";
import { Card, Skeleton } from "#components/ui/card.tsx";
import { list } from "#components/ui/format.ts";
import type { Given } from "#lib/graph/given.ts";
import { type NarrowMargin, restarts } from "#lib/graph/margin.ts";
import { plainLine } from "#lib/plain-text.ts";
import { rehearsalHref } from "./rehearsal-href.ts";

/** What must not be lost meanwhile: with one more loss, some of what restarts would not come back. Nothing where nothing restarts. */
export function MarginCard({ given }: { given: readonly Given[] }) {
  if (!given.some(({ what }) => restarts.has(what))) return null;
  return <Margins given={given} />;
}

function Margins({ given }: { given: readonly Given[] }) {
  const { data, isPlaceholderData } = useFleetQuestion("margins", given);
  const isReady = data !== undefined && !isPlaceholderData;
  return (
    <Card title="One more loss">
      {!isReady ? (
        <div role="status" aria-label="Losing one more thing at a time" className="px-3.5 py-3">
          <Skeleton className="w-4/5" />
        </div>
      ) : data.length === 0 ? (
        <p className="px-3.5 py-3 text-ink-2">No single further loss keeps down what comes back.</p>
      ) : (
        <ul className="divide-y divide-line">
          {data.slice(0, 5).map((margin) => (
            <MarginRow key={margin.node.id} margin={margin} given={given} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function MarginRow({ margin: { node, stays }, given }: { margin: NarrowMargin; given: readonly Given[] }) {
  const names = stays.map(({ name }) => plainLine(name));
  return (
    <li className="wrap-anywhere px-3.5 py-2.5 text-[12.9px]">
      <Link
        href={rehearsalHref([...given, { what: "lose", target: node.id }]) as Route}
        className="rounded-sm font-[550] underline decoration-line-strong underline-offset-2"
      >
        Without {plainLine(node.name)}
      </Link>{" "}
      <span className="text-ink-2">{list(names, 3)} would stay down too.</span>
    </li>
  );
}
