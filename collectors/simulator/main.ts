import { setInterval } from "node:timers";
import { parseArgs } from "node:util";
import { demoFirstPort, demoFleet, demoLatency, largeFleet } from "./fleet.ts";
import { recordingsFolder } from "./recording.ts";
import { keyPairIn, startSimulatedHosts } from "./server.ts";

/**
 * The demo fleet, or a large one, as a process of its own. Prints one line of JSON when all hosts listen: `{ user, privateKeyFile, hosts: [{ name,
 * address, port, hostKey, hostKeyFingerprint }] }`. Ends with its parent, or on SIGTERM or SIGINT. Exits 1 where a port is taken.
 */
const { values } = parseArgs({
  options: {
    /** Folder of the host keys, kept over restarts. */
    "host-keys": { type: "string" },
    /** The login's private key; made with its `.pub` where missing. */
    "login-key": { type: "string" },
    address: { type: "string", default: "127.0.0.1" },
    /** 0: each host gets a free port. */
    "first-port": { type: "string", default: String(demoFirstPort) },
    recordings: { type: "string", default: recordingsFolder },
    /** For measurements: so many hosts instead of the demo fleet, without any waiting. */
    large: { type: "string" },
  },
});

async function main(): Promise<void> {
  const hostKeysFolder = values["host-keys"];
  const privateKeyFile = values["login-key"];
  if (hostKeysFolder === undefined || privateKeyFile === undefined) throw new Error("--host-keys FOLDER and --login-key FILE are needed");
  const { publicKey } = keyPairIn(privateKeyFile, "bulkhead-demo");
  const isDemo = values.large === undefined;
  const fleet = isDemo ? demoFleet(values.recordings) : largeFleet(Number(values.large), values.recordings);
  const simulator = await startSimulatedHosts(fleet, {
    address: values.address,
    firstPort: Number(values["first-port"]),
    hostKeysFolder,
    authorizedKeys: [publicKey],
    ...(isDemo ? { latency: demoLatency } : {}),
  });
  process.stdout.write(`${JSON.stringify({ user: "bulkhead", privateKeyFile, hosts: simulator.hosts })}\n`);
  const stop = (): void => {
    void simulator.stop().finally(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  // A parent that is killed tells nobody: its children get another one.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 500).unref();
}

main().catch((error: unknown) => {
  process.stderr.write(`the simulated hosts did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
