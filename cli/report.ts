import type { papers, ReportFormat } from "#lib/reports/report/format.ts";
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
    const file = await writeReport(target, { format, paper, output }, now);
    if (file !== "-") say(`written: ${file}`);
    return 0;
  });
}
