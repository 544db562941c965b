import { z } from "zod";
import { Change, NotCompared } from "#lib/engine/drift/change.ts";
import { driftOf } from "#lib/engine/drift/drift.ts";
import type { Judgement } from "#lib/engine/judgement.ts";
import { type FactName, factNames, parseReadings, type Readings } from "#lib/facts/index.ts";
import type { Db } from "./client.ts";
import type { Prisma } from "./generated/client.ts";
import { storableJson } from "./json.ts";
import { parseVerdicts } from "./snapshots.ts";

/** A snapshot holds so many of its changes; the rest is told by comparing the two visits anew. */
export const keptChanges = 200;
/** How many snapshots back a fact is looked for that the last one could not read. */
const lookedBack = 50;

/** Rules that were judged and had not been at the snapshot before, and the other way round: then the score may jump though the host is the same. */
const RuleChanges = z.object({ added: z.array(z.string()), removed: z.array(z.string()), count: z.number().int() });
export type RuleChanges = z.infer<typeof RuleChanges>;

/** What a snapshot keeps of its difference to the one before. */
export const StoredDrift = z.object({
  /** The first that weigh most. */
  changes: z.array(Change),
  notCompared: z.array(NotCompared),
  rules: RuleChanges,
});
export type StoredDrift = z.infer<typeof StoredDrift>;

/** The columns of a new snapshot that tell what changed since the one before. To be called before it is inserted. */
export async function driftColumns(
  tx: Db,
  { hostId, readings, judgement }: { hostId: string; readings: Readings; judgement: Judgement },
): Promise<Pick<Prisma.SnapshotUncheckedCreateInput, "drift" | "changes">> {
  const last = await tx.snapshot.findFirst({
    where: { hostId },
    orderBy: { seenFrom: "desc" },
    select: { readings: true, verdicts: true },
  });
  if (last === null) return {};
  // As they will be read back: what cannot be stored must not look like a change.
  const now = parseReadings(storableJson(readings));
  const { changes, notCompared } = driftOf(await withEarlier(tx, hostId, parseReadings(last.readings), now), now);
  const rules = ruleChanges(
    parseVerdicts(last.verdicts).map(({ rule }) => rule),
    judgement.results.map(({ rule }) => rule),
  );
  const drift: StoredDrift = { changes: changes.slice(0, keptChanges), notCompared, rules };
  return { drift: storableJson(drift), changes: changes.length };
}

/** What did not fit its schema any more is no drift that could be told. */
export function parseDrift(stored: unknown): StoredDrift | null {
  return StoredDrift.safeParse(stored).data ?? null;
}

function ruleChanges(before: readonly string[], now: readonly string[]): RuleChanges {
  const [old, current] = [new Set(before), new Set(now)];
  const added = [...current].filter((rule) => !old.has(rule)).sort();
  const removed = [...old].filter((rule) => !current.has(rule)).sort();
  return { added, removed, count: added.length + removed.length };
}

const isRead = (reading: Readings[FactName]) => reading !== undefined && reading.status !== "failed";

/**
 * The last snapshot's readings, with those that failed in it as they were last read: what changed while it could not be seen is told at the
 * first visit that sees it again.
 */
async function withEarlier(tx: Db, hostId: string, last: Readings, now: Readings): Promise<Readings> {
  const missing = factNames.filter((name) => !isRead(last[name]) && isRead(now[name]));
  if (missing.length === 0) return last;
  const rows = await tx.$queryRaw<{ name: string; reading: unknown }[]>`
    select distinct on (f."name") f."name", s."readings"->f."name" as "reading"
    from unnest(${missing}::text[]) as f("name")
    join (
      select "readings", "seenFrom" from "snapshot" where "hostId" = ${hostId}::uuid order by "seenFrom" desc limit ${lookedBack}
    ) s on s."readings"->f."name"->>'status' in ('ok', 'absent')
    order by f."name", s."seenFrom" desc`;
  return { ...last, ...parseReadings(Object.fromEntries(rows.map(({ name, reading }) => [name, reading]))) };
}
