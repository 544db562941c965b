import { buildReport } from "#lib/reports/report/build.ts";
import { thisMaker } from "#lib/reports/report/catalogue.ts";
import type { Report, ReportKind } from "#lib/reports/report/model.ts";
import type { ReportQuery } from "#lib/reports/report/query.ts";
import { db } from "./client.ts";
import { loadReportSource } from "./report-source.ts";

/** Makes a report of what the database holds now; one for a table of findings is spared how hosts hang together. Throws `not-found` where there is no such thing. */
export async function makeReport(
  asked: Pick<ReportQuery, "kind" | "id"> & { format?: ReportQuery["format"] },
  madeAt: Date,
  onHosts: (done: number, all: number) => void = () => {},
): Promise<Report> {
  const subject = { kind: asked.kind, id: asked.id ?? null, hangs: asked.format !== "csv" };
  const source = await loadReportSource(subject, madeAt, onHosts);
  return buildReport(source, madeAt, thisMaker());
}

/** How many hosts a report will tell of. */
export async function countReportHosts({ kind, id }: { kind: ReportKind; id?: string | undefined }): Promise<number> {
  if (kind === "host") return 1;
  if (kind === "window") return db().windowHost.count({ where: { windowId: id ?? "" } });
  return db().host.count({ where: kind === "cluster" ? { clusterName: id ?? "" } : {} });
}
