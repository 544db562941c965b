import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { findSshd } from "#e2e/support/sshd.ts";
import { measureChanges } from "./changes-of-fleet.ts";
import { CleanUp } from "./clean-up.ts";
import { measureEvaluation } from "./evaluate.ts";
import { measureFleet } from "./fleet.ts";
import { measureGraph } from "./graph.ts";
import { load, machine } from "./machine.ts";
import { short } from "./numbers.ts";
import { measureOffline } from "./offline.ts";
import { isMet, type Part, type Target, tableText, writeResults } from "./report.ts";
import { measureReports } from "./reports-of-fleet.ts";
import { measureTopology } from "./topology.ts";
import { measureVisit } from "./visit.ts";

const recordings = "collectors/simulator/hosts";
const resultsFolder = "bench/results";
const partNames = ["visit", "fleet", "evaluate", "graph", "topology", "reports", "offline", "changes"] as const;
type PartName = (typeof partNames)[number];

interface Options {
  parts: readonly PartName[];
  isQuick: boolean;
  hosts: number;
}

/** Measures what was asked for, part by part, and prints each as soon as it is there. */
async function main(signal: AbortSignal): Promise<void> {
  const { parts, isQuick, hosts } = readOptions();
  const [at, of] = [new Date(), machine()];
  const { cpus, cpuModel, memoryBytes, system, node, ssh } = of;
  console.log(`${cpus} × ${cpuModel}, ${Math.round(memoryBytes / 2 ** 30)} GiB, ${system}, Node ${node}, ${ssh ?? "no ssh"}`);
  const measure: Record<PartName, (cleanUp: CleanUp) => Promise<Part>> = {
    visit: (cleanUp) => measureVisit(isQuick, signal, cleanUp),
    fleet: (cleanUp) => measureFleet({ hosts, recordings, isQuick }, signal, cleanUp),
    evaluate: () => measureEvaluation(recordings, isQuick, signal),
    graph: () => measureGraph(recordings, isQuick, signal),
    topology: (cleanUp) => measureTopology(recordings, isQuick, signal, cleanUp),
    reports: (cleanUp) => measureReports(recordings, isQuick, signal, cleanUp),
    offline: (cleanUp) => measureOffline(recordings, isQuick, signal, cleanUp),
    changes: (cleanUp) => measureChanges(recordings, { hosts, isQuick }, signal, cleanUp),
  };
  const results: { part: PartName; load: { before: number; after: number }; result: Part }[] = [];
  for (const part of parts) {
    if (part === "visit" && findSshd() === null) {
      console.log("\nvisit: skipped, there is no OpenSSH server here. On Debian: apt-get install openssh-server");
      continue;
    }
    const before = load();
    const result = await withCleanUp(measure[part]);
    results.push({ part, load: { before, after: load() }, result });
    for (const table of result.tables) console.log(tableText(table));
    console.log(`Load of the machine: ${short(before)} before, ${short(load())} after, on ${cpus} CPUs.`);
  }
  const targets = results.flatMap(({ result }) => result.targets);
  const data = Object.fromEntries(results.map(({ part, load: during, result }) => [part, { load: during, ...result.data }]));
  const file = writeResults(resultsFolder, at, { at, isQuick, machine: of, ...data, targets: targets.map(withVerdict) });
  console.log(`\n${closing(targets)}${file}`);
}

async function withCleanUp(measure: (cleanUp: CleanUp) => Promise<Part>): Promise<Part> {
  const cleanUp = new CleanUp();
  try {
    return await measure(cleanUp);
  } finally {
    await cleanUp.run();
  }
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      /** Fewer rounds, and a fifth of the hosts. */
      quick: { type: "boolean", default: false },
      only: { type: "string" },
      hosts: { type: "string" },
    },
  });
  const parts = partNames.filter((name) => values.only === undefined || values.only === name);
  if (parts.length === 0) throw new Error(`--only takes one of ${partNames.join(", ")}.`);
  const hosts = Number(values.hosts ?? (values.quick ? 100 : 500));
  if (!Number.isInteger(hosts) || hosts < 1 || hosts > 5000) throw new Error("--hosts takes a number from 1 to 5000.");
  return { parts, isQuick: values.quick, hosts };
}

function withVerdict(target: Target): Target & { met: boolean } {
  return { ...target, met: isMet(target) };
}

function closing(targets: readonly Target[]): string {
  if (targets.length === 0) return "";
  const met = targets.filter(isMet).length;
  return `${met} of ${targets.length} targets met. `;
}

/** Ctrl-C ends the round that runs, and then everything is put away as after any other end. */
const stopped = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stopped.abort());

main(stopped.signal).then(
  () => process.exit(0),
  async (error: unknown) => {
    // Ctrl-C reaches our children too: what they broke off with may be known before the signal is.
    await sleep(100);
    const isAsked = stopped.signal.aborted;
    console.error(isAsked ? "Stopped." : `bench: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(isAsked ? 130 : 1);
  },
);
