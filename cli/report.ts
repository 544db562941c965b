import type { papers, ReportFormat } from "#lib/reports/report/format.ts";
import { reportFileName } from "#lib/reports/report/format.ts";
import { withStore } from "./stored-fleet.ts";
import { say } from "./visits.ts";
import { type ReportTarget, writeReport } from "./write-report.ts";

/** What `bulkhead report` was asked. */
export interface ReportCommand extends ReportTarget {
  format: ReportFormat;
  paper: (typeof papers)[number];
  /** File to write; "-" for standard output; undefined for a name of its own in the present folder. */
  output?: string;
}

/** Writes a report of what the server that runs here knows, and says where. Throws one sentence. */
export function reportFleet({ format, paper, output, ...target }: ReportCommand, now: Date): Promise<number> {
  return withStore(async () => {
    const subject = target.host ?? target.cluster ?? target.postmortem ?? "fleet";
    const kind = target.host ? "host" : target.cluster ? "cluster" : target.postmortem ? "postmortem" : "fleet";
    const file = output ?? reportFileName(kind, subject, now, format);
    await writeReport(target, { format, paper, output: file }, now);
    if (file !== "-") say(`written: ${file}`);
    return 0;
  });
}
