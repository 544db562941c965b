import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";
import { closeDb, openDb, withDbAtOneMoment } from "#lib/db/client.ts";
import { loadFleetFacts } from "#lib/db/fleet-parts.ts";
import { env } from "#lib/env.ts";
import type { FleetFacts } from "#lib/graph/fleet-facts.ts";
import { compareMigrations } from "#scripts/migrate.ts";
import { findEmbeddedPostgres } from "#scripts/running-postgres.ts";

/** Where the fleet is stored. */
interface Store {
  url: string;
  /** What a person takes it for, without anything secret: "Bulkhead's database at 127.0.0.1:5432". */
  name: string;
  /** What to do when nobody answers there. */
  advice: string;
}

const start = "start it with `npm start`, or set BULKHEAD_DATA or DATABASE_URL as the server has them.";

/**
 * The fleet as the server on this machine last read it: from its database, in which nothing is written. Throws one sentence where there is
 * none, it does not answer, or is of another version; the password is in none of them.
 */
export function readStoredFleet(): Promise<FleetFacts> {
  return withStore(async () => {
    const facts = await loadFleetFacts();
    if (facts.hosts.length === 0)
      throw new Error("No host is entered in Bulkhead yet: add one on its pages, or name hosts here instead of --fleet.");
    return facts;
  });
}

/** Does something with the server's database open. Throws as readStoredFleet does. */
export async function withStore<T>(work: () => Promise<T>): Promise<T> {
  const store = findStore();
  await lookAt(store);
  openDb(store.url);
  try {
    return await work();
  } finally {
    await closeDb();
  }
}

/** The same on the database as it is at one moment, however long the work takes. */
export async function withStoreAtOneMoment<T>(work: () => Promise<T>): Promise<T> {
  const store = findStore();
  await lookAt(store);
  return withDbAtOneMoment(store.url, work);
}

/** DATABASE_URL where it is set, as for the server; else the embedded database of the data folder. */
function findStore(): Store {
  const { databaseUrl } = env();
  if (databaseUrl !== null) {
    if (!URL.canParse(databaseUrl)) throw new Error("DATABASE_URL is no address of a Postgres, such as postgresql://USER@HOST:5432/NAME.");
    return {
      url: databaseUrl,
      name: `The database of DATABASE_URL (${placeOf(databaseUrl)})`,
      advice: "is it running, and is DATABASE_URL right?",
    };
  }
  const root = checkout();
  const folder = env().dataFolderIsSet ? env().dataFolder : join(root, ".data");
  const url = embeddedIn(folder);
  if (url === null) throw new Error(`No Bulkhead server runs on ${folder}: ${start}${demoHint(root)}`);
  return { url, name: `The server of ${folder}`, advice: `${start}${demoHint(root)}` };
}

function embeddedIn(folder: string): string | null {
  try {
    return findEmbeddedPostgres(folder);
  } catch {
    throw new Error(`The database in ${folder} is open only to the user who started the server: run this as that user.`);
  }
}

function demoHint(root: string): string {
  const demo = join(root, ".data-demo");
  return !env().dataFolderIsSet && existsSync(demo) ? ` For the fleet of the demo: BULKHEAD_DATA=${demo}` : "";
}

/** The checkout that this command belongs to, bundled or not. */
export function checkout(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "package.json")) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}

/** Whether somebody answers there, lets us in, and keeps a fleet as this version knows it. */
async function lookAt({ url, name, advice }: Store): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, query_timeout: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const state = await compareMigrations(client, join(checkout(), "prisma/migrations"));
    if (state === "none") throw new Unusable(`${name} holds nothing of Bulkhead's: ${start}`);
    if (state === "older") throw new Unusable(`${name} is of an older version than this command: start the server of this version once.`);
    if (state === "newer") throw new Unusable(`${name} is of a newer version than this command: use the command of that version.`);
  } catch (error) {
    throw error instanceof Unusable ? error : new Unusable(`${name} ${wordsOf(error)}: ${advice}`);
  } finally {
    await client.end().catch(() => {});
  }
}

class Unusable extends Error {}

/** What the way to a database failed by: the driver's own messages may hold more than a terminal should see. */
function wordsOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const words: Record<string, string> = {
    ECONNREFUSED: "does not answer",
    ENOTFOUND: "is at a name that nobody answers",
    EAI_AGAIN: "is at a name that nobody answers",
    "28P01": "refuses the login",
    "28000": "refuses the login",
    "3D000": "is not there",
    "42501": "may not be read by that login",
    "57P03": "is starting or stopping",
  };
  return words[code] ?? `does not answer${code === "" ? "" : ` (${code})`}`;
}

function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}${port === "" ? "" : `:${port}`}${pathname}`;
}
