import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { prepareQueues } from "#lib/db/queue.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { migrate } from "./migrate.ts";
import { templateDatabase, testPostgresVariable } from "./test-database.ts";

/** Vitest's global set-up of the database tests: one cluster for the run, with one migrated database that each test file copies. */
export async function setup(): Promise<() => Promise<void>> {
  const dataFolder = mkdtempSync(join(tmpdir(), "bulkhead-test-"));
  const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
  const server = await startEmbeddedPostgres({ dataFolder, settings });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${templateDatabase}`);
  await client.end();
  const template = new URL(server.url);
  template.pathname = `/${templateDatabase}`;
  await migrate(template.href, "prisma/migrations");
  await prepareQueues(template.href);
  process.env[testPostgresVariable] = server.url;
  return async () => {
    await server.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  };
}
