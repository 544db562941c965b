import { fromPrisma, PgBoss } from "pg-boss";
import { env } from "#lib/env.ts";
import type { Db } from "./client.ts";

/** The jobs there are. `lost` receives those whose every try was cut short, so that nobody waits for them for ever. */
export const queueNames = { visit: "visit", wayIn: "way-in-test", report: "report", lost: "lost" } as const;

export interface VisitJob {
  visitId: string;
  hostId: string;
}

export interface WayInJob {
  testId: string;
}

export interface ReportJob {
  reportId: string;
}

export const queueSchema = "pgboss";

/** Postgres channel that wakes the workers when a job is stored. */
export const wakeChannel = "bulkhead_jobs";

/** Longest a visit may take before its job counts as stuck; the collector's own limit is well below. */
const visitExpiresAfterSeconds = 300;
/** A worker that has not been heard of for this long has died: its jobs are tried again. */
const heartbeatSeconds = 12;
/** How often a dead worker's jobs are looked for. */
const superviseEverySeconds = 5;

/** How a process uses the queue: only to send (web), or to take and watch over jobs (worker). */
export type QueueRole = "sender" | "worker";

/** A pg-boss instance on our own schema; `start` it before use. */
export function makeQueue(connectionString: string, role: QueueRole): PgBoss {
  const worker = role === "worker";
  return new PgBoss({
    connectionString,
    schema: queueSchema,
    application_name: `bulkhead ${role} queue`,
    max: worker ? 6 : 2,
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: worker,
    superviseIntervalSeconds: superviseEverySeconds,
    monitorIntervalSeconds: superviseEverySeconds,
    queueCacheIntervalSeconds: superviseEverySeconds,
  });
}

/** Creates pg-boss's schema and our queues where they are missing, or brings them up to this version. Runs with the migrations. */
export async function prepareQueues(connectionString: string): Promise<void> {
  const boss = new PgBoss({ connectionString, schema: queueSchema, max: 2, schedule: false, supervise: false });
  boss.on("error", () => {});
  await boss.start();
  try {
    await boss.createQueue(queueNames.lost, { retryLimit: 5, retryDelay: 5 });
    const common = { heartbeatSeconds, deadLetter: queueNames.lost, deleteAfterSeconds: 3600 };
    // Exclusive with the host as singleton key: at most one visit of a host is queued or running, whoever asks and whoever works.
    await boss.createQueue(queueNames.visit, { ...common, policy: "exclusive", retryLimit: 2, expireInSeconds: visitExpiresAfterSeconds });
    await boss.createQueue(queueNames.wayIn, { ...common, retryLimit: 1, expireInSeconds: 120 });
    await boss.createQueue(queueNames.report, { ...common, retryLimit: 1, expireInSeconds: 600 });
  } finally {
    await boss.stop({ graceful: false });
  }
}

const held = globalThis as unknown as { bulkheadSender?: Promise<PgBoss> };

function sender(): Promise<PgBoss> {
  held.bulkheadSender ??= startSender().catch((error) => {
    delete held.bulkheadSender;
    throw error;
  });
  return held.bulkheadSender;
}

async function startSender(): Promise<PgBoss> {
  const boss = makeQueue(env().databaseUrl ?? "", "sender");
  boss.on("error", () => {});
  return boss.start();
}

/** Stops this process's sender; the next job starts a new one. */
export async function closeSender(): Promise<void> {
  const boss = await held.bulkheadSender?.catch(() => undefined);
  delete held.bulkheadSender;
  await boss?.stop({ graceful: false });
}

/** Queues a visit inside the caller's transaction. False when one of this host is queued or running already. */
export async function sendVisit(tx: Db, job: VisitJob): Promise<boolean> {
  const boss = await sender();
  const id = await boss.send(queueNames.visit, job, { id: job.visitId, singletonKey: job.hostId, db: fromPrisma(tx) });
  if (id !== null) await wakeWorkers(tx);
  return id !== null;
}

/** Queues a way-in test inside the caller's transaction. */
export async function sendWayIn(tx: Db, job: WayInJob): Promise<void> {
  const boss = await sender();
  await boss.send(queueNames.wayIn, job, { db: fromPrisma(tx) });
  await wakeWorkers(tx);
}

/** Queues the making of a report inside the caller's transaction. */
export async function sendReport(tx: Db, job: ReportJob): Promise<void> {
  const boss = await sender();
  await boss.send(queueNames.report, job, { db: fromPrisma(tx) });
  await wakeWorkers(tx);
}

/** Reaches the workers when the transaction commits; several of one transaction reach them once. */
async function wakeWorkers(tx: Db): Promise<void> {
  await tx.$queryRaw`select 1 from (select pg_notify(${wakeChannel}, '')) as notified`;
}
