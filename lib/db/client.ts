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
