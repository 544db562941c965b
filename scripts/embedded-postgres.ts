import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type PostgresPlace, placePostgres } from "./postgres-account.ts";
import { commandOf, environment, findBinaries, makeCluster, readPassword } from "./postgres-cluster.ts";
import { isRunning, isRunningWith } from "./processes.ts";
import { database, readPidFile, urlOf } from "./running-postgres.ts";

/** A server of our own, on loopback, with the database `bulkhead` in it. */
export interface EmbeddedPostgres {
  url: string;
  pid: number;
  /** True when it was running already: its last supervisor was killed. */
  adopted: boolean;
  notice: string | null;
  /** Disconnects clients, writes everything out and ends. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dataFolder: string;
  /** Further settings, "name=value": tests switch durability off. */
  settings?: readonly string[];
  /** Where the cluster goes when no other account can enter the data folder and namespaces are forbidden. */
  lastResortFolder?: string;
}

const startTimeoutMs = 60_000;
const stopTimeoutMs = 60_000;
const pollMs = 25;

/** Above the highest process id of any system. */
const noProcess = 4_194_304;

/** Small: it serves a handful of processes on the machine where they run. */
const settings = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "ssl=off",
  "max_connections=60",
  "shared_buffers=64MB",
  "max_wal_size=256MB",
];

/** Starts the embedded server, or adopts the one that a killed supervisor has left. Throws one sentence with the end of its log. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataFolder, lastResortFolder } = options;
  mkdirSync(dataFolder, { recursive: true });
  openToOthers(dataFolder);
  const place = placePostgres(await findBinaries(), dataFolder, lastResortFolder);
  const password = readPassword(dataFolder);
  makeCluster(place, dataFolder, password);
  const running = await findRunning(place, password);
  const server = running ?? (await launch(place, dataFolder, password, options.settings ?? []));
  await createDatabase(urlOf(password, server.port, "postgres"));
  return {
    url: urlOf(password, server.port, database),
    pid: server.pid,
    adopted: running !== null,
    notice: place.notice,
    stop: () => stopServer(place, server.pid),
  };
}

/** Root's data folder lets the database's account through; what is secret in it has a mode of its own. */
function openToOthers(dataFolder: string): void {
  if (process.getuid?.() === 0) chmodSync(dataFolder, 0o755);
}

/** A server that is running on this cluster and answers to our password: perhaps only after it has recovered. */
async function findRunning(place: PostgresPlace, password: string): Promise<{ pid: number; port: number } | null> {
  const file = readPidFile(place.clusterFolder);
  if (file === null) return null;
  const deadline = Date.now() + startTimeoutMs;
  while (isRunningWith(file.pid, place.clusterFolder)) {
    if (await answers(urlOf(password, file.port, "postgres"))) return file;
    if (Date.now() > deadline)
      throw new Error(`A Postgres (process ${file.pid}) holds ${place.clusterFolder} and does not answer: stop it.`);
    await sleep(pollMs);
  }
  disownPidFile(place);
  return null;
}

/**
 * A dead server's pid file may name a process that lives again, or one that nobody reaps: Postgres would take it for its own. Only the
 * number is taken out; by the rest of the file Postgres still sees whether processes of the old server hold its shared memory.
 */
function disownPidFile(place: PostgresPlace): void {
  const file = join(place.clusterFolder, "postmaster.pid");
  const [, ...rest] = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, [noProcess, ...rest].join("\n"));
}

async function launch(place: PostgresPlace, dataFolder: string, password: string, further: readonly string[]) {
  const port = await freePort();
  const args = ["-D", place.clusterFolder, "-p", String(port), ...[...settings, ...further].flatMap((each) => ["-c", each])];
  const [command, rest] = commandOf(place, place.binaries.postgres, args);
  const logFile = join(dataFolder, "postgres.log");
  const log = openSync(logFile, "w", 0o600);
  const options = { ...place.account, cwd: "/", env: environment(), stdio: ["ignore", log, log] as ["ignore", number, number] };
  // A group of its own: Ctrl-C reaches the supervisor alone, which stops things in order.
  const child = spawn(command, rest, { ...options, detached: true });
  closeSync(log);
  await untilReady(child, urlOf(password, port, "postgres"), logFile);
  child.unref();
  return { pid: child.pid ?? 0, port };
}

async function untilReady(child: ChildProcess, url: string, logFile: string): Promise<void> {
  const failure = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(`it ended with ${code ?? signal}`));
  });
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    if (await answers(url)) return;
    const failed = await Promise.race([failure, sleep(pollMs, null)]);
    if (failed !== null) throw new Error(`The embedded Postgres did not start: ${failed}. ${tailOf(logFile)}`);
  }
  child.kill("SIGQUIT");
  throw new Error(`The embedded Postgres did not answer within ${startTimeoutMs / 1000} s. ${tailOf(logFile)}`);
}

function tailOf(logFile: string): string {
  return readFileSync(logFile, "utf8").trim().split("\n").slice(-3).join(" ");
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (rowCount === 0) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
}

/** Fast shutdown; immediate if that takes too long. */
async function stopServer(place: PostgresPlace, pid: number): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (!isRunningWith(pid, place.clusterFolder)) return;
    process.kill(pid, signal);
    const deadline = Date.now() + stopTimeoutMs;
    while (Date.now() < deadline && isRunning(pid)) await sleep(pollMs);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("no free port"))));
    });
  });
}
