import { createHash } from "node:crypto";
import { closeDb } from "#lib/db/client.ts";
import { makeReport } from "#lib/db/make-report.ts";
import { type ReportFormat, reportFormats } from "#lib/reports/report/format.ts";
import { renderReport } from "#lib/reports/report/render.ts";

/** What one process that made one report came to. */
export interface ReportRun {
  loadMs: number;
  renderMs: number;
  /** Seconds of CPU from the question to the last byte: what a busy machine does not change. */
  cpuSeconds: number;
  bytes: number;
  /** Longest that nothing else of the process had a turn while it was written. */
  longestTurnMs: number;
  peakBytes: number;
}

/** A process of its own, so that its peak of memory is that of one report: `report-process.mjs FORMAT`, for the fleet. */
async function main(format: ReportFormat): Promise<ReportRun> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const report = await makeReport({ kind: "fleet", format }, new Date("2026-01-01T00:00:00Z"));
  const loaded = performance.now();
  let [last, longestTurnMs] = [loaded, 0];
  const watch = setInterval(() => {
    longestTurnMs = Math.max(longestTurnMs, performance.now() - last);
    last = performance.now();
  }, 1);
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of renderReport(report, format, "a4")) {
    hash.update(piece);
    bytes += piece.byteLength;
  }
  const renderMs = performance.now() - loaded;
  clearInterval(watch);
  const used = process.cpuUsage(cpu);
  const cpuSeconds = (used.user + used.system) / 1e6;
  await closeDb();
  return { loadMs: loaded - began, renderMs, cpuSeconds, bytes, longestTurnMs, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

const format = reportFormats.find((each) => each === process.argv[2]);
if (format === undefined) throw new Error(`one of ${reportFormats.join(", ")}`);
console.log(JSON.stringify(await main(format)));
