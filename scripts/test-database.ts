import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { closeDb } from "#lib/db/client.ts";
import { closeSender } from "#lib/db/queue.ts";
import { resetEnv } from "#lib/env.ts";

export const testPostgresVariable = "BULKHEAD_TEST_POSTGRES";
export const templateDatabase = "bulkhead_template";

/** A database of one test file's own; the verbs of lib/db are connected to it. */
export interface TestDatabase {
  url: string;
  /** Runs SQL beside Prisma, for what a test wants to see from outside. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Disconnects everything and drops it. */
  drop(): Promise<void>;
}

/** Copies the migrated database (or makes an empty one), and points the environment of this process at it. */
export async function freshDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = process.env[testPostgresVariable];
  if (server === undefined) throw new Error("run this through `npx vitest run --project database`");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await administer(server, `create database ${name} ${options.empty === true ? "" : `template ${templateDatabase}`}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const dataFolder = mkdtempSync(join(tmpdir(), "bulkhead-data-"));
  process.env.DATABASE_URL = url.href;
  process.env.BULKHEAD_DATA = dataFolder;
  resetEnv();
  const pool = new pg.Pool({ connectionString: url.href, max: 3 });
  // Dropping the database cuts what is still being put away.
  pool.on("error", () => {});
  return {
    url: url.href,
    query: async (sql, values) => (await pool.query(sql, values)).rows,
    drop: async () => {
      await Promise.all([closeSender(), closeDb(), pool.end()]);
      await administer(server, `drop database ${name} with (force)`);
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function administer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
