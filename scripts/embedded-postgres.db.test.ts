import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from "./embedded-postgres.ts";

const isRoot = process.getuid?.() === 0;
const settings = ["fsync=off"];
const path = process.env.PATH;

let folder: string;
const servers: EmbeddedPostgres[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bulkhead-postgres-"));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  process.env.PATH = path;
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataFolder: join(folder, "data"), settings, ...options });
  servers.push(server);
  return server;
}

async function ask(server: EmbeddedPostgres, sql: string): Promise<Record<string, unknown> | undefined> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end();
  }
}

/** Root in name only at worst: a server that runs as user 0 must hold no capability. */
function isHarmless(pid: number): boolean {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const uid = /^Uid:\s+(\d+)/m.exec(status)?.[1];
  return uid !== "0" || /^CapEff:\s+0+$/m.test(status);
}

describe("the embedded Postgres", () => {
  it("sorts and stores text the same everywhere, checks its pages, and listens on loopback alone", async () => {
    process.env.LANG = "";
    const server = await start();
    expect(
      await ask(server, "select current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums"),
    ).toEqual({
      encoding: "UTF8",
      checksums: "on",
    });
    expect(await ask(server, "select current_setting('listen_addresses') as listen, 'ä' < 'z' as by_locale")).toEqual({
      listen: "127.0.0.1",
      by_locale: false,
    });
    expect(isHarmless(server.pid)).toBe(true);
    expect((await pgError(server.url.replace(/:[^:@]+@/, ":wrong@"))).code).toBe("28P01");
  });

  it("is adopted while it runs, and started again with what was in it", async () => {
    const first = await start();
    await ask(first, "create table kept as select 1 as one");
    const adopted = await start();
    expect([adopted.adopted, adopted.pid, adopted.url]).toEqual([true, first.pid, first.url]);
    await first.stop();
    const again = await start();
    expect(again.adopted).toBe(false);
    expect(await ask(again, "select one from kept")).toEqual({ one: 1 });
  });

  it("makes a cluster anew that an interrupted start has left half done", async () => {
    mkdirSync(join(folder, "data/postgres/base"), { recursive: true });
    expect(await ask(await start(), "select 1 as one")).toEqual({ one: 1 });
  });

  it.skipIf(!isRoot)("runs for root as an account without rights, and creates none", async () => {
    const accounts = readFileSync("/etc/passwd", "utf8");
    const server = await start();
    expect(/^Uid:\s+0\b/m.test(readFileSync(`/proc/${server.pid}/status`, "utf8"))).toBe(false);
    expect(readFileSync("/etc/passwd", "utf8")).toBe(accounts);
  });

  it.skipIf(!isRoot)("runs for root in a folder that no other user can enter", async () => {
    chmodSync(folder, 0o700);
    const server = await start({ lastResortFolder: lastResort() });
    expect(await ask(server, "select 1 as one")).toEqual({ one: 1 });
    expect(isHarmless(server.pid)).toBe(true);
  });

  it.skipIf(!isRoot)("moves the database out of such a folder where namespaces are forbidden, says so, and finds it again", async () => {
    chmodSync(folder, 0o700);
    const outside = lastResort();
    withoutUnshare();
    const server = await start({ lastResortFolder: outside });
    expect(server.notice).toContain(outside);
    expect(existsSync(join(folder, "data/postgres"))).toBe(false);
    expect(isHarmless(server.pid)).toBe(true);
    await ask(server, "create table kept as select 1 as one");
    await server.stop();
    process.env.PATH = path;
    expect(await ask(await start({ lastResortFolder: outside }), "select one from kept")).toEqual({ one: 1 });
  });

  it.skipIf(!isRoot)("runs for an ordinary user as that user, and tells another one to keep out", async () => {
    const uid = Number(execFileSync("id", ["-u", "nobody"], { encoding: "utf8" }));
    chownSync(folder, uid, uid);
    const script = `import { startEmbeddedPostgres } from ${JSON.stringify(join(process.cwd(), "scripts/embedded-postgres.ts"))};
      const server = await startEmbeddedPostgres({ dataFolder: ${JSON.stringify(join(folder, "data"))} });
      console.log(process.getuid(), server.adopted); await server.stop(); process.exit(0);`;
    const runAs = (user: number) => {
      const args = ["--import", "tsx", "--input-type=module", "-e", script];
      return spawnSync(process.execPath, args, {
        uid: user,
        gid: user,
        encoding: "utf8",
        env: { ...process.env, HOME: folder, TMPDIR: folder },
      });
    };
    expect(runAs(uid).stdout).toBe(`${uid} false\n`);
    expect(runAs(uid - 1).stderr).toMatch(/belongs to another user|EACCES/);
  });
});

/** Beside the closed folder, where every account can go. */
function lastResort(): string {
  const outside = mkdtempSync(join(tmpdir(), "bulkhead-outside-"));
  chmodSync(outside, 0o755);
  return outside;
}

function withoutUnshare(): void {
  const few = join(folder, "few-programs");
  mkdirSync(few);
  for (const program of ["id", "chmod", "sh"])
    symlinkSync(execFileSync("which", [program], { encoding: "utf8" }).trim(), join(few, program));
  process.env.PATH = few;
}

async function pgError(url: string): Promise<{ code?: string }> {
  const client = new pg.Client({ connectionString: url });
  return client.connect().then(
    () => ({}),
    (error: { code?: string }) => error,
  );
}
