import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { registerKnownHosts } from "#lib/db/manage-hosts.ts";
import { Child } from "#scripts/child.ts";
import type { CleanUp } from "./clean-up.ts";
import { type BenchDatabase, startDatabase } from "./database.ts";

const readyTimeoutMs = 120_000;
const stopGraceMs = 30_000;
const oneMonthSeconds = 30 * 86_400;

/** What the simulator says when its hosts listen (collectors/simulator/main.ts). */
const SimulatorReady = z.object({
  user: z.string(),
  privateKeyFile: z.string(),
  hosts: z.array(z.object({ name: z.string(), address: z.string(), port: z.number().int(), hostKey: z.string() })).min(1),
});

/** Everything that takes part, each a process of its own. */
export interface Fleet {
  hostIds: string[];
  database: BenchDatabase;
  /** Processes. */
  worker: number;
  simulator: number;
}

/** Starts database, simulated hosts and a worker, as `npm run demo` does, and puts the hosts into the database, due by hand only. */
export async function startFleet(hosts: number, recordings: string, cleanUp: CleanUp): Promise<Fleet> {
  const database = await startDatabase(cleanUp);
  const folder = cleanUp.folder();
  const logs = join(folder, "logs");
  mkdirSync(logs);
  const start = (name: string, speaks: "line" | "message", args: readonly string[] = []) => {
    const child = new Child({ name, script: `dist/bench/${name}.mjs`, args, speaks, root: process.cwd(), logs, say: console.error });
    cleanUp.defer(() => child.stop(stopGraceMs));
    return child;
  };
  const keys = ["--host-keys", join(folder, "host-keys"), "--login-key", join(folder, "login-key")];
  const fleet = ["--large", String(hosts), "--first-port", "0", "--recordings", recordings];
  const simulator = start("simulator", "line", [...keys, ...fleet]);
  const said = SimulatorReady.parse(JSON.parse(String(await simulator.ready(readyTimeoutMs))));
  const hostIds = await register(database, said);
  const worker = start("worker", "message");
  await worker.ready(readyTimeoutMs);
  return { hostIds, database, worker: worker.pid ?? 0, simulator: simulator.pid ?? 0 };
}

async function register(database: BenchDatabase, { user, privateKeyFile, hosts }: z.infer<typeof SimulatorReady>): Promise<string[]> {
  const never = new Date(Date.now() + oneMonthSeconds * 1000);
  const known = hosts.map(({ hostKey, ...place }) => {
    const access = { login: user, keyFile: privateKeyFile, hostKeys: [hostKey] };
    return { ...place, site: null, intervalSeconds: oneMonthSeconds, ...access };
  });
  await registerKnownHosts(known, never);
  return (await database.query<{ id: string }>("select id from host order by name")).map(({ id }) => id);
}
