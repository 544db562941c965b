import { z } from "zod";
import type { ToldChange } from "#lib/engine/drift/fleet/fold.ts";
import { Since, timeOf } from "#lib/engine/drift/fleet/moments.ts";
import { db } from "./client.ts";
import { parseDrift } from "./visit-drift.ts";

/** Since when the visits are asked for that found changes. */
export const FleetDriftQuery = z.object({
  since: Since.default("24h"),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export type FleetDriftQuery = z.infer<typeof FleetDriftQuery>;

/** A visit that found a host changed. */
export interface ChangedHost {
  hostId: string;
  host: string;
  snapshotId: string;
  seenFrom: Date;
  changeCount: number;
  /** The first that weigh most, without the lines that prove them. */
  changes: ToldChange[];
}

/** What changed in the fleet. */
export interface FleetDrift {
  /** Newest first. */
  visits: ChangedHost[];
  /** All of them, listed or not. */
  totals: { hosts: number; visits: number; changes: number };
}

interface Row {
  hostId: string;
  host: string;
  snapshotId: string;
  seenFrom: Date;
  changeCount: number;
  drift: unknown;
}

/** Which hosts changed and how: an index tells which snapshots, and only those that are listed are opened. */
export async function listFleetDrift(query: Partial<FleetDriftQuery>, now: Date): Promise<FleetDrift> {
  const { since, limit } = FleetDriftQuery.parse(query);
  const from = since === "known-good" ? null : timeOf(since, now);
  const [rows, [totals]] = await Promise.all([
    db().$queryRaw<Row[]>`
      select s."hostId"::text as "hostId", h."name" as "host", s."id"::text as "snapshotId", s."seenFrom", s."changes" as "changeCount", s."drift"
      from "snapshot" s join "host" h on h."id" = s."hostId"
      where s."changes" > 0 and s."seenFrom" > coalesce(${from}::timestamptz, h."knownGoodAt")
      order by s."seenFrom" desc limit ${limit}`,
    db().$queryRaw<FleetDrift["totals"][]>`
      select count(distinct s."hostId")::int as "hosts", count(*)::int as "visits", coalesce(sum(s."changes"), 0)::int as "changes"
      from "snapshot" s join "host" h on h."id" = s."hostId"
      where s."changes" > 0 and s."seenFrom" > coalesce(${from}::timestamptz, h."knownGoodAt")`,
  ]);
  return { visits: rows.map(changedHost), totals: totals ?? { hosts: 0, visits: 0, changes: 0 } };
}

function changedHost({ drift, ...visit }: Row): ChangedHost {
  const changes = parseDrift(drift)?.changes ?? [];
  return { ...visit, changes: changes.map(({ evidence: _, before: __, now: ___, ...change }) => change) };
}
