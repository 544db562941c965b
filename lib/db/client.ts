import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "#lib/env.ts";
import { type Prisma, PrismaClient } from "./generated/client.ts";

/** What a verb runs on: the pool, or the transaction that the caller is in. */
export type Db = Prisma.TransactionClient;

/** Connections of one process; the embedded Postgres allows 60 in all. */
const maximumConnections = 10;

const held = globalThis as unknown as { bulkheadPrisma?: PrismaClient };

/** The process's one client, made at first use and kept across development reloads. */
export function db(): PrismaClient {
  held.bulkheadPrisma ??= new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl(), max: maximumConnections }) });
  return held.bulkheadPrisma;
}

/** Takes another database than that of the environment: for a command, which finds it by itself. No query of it may take longer than a minute. */
export function openDb(url: string): void {
  const adapter = new PrismaPg({ connectionString: url, max: 2, connectionTimeoutMillis: 10_000, query_timeout: 60_000 });
  held.bulkheadPrisma = new PrismaClient({ adapter });
}

/**
 * Runs `work` on that database as it is at one moment, whatever visits store meanwhile, and lets it write nothing. All verbs share one
 * connection then, so that they stand in one transaction; those that begin one of their own cannot be used.
 */
export async function withDbAtOneMoment<T>(url: string, work: () => Promise<T>): Promise<T> {
  const patience = { connectionTimeoutMillis: 120_000, idleTimeoutMillis: 0, query_timeout: 120_000 };
  const client = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 1, ...patience }) });
  const moment = async () => JSON.stringify(await client.$queryRaw`select now() as "now", pg_backend_pid() as "connection"`);
  held.bulkheadPrisma = client;
  try {
    await client.$executeRaw`begin isolation level repeatable read read only`;
    const begun = await moment();
    const done = await work();
    if ((await moment()) !== begun) throw new Error("the transaction ended before everything was read");
    return done;
  } finally {
    await closeDb();
  }
}

function databaseUrl(): string {
  const url = env().databaseUrl;
  if (url === null) throw new Error("DATABASE_URL is not set: start Bulkhead with `npm start`, which brings up a database and sets it");
  return url;
}

/** Runs `work` in one transaction: all of it is stored or none. Gives up after `timeoutSeconds`. */
export function inTransaction<T>(work: (tx: Db) => Promise<T>, timeoutSeconds = 30): Promise<T> {
  return db().$transaction(work, { timeout: timeoutSeconds * 1000, maxWait: timeoutSeconds * 1000 });
}

/** Closes the pool; the next verb opens a new one. */
export async function closeDb(): Promise<void> {
  const client = held.bulkheadPrisma;
  delete held.bulkheadPrisma;
  await client?.$disconnect();
}
