import { makeReport } from "#lib/db/make-report.ts";
import type { ReportJob } from "#lib/db/queue.ts";
import { failReport, finishReport, loadStoredReport, noteReportProgress } from "#lib/db/reports.ts";
import { Problem } from "#lib/problem.ts";
import { reportKinds } from "#lib/reports/report/model.ts";
import { renderReport } from "#lib/reports/report/render.ts";
import type { JobInHand } from "./job-pump.ts";

/** Makes one report and keeps it. Rejects only where another try may do better. */
export async function runReportJob({ data, signal }: Pick<JobInHand<ReportJob>, "data" | "signal">, clock: () => Date): Promise<void> {
  const { reportId } = data;
  try {
    const { kind, subject, format, paper, status } = await loadStoredReport(reportId);
    if (status === "done" || status === "failed") return;
    const known = reportKinds.find((each) => each === kind);
    if (known === undefined) throw new Problem("invalid", `This version of Bulkhead makes no reports about a ${kind}.`);
    let noting = Promise.resolve();
    const report = await makeReport({ kind: known, format, ...(subject === null ? {} : { id: subject }) }, clock(), (done, all) => {
      signal.throwIfAborted();
      noting = noting.then(() => noteReportProgress(reportId, done, all));
    });
    await noting;
    const pieces: Uint8Array[] = [];
    for await (const piece of renderReport(report, format, paper)) {
      signal.throwIfAborted();
      pieces.push(piece);
    }
    await finishReport(reportId, report, format, Buffer.concat(pieces));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await failReport(reportId, error.message);
  }
}
