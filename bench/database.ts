import { join } from "node:path";
import pg from "pg";
import { closeDb } from "#lib/db/client.ts";
import { closeSender, prepareQueues } from "#lib/db/queue.ts";
import { resetEnv } from "#lib/env.ts";
import { startEmbeddedPostgres } from "#scripts/embedded-postgres.ts";
import { migrate } from "#scripts/migrate.ts";
import type { CleanUp } from "./clean-up.ts";

/** A database of this run's own, as `npm start` makes it: the embedded Postgres with its usual, durable settings. */
export interface BenchDatabase {
  url: string;
  /** Of the server: its other processes are its children. */
  pid: number;
  query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]>;
}

/** Starts it, and points the verbs of lib/db in this process and in those it starts at it. */
export async function startDatabase(cleanUp: CleanUp): Promise<BenchDatabase> {
  const dataFolder = cleanUp.folder();
  const server = await startEmbeddedPostgres({ dataFolder, lastResortFolder: cleanUp.folder() });
  cleanUp.defer(() => server.stop());
  await migrate(server.url, "prisma/migrations");
  await prepareQueues(server.url);
  Object.assign(process.env, { DATABASE_URL: server.url, BULKHEAD_DATA: dataFolder, BULKHEAD_SECRET_FILE: join(dataFolder, "secret.key") });
  resetEnv();
  const pool = new pg.Pool({ connectionString: server.url, max: 1 });
  cleanUp.defer(() => Promise.all([closeSender(), closeDb(), pool.end()]));
  return { url: server.url, pid: server.pid, query: async (sql) => (await pool.query(sql)).rows };
}
