import type { Route } from "next";
import Link from "next/link";
import { Fragment } from "react";
import { Card, Empty } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import { Ago } from "#components/ui/time.tsx";
import { plainText } from "#lib/plain-text.ts";

/** A visit that found a host changed. */
export interface ChangedHost {
  hostId: string;
  host: string;
  snapshotId: string;
  seenFrom: Date;
  changeCount: number;
  /** The first that weigh most. */
  changes: readonly { id: string; words: string; effect: string }[];
}

/** What changed on which hosts, newest first; each row leads to the host's own list. */
export function WhatChanged({
  visits,
  totals,
  now,
}: {
  visits: readonly ChangedHost[];
  totals: { hosts: number; visits: number; changes: number };
  now: Date;
}) {
  return (
    <Card
      title="What changed"
      hint="last 24 h"
      aside={
        <Link href="/changes" className="rounded-sm text-accent text-small hover:underline">
          See all
        </Link>
      }
    >
      {visits.length === 0 ? (
        <Empty>No visit of the last 24 hours found a host changed.</Empty>
      ) : (
        <ol>
          {visits.map((visit) => (
            <li key={visit.snapshotId} className="border-line border-b last:border-b-0">
              <Row visit={visit} now={now} />
            </li>
          ))}
          {totals.visits > visits.length && (
            <li className="px-3.5 py-2 text-ink-3 text-small">
              in all {count(totals.changes, "change")} on {count(totals.hosts, "host")}
            </li>
          )}
        </ol>
      )}
    </Card>
  );
}

/** Changes of a visit that are told here; the others are one click away. */
const toldChanges = 2;

function Row({ visit, now }: { visit: ChangedHost; now: Date }) {
  const { hostId, host, snapshotId, seenFrom, changes, changeCount } = visit;
  const told = changes.slice(0, toldChanges);
  return (
    <Link
      href={`/hosts/${hostId}?tab=changes#visit-${snapshotId}` as Route}
      prefetch={false}
      className="grid grid-cols-[62px_1fr] gap-x-2.5 px-3.5 py-2.5 text-small hover:bg-sunken focus-visible:outline-offset-[-2px]"
    >
      <span className="text-ink-3">
        <Ago at={seenFrom} now={now} />
      </span>
      <span className="min-w-0 break-words">
        <span className="font-semibold">{plainText(host)}</span>{" "}
        {told.map(({ id, words, effect }, index) => (
          <Fragment key={id}>
            {index > 0 && "; "}
            {plainText(words)}
            {effect !== "in effect" && <span className="text-ink-2">, {plainText(effect)}</span>}
          </Fragment>
        ))}
        {changeCount > told.length && <span className="text-ink-3"> and {changeCount - told.length} more</span>}
      </span>
    </Link>
  );
}
