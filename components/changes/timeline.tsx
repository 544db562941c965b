import type { Route } from "next";
import Link from "next/link";
import { ruleWords } from "#components/charts/score-history.ts";
import { Card, Empty } from "#components/ui/card.tsx";
import { count, instant } from "#components/ui/format.ts";
import { Ago } from "#components/ui/time.tsx";
import type { Change, NotCompared } from "#lib/engine/drift/change.ts";
import { ChangeGroups, NotComparedList } from "./change-groups.tsx";

/** A visit that found the host not as it was, or that judged by other rules. */
export interface TimelineEntry {
  snapshotId: string;
  seenFrom: Date;
  changes: Change[];
  changeCount: number;
  notCompared: NotCompared[];
  rules: { added: readonly string[]; removed: readonly string[]; count: number };
}

/** The visits that changed something, newest first. */
export function Timeline({
  hostId,
  entries,
  olderHref,
  now,
}: {
  hostId: string;
  entries: readonly TimelineEntry[];
  /** Address of the next page; null on the last. */
  olderHref: string | null;
  now: Date;
}) {
  if (entries.length === 0)
    return (
      <Card title="What changed">
        <Empty>No visit has found this host changed. What could not be read may have changed unseen.</Empty>
      </Card>
    );
  return (
    <ol className="grid gap-3" aria-label="Visits that found changes, newest first">
      {entries.map((entry) => (
        <li key={entry.snapshotId} id={`visit-${entry.snapshotId}`} className="scroll-mt-4">
          <Entry hostId={hostId} entry={entry} now={now} />
        </li>
      ))}
      {olderHref !== null && (
        <li>
          <Link href={olderHref as Route} className="rounded-sm text-accent hover:underline">
            Older changes
          </Link>
        </li>
      )}
    </ol>
  );
}

function Entry({ hostId, entry, now }: { hostId: string; entry: TimelineEntry; now: Date }) {
  const { changes, changeCount, notCompared, rules, seenFrom } = entry;
  const hidden = changeCount - changes.length;
  return (
    <Card
      title={
        <time dateTime={seenFrom.toISOString()} className="tabular-nums">
          {instant(seenFrom).slice(0, 16)} UTC
        </time>
      }
      hint={<Ago at={seenFrom} now={now} />}
      aside={<span className="text-ink-2 text-small">{changeCount === 0 ? "the host is as it was" : count(changeCount, "change")}</span>}
    >
      {rules.count > 0 && (
        <p className="border-line border-b px-3.5 py-2 text-ink-2 text-small last:border-b-0">
          Judged by other {ruleWords({ added: rules.added.length, removed: rules.removed.length })}: a jump of the score here says nothing
          of the host.
        </p>
      )}
      <ChangeGroups changes={changes} />
      {hidden > 0 && (
        <p className="border-line border-t px-3.5 py-2 text-small">
          <Link href={`/hosts/${hostId}?tab=changes&to=${entry.snapshotId}` as Route} className="rounded-sm text-accent hover:underline">
            {count(hidden, "more change")}: compare with the visit before
          </Link>
        </p>
      )}
      <NotComparedList notCompared={notCompared} />
    </Card>
  );
}
