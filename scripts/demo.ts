import { join } from "node:path";
import { z } from "zod";
import { closeDb } from "#lib/db/client.ts";
import { registerKnownHosts } from "#lib/db/manage-hosts.ts";
import { resetEnv } from "#lib/env.ts";
import { Child, type ChildOptions } from "./child.ts";

const readyTimeoutMs = 60_000;
const stopGraceMs = 5000;

/** What the simulator says when its hosts listen (collectors/simulator/main.ts). */
const SimulatorReady = z.object({
  user: z.string(),
  privateKeyFile: z.string(),
  hosts: z.array(z.object({ name: z.string(), address: z.string(), port: z.number().int(), hostKey: z.string() })).min(1),
});
type SimulatorReady = z.infer<typeof SimulatorReady>;

/** Short, so that the demo is alive: each host is visited about once in two minutes. */
const intervalSeconds = 120;

/**
 * Starts the simulated hosts on their usual ports, or on free ones where those are taken, and puts them into the database, due at once.
 * Returns how many; what stops them goes into `undo`.
 */
export async function startDemo(
  children: Pick<ChildOptions, "root" | "logs" | "say">,
  dataFolder: string,
  undo: (() => Promise<void>)[],
): Promise<number> {
  const args = [
    ...["--host-keys", join(dataFolder, "demo-host-keys"), "--login-key", join(dataFolder, "demo-login-key")],
    ...["--recordings", join(children.root, "collectors/simulator/hosts")],
  ];
  const start = async (further: readonly string[]) => {
    const options = { ...children, name: "simulator", script: "dist/simulator.mjs", speaks: "line" as const };
    const simulator = new Child({ ...options, args: [...args, ...further] });
    undo.push(() => simulator.stop(stopGraceMs));
    return SimulatorReady.parse(JSON.parse(String(await simulator.ready(readyTimeoutMs))));
  };
  const said = await start([]).catch(() => start(["--first-port", "0"]));
  await register(said);
  return said.hosts.length;
}

async function register({ user, privateKeyFile, hosts }: SimulatorReady): Promise<void> {
  const known = hosts.map(({ name, address, port, hostKey }) => {
    const access = { login: user, keyFile: privateKeyFile, hostKeys: [hostKey] };
    return { name, address, port, site: "demo", intervalSeconds, ...access };
  });
  resetEnv();
  await registerKnownHosts(known, new Date());
  await closeDb();
}
