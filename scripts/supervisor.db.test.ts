import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isRunning } from "./processes.ts";

/** A checkout with our supervisor and with small stand-ins for what it starts: each tells its process id, and ends as the real ones do. */
let root: string;
const supervisors: ChildProcess[] = [];

const ends = `process.on("disconnect", () => process.exit(0)); process.on("SIGTERM", () => process.exit(0));`;
const tellsPid = (name: string) =>
  `import { writeFileSync } from "node:fs"; writeFileSync(process.env.BULKHEAD_DATA + "/${name}.pid", String(process.pid)); ${ends}`;
const worker = `${tellsPid("worker")} process.send({ ready: true }); setInterval(() => {}, 1000);`;
const web = `${tellsPid("web")} import http from "node:http";
http.createServer((request, response) => { if (request.url === "/die") process.exit(3); response.end(process.env.DATABASE_URL); })
  .listen(Number(process.env.PORT), process.env.HOSTNAME);`;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "bulkhead-root-"));
  mkdirSync(join(root, "dist"));
  symlinkSync(resolve("node_modules"), join(root, "node_modules"));
  cpSync("prisma/migrations", join(root, "prisma/migrations"), { recursive: true });
  await build({
    entryPoints: ["scripts/run.ts"],
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outfile: join(root, "dist/run.mjs"),
  });
  writeFileSync(join(root, "dist/worker.mjs"), worker);
  writeFileSync(join(root, "dist/web.mjs"), web);
});
afterEach(async () => {
  await Promise.all(supervisors.splice(0).map((each) => stop(each)));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Started {
  process: ChildProcess;
  output(): string;
}

function start(data: string, env: Record<string, string> = {}): Started {
  const { DATABASE_URL: _, ...outside } = process.env;
  const options = { cwd: root, env: { ...outside, BULKHEAD_DATA: join(root, data), PORT: "38500", ...env } };
  const child = spawn(process.execPath, ["dist/run.mjs"], options);
  supervisors.push(child);
  let text = "";
  child.stdout.on("data", (piece) => (text += piece));
  child.stderr.on("data", (piece) => (text += piece));
  return { process: child, output: () => text };
}

async function ready(started: Started): Promise<string> {
  await until(() => /Bulkhead is at/.test(started.output()) || started.process.exitCode !== null, started.output);
  const url = /Bulkhead is at (\S+)/.exec(started.output())?.[1];
  if (url === undefined) throw new Error(`it did not start: ${started.output()}`);
  return url;
}

async function stop(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}

async function until(condition: () => boolean | Promise<boolean>, what: () => string, seconds = 40): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`it did not come to that in time: ${what()}`);
    await sleep(50);
  }
}

