import { createHash, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import { z } from "zod";
import { Problem } from "#lib/problem.ts";
import { type ReportFormat, reportFormats } from "#lib/reports/report/format.ts";
import { Report, reportKinds } from "#lib/reports/report/model.ts";
import type { ReportQuery } from "#lib/reports/report/query.ts";
import { audit } from "./audit.ts";
import { db, inTransaction } from "./client.ts";
import type { Prisma } from "./generated/client.ts";
import { storableJson, storableText } from "./json.ts";
import { sendReport } from "./queue.ts";

const [compress, decompress] = [promisify(brotliCompress), promisify(brotliDecompress)];
/** Text shrinks to a tenth at this quality, in a fraction of the time that making it takes. */
const brotliQuality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const Progress = z.object({ done: z.number().int(), all: z.number().int() });
const Stored = z.object({
  id: z.string(),
  kind: z.enum(reportKinds),
  /** Id of a host, an incident or a window, name of a cluster; null for the fleet. */
  subject: z.string().nullable(),
  name: z.string(),
  format: z.enum(reportFormats),
  paper: z.enum(["a4", "letter"]).catch("a4"),
  status: z.enum(["queued", "running", "done", "failed"]),
  requestedBy: z.string(),
  requestedAt: z.date(),
  madeAt: z.date().nullable(),
  /** Hosts read so far. */
  progress: Progress.nullable().catch(null),
  coverage: Report.shape.coverage.nullable().catch(null),
  version: z.string().nullable(),
  catalogue: z.string().nullable(),
  /** SHA-256 of the file, hexadecimal. */
  hash: z.string().nullable(),
  sizeBytes: z.number().nullable(),
  errorText: z.string().nullable(),
});
/** A report that is kept, without its bytes. */
export type StoredReport = z.infer<typeof Stored>;

/** Asks for a report that the worker makes and the database keeps; returns its id. */
export async function requestReport({ kind, id, format, paper }: ReportQuery, requestedBy: string): Promise<string> {
  const reportId = randomUUID();
  await inTransaction(async (tx) => {
    const data = { id: reportId, kind, subject: id ?? null, name: id ?? kind, format, paper, requestedBy };
    await tx.storedReport.create({ data });
    await sendReport(tx, { reportId });
  });
  await audit({ actor: requestedBy, action: "report.requested", subject: reportId, detail: { kind, id: id ?? null, format } });
  return reportId;
}

/** One report that is kept. Throws `not-found`. */
export async function loadStoredReport(id: string): Promise<StoredReport> {
  const row = await db().storedReport.findUnique({ where: { id } });
  if (row === null) throw new Problem("not-found", "There is no such report: it was removed, or the address is wrong.");
  return Stored.parse(row);
}

/** The latest reports that are kept, newest first. */
export async function listStoredReports(limit: number): Promise<StoredReport[]> {
  const rows = await db().storedReport.findMany({ orderBy: [{ requestedAt: "desc" }, { id: "asc" }], take: limit });
  return rows.flatMap((row) => Stored.safeParse(row).data ?? []);
}

/** A kept report with its bytes. Throws `not-found`, and `conflict` while it is not made. */
export async function loadReportFile(id: string): Promise<{ report: StoredReport; content: Uint8Array }> {
  const report = await loadStoredReport(id);
  const file = report.hash === null ? null : await db().reportFile.findUnique({ where: { hash: report.hash } });
  if (file === null) throw new Problem("conflict", "This report is not made yet, or could not be made.");
  return { report, content: file.compressed ? await decompress(file.content) : file.content };
}

/** Says how far a report is. */
export async function noteReportProgress(id: string, done: number, all: number): Promise<void> {
  await db().storedReport.updateMany({
    where: { id, status: { in: ["queued", "running"] } },
    data: { status: "running", progress: { done, all } },
  });
}

/** Keeps the file of a report; of two with the same bytes there is one. */
export async function finishReport(id: string, report: Report, format: ReportFormat, content: Uint8Array): Promise<void> {
  const hash = createHash("sha256").update(content).digest("hex");
  const compressed = format !== "pdf";
  const stored = compressed ? await compress(content, brotliQuality) : content;
  const done: Prisma.StoredReportUncheckedUpdateManyInput = {
    ...{ status: "done", hash, sizeBytes: content.byteLength, errorText: null },
    name: storableText(report.subject.name),
    madeAt: new Date(report.madeAt),
    coverage: storableJson(report.coverage),
    version: report.madeBy.version,
    catalogue: report.madeBy.catalogue,
  };
  await inTransaction(async (tx) => {
    await tx.reportFile.createMany({ data: [{ hash, content: new Uint8Array(stored), compressed }], skipDuplicates: true });
    await tx.storedReport.updateMany({ where: { id }, data: done });
  }, 120);
}

/** Says why a report could not be made. */
export async function failReport(id: string, sentence: string): Promise<void> {
  await db().storedReport.updateMany({
    where: { id, status: { not: "done" } },
    data: { status: "failed", errorText: storableText(sentence) },
  });
}

/** Removes a report, and its file where no other report has the same. Throws `not-found`. */
export async function deleteReport(id: string, by: string): Promise<void> {
  const { hash } = await loadStoredReport(id);
  await inTransaction(async (tx) => {
    await tx.storedReport.deleteMany({ where: { id } });
    if (hash !== null) await tx.reportFile.deleteMany({ where: { hash, reports: { none: {} } } });
  });
  await audit({ actor: by, action: "report.deleted", subject: id });
}
