import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { closeDb } from "#lib/db/client.ts";
import { prepareQueues } from "#lib/db/queue.ts";
import { hasAccount } from "#lib/db/users.ts";
import { env, resetEnv } from "#lib/env.ts";
import { readPostmortemFolder } from "#lib/postmortems/folder.ts";
import { setupCode } from "#lib/seal.ts";
import { Child } from "./child.ts";
import { startDemo } from "./demo.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { type Holding, holdDatabase } from "./hold-database.ts";
import { migrate } from "./migrate.ts";
import { findPort } from "./port.ts";

/** Grace of each process before it is killed: the worker may be in the middle of visits. */
const stopGraceMs = 30_000;
const readyTimeoutMs = 60_000;

export interface SupervisorOptions {
  /** The checkout, or the folder that was unpacked. */
  root: string;
  demo: boolean;
  say(line: string): void;
}

export interface Running {
  url: string;
  /** What the first account takes, where others reach the server and there is none yet. */
  setupCode: string | null;
  /** Resolves when the embedded database has ended by itself: nothing works without it, and nothing is lost. */
  databaseLost: Promise<void>;
  /** Stops everything in order: web, worker, simulated hosts, database. */
  stop(): Promise<void>;
}

/**
 * Brings everything up: database, migrations, simulated hosts for the demo, worker, web. Throws one sentence when something does not
 * start; what had started is stopped again then.
 */
export async function startBulkhead({ root, demo, say }: SupervisorOptions): Promise<Running> {
  const dataFolder = resolve(process.env.BULKHEAD_DATA || join(root, demo ? ".data-demo" : ".data"));
  mkdirSync(join(dataFolder, "logs"), { recursive: true });
  process.env.BULKHEAD_DATA = dataFolder;
  process.env.BULKHEAD_DEMO = demo ? "1" : "0";
  lookAtOwnPostmortems(say);
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const embedded = await openDatabase(dataFolder, say);
    if (embedded !== null) undo.push(embedded.holding.release, embedded.server.stop);
    const databaseUrl = process.env.DATABASE_URL ?? "";
    await prepareDatabase(databaseUrl, root, say);
    const children = { root, logs: join(dataFolder, "logs"), say };
    const simulator = demo ? startDemo(children, dataFolder, undo) : null;
    const worker = new Child({ ...children, name: "worker", script: "dist/worker.mjs" });
    undo.push(() => worker.stop(stopGraceMs));
    const [url, hosts] = await Promise.all([startWeb(children, undo), simulator, worker.ready(readyTimeoutMs)]);
    if (hosts !== null) say(`Simulated hosts: ${hosts}, each behind SSH on loopback.`);
    return { url, setupCode: await setupCodeToTell(), databaseLost: embedded?.holding.lost ?? new Promise(() => {}), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The web server runs in another folder, so it gets the whole path. What does not fit is said here, and keeps nothing from starting. */
function lookAtOwnPostmortems(say: (line: string) => void): void {
  if (!process.env.BULKHEAD_POSTMORTEMS) return;
  const folder = resolve(process.env.BULKHEAD_POSTMORTEMS);
  process.env.BULKHEAD_POSTMORTEMS = folder;
  const { reports, problems } = readPostmortemFolder(folder);
  say(`Own incidents: ${reports.length} from ${folder}.`);
  for (const { file, message } of problems) say(`  ${file}: ${message}`);
}

/** Null where the user brings a Postgres: DATABASE_URL is set then. */
async function openDatabase(
  dataFolder: string,
  say: (line: string) => void,
): Promise<{ server: EmbeddedPostgres; holding: Holding } | null> {
  if (process.env.DATABASE_URL) {
    say("Database: the one of DATABASE_URL.");
    return null;
  }
  const server = await startEmbeddedPostgres({ dataFolder });
  const holding = await holdDatabase(server.url);
  if (server.notice !== null) say(server.notice);
  say(server.adopted ? "Database: embedded, still running from before." : "Database: embedded.");
  process.env.DATABASE_URL = server.url;
  return { server, holding };
}

async function prepareDatabase(databaseUrl: string, root: string, say: (line: string) => void): Promise<void> {
  const applied = await migrate(databaseUrl, join(root, "prisma/migrations"));
  await prepareQueues(databaseUrl);
  if (applied.length > 0) say(`Database: ${applied.length} ${applied.length === 1 ? "migration" : "migrations"} applied.`);
}

async function setupCodeToTell(): Promise<string | null> {
  resetEnv();
  if (env().onlyThisMachine) return null;
  const code = (await hasAccount()) ? null : setupCode();
  await closeDb();
  return code;
}

async function startWeb(children: { root: string; logs: string; say(line: string): void }, undo: (() => Promise<void>)[]): Promise<string> {
  const listen = process.env.BULKHEAD_LISTEN || "127.0.0.1";
  const { port, busy } = await findPort(listen, Number(process.env.PORT || 3000));
  if (busy !== null) children.say(`Port ${busy} is in use by another program: taking ${port}. Set PORT to choose one.`);
  process.env.PORT = String(port);
  const web = new Child({
    ...children,
    name: "web",
    script: "dist/web.mjs",
    env: { HOSTNAME: listen, BULKHEAD_LISTEN: listen },
  });
  undo.push(() => web.stop(stopGraceMs));
  const reach = listen === "0.0.0.0" || listen === "::" ? "127.0.0.1" : listen;
  const url = `http://${reach.includes(":") ? `[${reach}]` : reach}:${port}`;
  await web.answers(`${url}/api/v1/health`, readyTimeoutMs);
  return process.env.BULKHEAD_URL || url;
}