const pidOf = (data: string, name: string) => Number(readFileSync(join(root, data, `${name}.pid`), "utf8"));
const postgresPid = (data: string) => Number(readFileSync(join(root, data, "postgres/postmaster.pid"), "utf8").split("\n")[0]);

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: await (await fetch(url)).text() });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("the supervisor", { timeout: 120_000 }, () => {
  it("starts everything, takes the next port where its own is busy, and leaves nothing behind when it stops", async () => {
    const busy: Server = createServer().listen(38_500, "127.0.0.1");
    await once(busy, "listening");
    const started = start("plain");
    const url = await ready(started);
    busy.close();
    expect(url).toBe("http://127.0.0.1:38501");
    expect(started.output()).toContain("Port 38500 is in use by another program: taking 38501.");
    const pids = [pidOf("plain", "web"), pidOf("plain", "worker"), postgresPid("plain")];
    expect(pids.map(isRunning)).toEqual([true, true, true]);
    expect(started.output()).not.toContain("setup code");
    await stop(started.process, "SIGINT");
    expect(started.process.exitCode).toBe(0);
    expect(pids.map(isRunning)).toEqual([false, false, false]);
    expect(existsSync(join(root, "plain/postgres/postmaster.pid"))).toBe(false);
  });

  it("loses nothing when it is killed: its processes end, and the next start adopts the database", async () => {
    const first = start("killed");
    await query(await ready(first), "create table kept as select 42 as answer");
    const [web, worker, postgres] = [pidOf("killed", "web"), pidOf("killed", "worker"), postgresPid("killed")];
    await stop(first.process, "SIGKILL");
    await until(
      () => !isRunning(web) && !isRunning(worker),
      () => "its processes live on",
    );
    expect(isRunning(postgres)).toBe(true);

    const second = start("killed");
    const url = await ready(second);
    expect(second.output()).toContain("still running from before");
    expect(postgresPid("killed")).toBe(postgres);
    expect(await query(url, "select answer from kept")).toEqual([{ answer: 42 }]);
    await stop(second.process);
    expect(isRunning(postgres)).toBe(false);
  });

  it("comes back after the database was killed with it", async () => {
    const first = start("crashed");
    await query(await ready(first), "create table kept as select 42 as answer");
    process.kill(postgresPid("crashed"), "SIGKILL");
    await stop(first.process, "SIGKILL");
    const second = start("crashed");
    expect(await query(await ready(second), "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  it("stops with a sentence when the database ends by itself, instead of standing there without one", async () => {
    const started = start("lost");
    await ready(started);
    const exited = once(started.process, "exit");
    process.kill(postgresPid("lost"), "SIGKILL");
    await exited;
    expect([started.process.exitCode, started.output()]).toEqual([1, expect.stringContaining("The database ended by itself")]);
    expect([isRunning(pidOf("lost", "web")), isRunning(pidOf("lost", "worker"))]).toEqual([false, false]);
  });

  it("refuses to be started twice on one data folder, and says which process is in the way", async () => {
    const first = start("twice");
    await ready(first);
    const second = start("twice");
    await once(second.process, "exit");
    expect(second.process.exitCode).toBe(1);
    expect(second.output()).toContain(`Bulkhead is running here already (process ${first.process.pid})`);
    expect(isRunning(postgresPid("twice"))).toBe(true);
  });

  it("starts a process again that ended by itself", async () => {
    const started = start("again");
    const url = await ready(started);
    const before = pidOf("again", "web");
    await fetch(`${url}/die`).catch(() => {});
    await until(() => pidOf("again", "web") !== before, started.output);
    expect(started.output()).toMatch(/web ended \(3\): starting it again in 1 s\. Its log: .*web\.log/);
  });

  it("uses the Postgres of DATABASE_URL and starts none; where others reach it, it tells the code for the first account", async () => {
    const own = process.env.BULKHEAD_TEST_POSTGRES ?? "";
    const client = new pg.Client({ connectionString: own });
    await client.connect();
    await client.query("create database brought");
    await client.end();
    const url = new URL(own);
    url.pathname = "/brought";
    const started = start("brought", { DATABASE_URL: url.href, BULKHEAD_LISTEN: "0.0.0.0" });
    await ready(started);
    await until(() => /setup code: ([0-9a-f]{4}-){3}[0-9a-f]{4}\n/.test(started.output()), started.output, 5);
    expect(existsSync(join(root, "brought/postgres"))).toBe(false);
    expect(await query(await ready(started), "select count(*)::int as n from host")).toEqual([{ n: 0 }]);
  });

  it("says in one sentence what keeps it from starting", async () => {
    const unreachable = start("unreachable", { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" });
    await once(unreachable.process, "exit");
    expect([unreachable.process.exitCode, unreachable.output()]).toEqual([1, expect.stringContaining("ECONNREFUSED")]);
    const elsewhere = start("elsewhere", { BULKHEAD_LISTEN: "203.0.113.9" });
    await once(elsewhere.process, "exit");
    expect(elsewhere.output()).toContain("Set BULKHEAD_LISTEN to an address of this machine.");
  });
});
