import { setTimeout as sleep } from "node:timers/promises";
import { inTransaction } from "#lib/db/client.ts";
import { queueVisit } from "#lib/db/request-visit.ts";
import { type Spread, spreadOf } from "./numbers.ts";
import { childrenOf, cpuSeconds, sharedOutMemory } from "./processes.ts";
import type { Fleet } from "./simulated-fleet.ts";

const lookEveryMs = 250;
const queueTimeoutSeconds = 300;
/** A round that takes longer than this for each host hangs. */
const patiencePerHostMs = 5000;

/** All hosts visited once. */
export interface FleetRound {
  /** From the first visit's begin to the last one's end. */
  seconds: number;
  visitsPerSecond: number;
  /** Milliseconds of a visit, begin to stored, with all that run beside it. */
  visit: Spread;
  /** Visits that stored a new snapshot. */
  changed: number;
  /** CPU milliseconds of each visit, by who used them. */
  cpuPerVisit: { worker: number; database: number; simulator: number };
  /** Bytes of each visit: written ahead (queue and progress included), and by which our own tables and the queue's grew. */
  bytesPerVisit: { writeAhead: number; ownTables: number; queueTables: number };
  /** Most that worker and database held together, in bytes. */
  peakTogether: number | null;
}

/** Queues a visit of every host at once, and waits for the last. Rejects where a visit fails. */
export async function visitAll(fleet: Fleet, signal: AbortSignal): Promise<FleetRound> {
  const { hostIds, database } = fleet;
  const [before, cpuBefore] = [await sizesOf(fleet), cpuOf(fleet)];
  const [{ at } = { at: "" }] = await database.query<{ at: string }>("select now()::text as at");
  await inTransaction(async (tx) => {
    for (const id of hostIds) await queueVisit(tx, id, "demand");
  }, queueTimeoutSeconds);
  const peakTogether = await untilAllDone(fleet, at, signal);
  const [after, cpuAfter] = [await sizesOf(fleet), cpuOf(fleet)];
  const [row] = await database.query<{ seconds: number; changed: number; durations: number[] }>(
    `select extract(epoch from max("finishedAt") - min("startedAt"))::float8 as seconds, count(*) filter (where changed)::int as changed,
      array_agg("durationMs") as durations from visit where "queuedAt" >= '${at}'`,
  );
  if (row === undefined) throw new Error("no visit was made");
  const each = <Key extends string>(from: Record<Key, number>, to: Record<Key, number>) => {
    const differences = (Object.keys(to) as Key[]).map((key) => [key, (to[key] - from[key]) / hostIds.length]);
    return Object.fromEntries(differences) as Record<Key, number>;
  };
  const { seconds, changed } = row;
  return {
    seconds,
    visitsPerSecond: hostIds.length / seconds,
    visit: spreadOf(row.durations),
    changed,
    cpuPerVisit: each(cpuBefore, cpuAfter),
    bytesPerVisit: each(before, after),
    peakTogether,
  };
}

async function untilAllDone(fleet: Fleet, since: string, signal: AbortSignal): Promise<number | null> {
  const { hostIds, database, worker } = fleet;
  const deadline = Date.now() + hostIds.length * patiencePerHostMs;
  let peak: number | null = null;
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    const together = sharedOutMemory([worker, database.pid, ...childrenOf(database.pid)]);
    if (together !== null) peak = Math.max(peak ?? 0, together);
    const [row] = await database.query<{ done: number; failed: string | null }>(
      `select count(*) filter (where status = 'done')::int as done, max("errorSentence") filter (where status = 'failed') as failed
        from visit where "queuedAt" >= '${since}'`,
    );
    if (row?.failed) throw new Error(`a visit failed: ${row.failed}`);
    if (row?.done === hostIds.length) return peak;
    await sleep(lookEveryMs);
  }
  throw new Error("the visits do not come to their end");
}

async function sizesOf({ database }: Fleet): Promise<FleetRound["bytesPerVisit"]> {
  const size = (schema: string) =>
    `(select coalesce(sum(pg_total_relation_size(oid)), 0)::float8 from pg_class where relkind = 'r' and relnamespace = '${schema}'::regnamespace)`;
  const [row] = await database.query<FleetRound["bytesPerVisit"]>(
    `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as "writeAhead", ${size("public")} as "ownTables", ${size("pgboss")} as "queueTables"`,
  );
  if (row === undefined) throw new Error("the database does not tell its size");
  return row;
}

/** In milliseconds. */
function cpuOf({ worker, database, simulator }: Fleet): FleetRound["cpuPerVisit"] {
  const [ours, postgres, hosts] = [worker, database.pid, simulator].map((pid) => cpuSeconds(pid) * 1000);
  return { worker: ours ?? 0, database: postgres ?? 0, simulator: hosts ?? 0 };
}
