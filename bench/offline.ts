import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { CleanUp } from "./clean-up.ts";
import { startDatabase } from "./database.ts";
import { mebibytes, ms, short } from "./numbers.ts";
import type { OfflineRun } from "./offline-process.ts";
import type { Part, Target } from "./report.ts";
import { storeFleet } from "./report-fleet.ts";

const run = promisify(execFile);

/** What an export of so many hosts may take, from the question to the renamed folder. */
const limits: Readonly<Record<number, { seconds: number; mebibytes: number }>> = {
  10: { seconds: 10, mebibytes: 400 },
  500: { seconds: 120, mebibytes: 800 },
};

interface Measured extends OfflineRun {
  hosts: number;
}

/** `bulkhead export --offline` of 10 and of 500 hosts, each by a process of its own from what the database holds. */
export async function measureOffline(recordings: string, isQuick: boolean, signal: AbortSignal, cleanUp: CleanUp): Promise<Part> {
  const database = await startDatabase(cleanUp);
  const all: Measured[] = [];
  let stored = 0;
  for (const hosts of isQuick ? [10, 50] : [10, 500]) {
    await storeFleet(stored, hosts, recordings, signal);
    stored = hosts;
    const script = join(import.meta.dirname, "offline-process.mjs");
    const { stdout } = await run(process.execPath, [script, database.url, join(cleanUp.folder(), "out")], { signal });
    all.push({ hosts, ...(JSON.parse(stdout) as OfflineRun) });
  }
  const rows = all.map(({ hosts, wallMs, cpuSeconds, files, bytes, peakBytes }) => [
    `${hosts} hosts`,
    `${short(wallMs / 1000)} s`,
    ms(wallMs / hosts),
    `${short(cpuSeconds)} s`,
    String(files),
    mebibytes(bytes),
    mebibytes(peakBytes),
  ]);
  const table = {
    title: "The folder of pages for the day on which the network is down",
    notes: ["From the database to the renamed folder, each in a new process."],
    head: ["", "together", "a host", "CPU", "files", "size", "peak memory"],
    rows,
  };
  return { tables: [table], targets: all.flatMap(targetsOf), data: { exports: all } };
}

function targetsOf({ hosts, wallMs, peakBytes }: Measured): Target[] {
  const limit = limits[hosts];
  if (limit === undefined) return [];
  return [
    { name: `pages of ${hosts} hosts, seconds`, limit: limit.seconds, value: wallMs / 1000 },
    { name: `pages of ${hosts} hosts, MiB of memory`, limit: limit.mebibytes, value: peakBytes / 2 ** 20 },
  ];
}
