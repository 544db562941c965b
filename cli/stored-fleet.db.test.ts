import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collectBundle } from "#collectors/collect.ts";
import { probes } from "#collectors/probes/index.ts";
import { closeDb, db } from "#lib/db/client.ts";
import { closeSender, prepareQueues } from "#lib/db/queue.ts";
import { resetEnv } from "#lib/env.ts";
import { ColdStartReport, RehearseReport } from "#lib/reports/rehearse-report.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#scripts/embedded-postgres.ts";
import { migrate } from "#scripts/migrate.ts";
import { addTestHost, testJudgement, visitTestHost } from "#scripts/test-hosts.ts";
import { bundledCommand, put, type Run, recordedBundle, type TestCommand } from "./testing.ts";

let folder: string;
let server: EmbeddedPostgres;
let command: TestCommand;

beforeAll(async () => {
  command = bundledCommand();
  folder = mkdtempSync(join(tmpdir(), "bulkhead-fleet-"));
  chmodSync(folder, 0o755);
  server = await startEmbeddedPostgres({ dataFolder: join(folder, "data"), settings: ["fsync=off"] });
  await migrate(server.url, "prisma/migrations");
  await prepareQueues(server.url);
  process.env.DATABASE_URL = server.url;
  resetEnv();
});
afterAll(async () => {
  await Promise.all([closeSender(), closeDb()]);
  command.remove();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The command beside the running server, as a user of its machine has it. */
function run(args: readonly string[], env: Record<string, string> = { BULKHEAD_DATA: join(folder, "data") }): Promise<Run> {
  return command.run(args, { env });
}

async function sql(text: string, url = server.url): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

/** A host of the fleet that was read just now, or at another time, and said what was recorded. */
async function storeHost(name: string, recording: string, finishedAt = new Date()): Promise<void> {
  const { readings } = collectBundle(await recordedBundle(recording), probes);
  await visitTestHost(await addTestHost(name), { readings, judgement: testJudgement({}), finishedAt });
}

const rehearsed = ({ stdout }: Run) => RehearseReport.parse(JSON.parse(stdout));
const night = ["rehearse", "--fleet", "--json", "--if", "reboot kvm-01", "--if", "lose storage 10.50.1.70"];

describe("the fleet of the server that runs here", () => {
  test("has to have a host", async () => {
    expect(await run(night)).toEqual({
      status: 2,
      stdout: "",
      stderr: "bulkhead: No host is entered in Bulkhead yet: add one on its pages, or name hosts here instead of --fleet.\n",
    });
  });

  test("is rehearsed under the names that the server has for its hosts", async () => {
    await storeHost("kvm-01", "src-kvm-01");
    await storeHost("kvm-02", "src-kvm-02");
    const played = await run(night);
    expect(played).toMatchObject({ status: 1, stderr: "" });
    const { given, steps } = rehearsed(played);
    expect(given[0]).toEqual({ what: "reboot", target: "host:kvm-01", words: "reboot kvm-01" });
    expect(steps.filter(({ because: { evidence } }) => evidence.length > 0).length).toBeGreaterThan(5);
    const person = await run(night.filter((word) => word !== "--json"));
    expect(person).toMatchObject({ status: 1, stdout: expect.stringMatching(/^If reboot kvm-01, and lose storage 10\.50\.1\.70\n/) });
  });

  test("is started from nothing", async () => {
    const { stages, cycles } = ColdStartReport.parse(JSON.parse((await run(["coldstart", "--fleet", "--json"])).stdout));
    const started = [...stages.flatMap(({ start }) => start), ...cycles.flatMap(({ nodes }) => nodes)].map(({ id }) => id);
    expect(started).toEqual(expect.arrayContaining(["host:kvm-01", "host:kvm-02"]));
  });

  test("may stand in any Postgres, by a login that can only read", async () => {
    await sql(`create role reader login password 'only-to-read'; alter role reader set default_transaction_read_only = on;
      grant usage on schema public to reader; grant select on all tables in schema public to reader`);
    const url = server.url.replace(/bulkhead:[^@]*@/, "reader:only-to-read@");
    expect(rehearsed(await run(night, { DATABASE_URL: url }))).toEqual(rehearsed(await run(night)));
  });

  test("takes a host that is named beside it as it is now, and adds one that it does not have", async () => {
    const files = [
      put(command.home, "kvm-01.bundle", await recordedBundle("src-kvm-01")),
      put(command.home, "tarpon.bundle", await recordedBundle("rocky9-kvm-nfs-automount")),
    ];
    const cold = await run(["coldstart", "--fleet", "--json", ...files]);
    const hosts = ColdStartReport.parse(JSON.parse(cold.stdout)).stages.flatMap(({ start }) => start.filter(({ kind }) => kind === "host"));
    expect(hosts.map(({ name }) => name).sort()).toEqual(["kvm-01", "kvm-02", "tarpon"]);
    expect(rehearsed(await run([...night, files[0] ?? ""]))).toEqual(rehearsed(await run(night)));
  });

  test("tells which events there are when it does not know one", async () => {
    const unknown = await run(["rehearse", "--fleet", "--if", "reboot kvm-09"]);
    expect(unknown).toEqual({
      status: 2,
      stdout: "",
      stderr: expect.stringMatching(/^bulkhead: Nothing here is called "kvm-09": there is kvm-01, kvm-02, .*\n$/),
    });
  });

  test("leaves open what no visit has read, and what was read long ago", async () => {
    await addTestHost("kvm-03");
    await storeHost("old", "rocky9-kvm-nfs-automount", new Date("2026-01-01T00:00:00Z"));
    const played = await run(night);
    expect(played.status).toBe(2);
    expect(rehearsed(played).unknown.slice(0, 2)).toEqual([
      "kvm-03 could not be read: what it would change is open",
      "old was last read on 2026-01-01: what has changed there since is open",
    ]);
    const { unknown } = ColdStartReport.parse(JSON.parse((await run(["coldstart", "--fleet", "--json"])).stdout));
    expect(unknown[0]).toBe("kvm-03 could not be read: its place in the order is open");
    await db().host.deleteMany({ where: { name: { in: ["kvm-03", "old"] } } });
  });
});

describe("the pages for the day on which the network is down", () => {
  const place = () => join(folder, "pages");
  beforeAll(() => mkdirSync(place()));

  test("are written beside the running server, and take the place of the last ones", async () => {
    for (const _ of ["first", "again"]) {
      const written = await run(["export", "--offline", join(place(), "out")]);
      expect(written).toEqual({
        status: 0,
        stdout: "",
        stderr: expect.stringMatching(/^written: .*pages\/out \(2 hosts, \d+ files, .* MiB\); open index\.html in it\n$/),
      });
    }
    expect(readdirSync(place())).toEqual(["out"]);
  });

  test("take the place of nothing else", async () => {
    mkdirSync(join(place(), "mine"));
    const refused = await run(["export", "--offline", join(place(), "mine")]);
    expect(refused).toEqual({
      status: 2,
      stdout: "",
      stderr: expect.stringMatching(/^bulkhead: .*mine is there already and is no export of Bulkhead's: .*\n$/),
    });
    expect(readdirSync(place()).sort()).toEqual(["mine", "out"]);
  });

  test("that are stopped half-way leave nothing but the last ones", async () => {
    let watch: NodeJS.Timeout | undefined;
    const onStart = (child: { kill(signal: "SIGTERM"): boolean }) => {
      watch = setInterval(() => {
        if (!readdirSync(place()).some((name) => name.startsWith(".bulkhead-unfinished"))) return;
        clearInterval(watch);
        child.kill("SIGTERM");
      }, 5);
    };
    const env = { BULKHEAD_DATA: join(folder, "data") };
    const stopped = await command.run(["export", "--offline", join(place(), "out")], { env, onStart });
    expect(stopped).toEqual({ status: 143, stdout: "", stderr: "" });
    expect(readdirSync(place()).sort()).toEqual(["mine", "out"]);
  });
});

describe("a fleet that cannot be read: one sentence, without the password", () => {
  const password = () => new URL(server.url).password;
  const database = (name: string, word = password()) => server.url.replace(/:[^:@]*@/, `:${word}@`).replace(/bulkhead$/, name);

  async function refusal(env: Record<string, string>): Promise<string> {
    const refused = await run(night, env);
    expect(refused).toMatchObject({ status: 2, stdout: "", stderr: expect.stringMatching(/^bulkhead: .*\n$/) });
    expect(refused.stderr).not.toContain(password());
    return refused.stderr;
  }

  test("no server", async () => {
    mkdirSync(join(folder, "empty"));
    expect(await refusal({ BULKHEAD_DATA: join(folder, "empty") })).toMatch(
      /No Bulkhead server runs on .*empty: start it with `npm start`/,
    );
    expect(await refusal({ DATABASE_URL: "postgresql://bulkhead:hidden@127.0.0.1:1/bulkhead" })).toMatch(
      /DATABASE_URL \(127\.0\.0\.1:1\/bulkhead\) does not answer: is it running, and is DATABASE_URL right\?/,
    );
  });

  test("a login that does not fit, a database that is not there, one that is not ours, an address that is none", async () => {
    expect(await refusal({ DATABASE_URL: database("bulkhead", "wrong") })).toContain("refuses the login");
    expect(await refusal({ DATABASE_URL: database("nowhere") })).toContain("is not there");
    expect(await refusal({ DATABASE_URL: database("postgres") })).toContain("holds nothing of Bulkhead's");
    expect(await refusal({ DATABASE_URL: "bulkhead" })).toContain("DATABASE_URL is no address of a Postgres");
  });

  test("another version", async () => {
    const last = "(select max(migration_name) from _prisma_migrations)";
    await sql(`update _prisma_migrations set finished_at = null where migration_name = ${last}`);
    expect(await refusal({ DATABASE_URL: server.url })).toContain("is of an older version than this command");
    await sql(`update _prisma_migrations set finished_at = now(), migration_name = '9' || migration_name where migration_name = ${last}`);
    expect(await refusal({ DATABASE_URL: server.url })).toContain("is of a newer version than this command");
    await sql(`update _prisma_migrations set migration_name = substr(migration_name, 2) where migration_name = ${last}`);
    expect((await run(night)).status).toBe(1);
  });

  test("a server that was killed and left its traces", async () => {
    await Promise.all([closeSender(), closeDb()]);
    process.kill(server.pid, "SIGKILL");
    await expect
      .poll(() => refusal({ BULKHEAD_DATA: join(folder, "data") }))
      .toMatch(/^bulkhead: The server of .*data does not answer: start it/);
  });
});
