import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Absolute paths of the programs that the platform's package brings. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** Where the cluster lies and as whom its server runs. Postgres refuses to run as root. */
export interface PostgresPlace {
  binaries: PostgresBinaries;
  /** Folder of the cluster; may not exist yet. */
  clusterFolder: string;
  /** Set where the server runs as another account: the cluster belongs to it. */
  account: { uid: number; gid: number } | null;
  /** Words put before the program: a user namespace in which root is called nobody. */
  prefix: readonly string[];
  /** One line for the terminal where something out of the ordinary was chosen. */
  notice: string | null;
}

/** Home of cluster and programs where the project's own folder can be entered by root alone. */
const lastResort = "/var/lib/bulkhead";

/**
 * Chooses how to run Postgres. Ordinary users run it themselves. For root: the owner of an existing cluster; else an unprivileged
 * account that exists, where it can reach programs and data; else root renamed in a user namespace; else a copy outside the closed
 * folder. Creates no account. Throws one sentence when there is no way.
 */
export function placePostgres(binaries: PostgresBinaries, dataFolder: string, lastResortFolder = lastResort): PostgresPlace {
  const clusterFolder = join(dataFolder, "postgres");
  const elsewhere = homeElsewhere(dataFolder, lastResortFolder);
  const here = { binaries, clusterFolder, account: null, prefix: [], notice: null };
  if (process.getuid?.() !== 0) {
    refuseForeign(clusterFolder);
    return here;
  }
  const existing = existsSync(clusterFolder) ? statSync(clusterFolder) : null;
  if (existing !== null && existing.uid !== 0) return { ...here, account: { uid: existing.uid, gid: existing.gid } };
  const accounts = unprivilegedAccounts();
  if (existsSync(join(elsewhere, "postgres"))) return relocate(binaries, elsewhere, accounts[0]);
  const account = existing === null ? accounts.find((each) => canReach(each, binaries, dataFolder)) : undefined;
  if (account !== undefined) return { ...here, account };
  const prefix = renamedRoot(binaries);
  if (prefix !== null) return { ...here, prefix };
  return relocate(binaries, elsewhere, accounts[0]);
}

function refuseForeign(clusterFolder: string): void {
  if (!existsSync(clusterFolder) || statSync(clusterFolder).uid === process.getuid?.()) return;
  throw new Error(`${clusterFolder} belongs to another user: start Bulkhead as the user who started it first, or as root.`);
}

function unprivilegedAccounts(): { uid: number; gid: number }[] {
  const idOf = (flag: string, name: string) =>
    Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  return ["postgres", "nobody"].flatMap((name) => {
    try {
      return [{ uid: idOf("-u", name), gid: idOf("-g", name) }];
    } catch {
      return [];
    }
  });
}

/** Tried, not computed: modes, ACLs and mount options all have a say. */
function canReach(account: { uid: number; gid: number }, binaries: PostgresBinaries, dataFolder: string): boolean {
  const options = { ...account, cwd: "/", stdio: "ignore" as const };
  const share = join(dirname(binaries.postgres), "../share/postgresql/postgres.bki");
  const reaches = spawnSync("/bin/sh", ["-c", 'cd "$1" && test -r "$2"', "sh", dataFolder, share], options);
  return reaches.status === 0 && spawnSync(binaries.postgres, ["--version"], options).status === 0;
}

function renamedRoot(binaries: PostgresBinaries): readonly string[] | null {
  const prefix = ["unshare", "--user", "--map-user=65534", "--map-group=65534", "--"] as const;
  const [command, ...args] = prefix;
  const result = spawnSync(command, [...args, binaries.postgres, "--version"], { stdio: "ignore", cwd: "/" });
  return result.status === 0 ? prefix : null;
}

/** Where the cluster of a data folder may lie, the nearer one first. */
export function clusterFoldersOf(dataFolder: string): string[] {
  return [dataFolder, homeElsewhere(dataFolder, lastResort)].map((home) => join(home, "postgres"));
}

/** The folder outside that stands for one data folder. */
function homeElsewhere(dataFolder: string, folder: string): string {
  return join(folder, createHash("sha256").update(resolve(dataFolder)).digest("hex").slice(0, 12));
}

function relocate(binaries: PostgresBinaries, home: string, account: { uid: number; gid: number } | undefined): PostgresPlace {
  if (account === undefined) {
    throw new Error("Postgres does not run as root, and there is no account `postgres` or `nobody`: start Bulkhead as an ordinary user.");
  }
  const native = resolve(dirname(binaries.postgres), "..");
  const programs = join(dirname(home), `postgres-${statSync(binaries.postgres).mtimeMs.toFixed(0)}`);
  const copied = { initdb: join(programs, "bin/initdb"), postgres: join(programs, "bin/postgres") };
  for (const folder of [dirname(home), home]) {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o755);
  }
  if (!canReach(account, copied, home)) {
    cpSync(native, programs, { recursive: true, verbatimSymlinks: true });
    spawnSync("chmod", ["-R", "a+rX", programs], { stdio: "ignore" });
  }
  if (!canReach(account, copied, home)) {
    throw new Error(`Postgres can be started neither here nor in ${home}: start Bulkhead as an ordinary user.`);
  }
  const notice = `No other account can enter this folder, so the database lies in ${home}.`;
  return { binaries: copied, clusterFolder: join(home, "postgres"), account, prefix: [], notice };
}
