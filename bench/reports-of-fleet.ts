import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { type ReportFormat, reportFormats } from "#lib/reports/report/format.ts";
import type { CleanUp } from "./clean-up.ts";
import { startDatabase } from "./database.ts";
import { mebibytes, ms, short } from "./numbers.ts";
import type { Part, Target } from "./report.ts";
import { storeFleet } from "./report-fleet.ts";
import type { ReportRun } from "./report-process.ts";

const run = promisify(execFile);

/** What a report may take from the question to its last byte, in seconds, by how many hosts it tells of. */
const limitSeconds: Readonly<Record<number, number>> = { 1: 1, 500: 10 };

interface Measured extends ReportRun {
  hosts: number;
  format: ReportFormat;
}

/** Reports of one host, of 50 and of 500 in every format, each made by a process of its own from what the database holds. */
export async function measureReports(recordings: string, isQuick: boolean, signal: AbortSignal, cleanUp: CleanUp): Promise<Part> {
  await startDatabase(cleanUp);
  const all: Measured[] = [];
  let stored = 0;
  for (const hosts of isQuick ? [1, 50] : [1, 50, 500]) {
    await storeFleet(stored, hosts, recordings, signal);
    stored = hosts;
    for (const format of reportFormats) all.push({ hosts, format, ...(await oneReport(format, signal)) });
  }
  const rows = all.map(({ hosts, format, loadMs, renderMs, cpuSeconds, longestTurnMs, bytes, peakBytes }) => [
    `${hosts} ${hosts === 1 ? "host" : "hosts"}, ${format}`,
    ...[loadMs, renderMs].map(ms),
    `${short((loadMs + renderMs) / 1000)} s`,
    `${short(cpuSeconds)} s`,
    ms(longestTurnMs),
    `${short(bytes / 1024)} KiB`,
    mebibytes(peakBytes),
  ]);
  const table = {
    title: "Reports of a fleet",
    notes: ["From the database to the last byte, each in a new process; the longest turn is how long nothing else there could run."],
    head: ["", "load", "write", "together", "CPU", "longest turn", "size", "peak memory"],
    rows,
  };
  return { tables: [table], targets: all.flatMap(targetOf), data: { reports: all } };
}

function targetOf({ hosts, format, loadMs, renderMs }: Measured): Target[] {
  const limit = limitSeconds[hosts];
  return limit === undefined ? [] : [{ name: `${hosts} hosts as ${format}, seconds`, limit, value: (loadMs + renderMs) / 1000 }];
}

async function oneReport(format: ReportFormat, signal: AbortSignal): Promise<ReportRun> {
  const script = join(import.meta.dirname, "report-process.mjs");
  const { stdout } = await run(process.execPath, [script, format], { signal });
  return JSON.parse(stdout) as ReportRun;
}
