import { createHash, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import { z } from "zod";
import { Problem } from "#lib/problem.ts";
import { type ReportFormat, reportFormats } from "#lib/reports/report/format.ts";
import { Report } from "#lib/reports/report/model.ts";
import type { ReportQuery } from "#lib/reports/report/query.ts";
import { audit } from "./audit.ts";
import { type Db, db, inTransaction } from "./client.ts";
import type { Prisma } from "./generated/client.ts";
import { storableJson, storableText } from "./json.ts";
import { sendReport } from "./queue.ts";

const [compress, decompress] = [promisify(brotliCompress), promisify(brotliDecompress)];
/** Text shrinks to a tenth at this quality, in a fraction of the time that making it takes. */
const brotliQuality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const Progress = z.object({ done: z.number().int(), all: z.number().int() });
const Stored = z.object({
  id: z.string(),
  /** A text, not a kind that this version knows: what another version made stays in the list. */
  kind: z.string(),
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
  /** Whether it stays until a person removes it. */
  keep: z.boolean(),
  /** When it is removed by itself; null where it stays, or that is not decided yet. */
  goesAt: z.date().nullable(),
  /** "age" or "space". */
  goesBecause: z.string().nullable(),
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

/** What one run of a schedule makes. */
export interface RunReports {
  runId: string;
  kind: string;
  subject: string | null;
  name: string;
  formats: readonly string[];
  paper: string;
  requestedAt: Date;
  /** When they are removed by themselves, unless somebody keeps them. */
  goesAt: Date;
}

/** Asks for the reports of a run, one for each format, in the transaction that says that it is done. */
export async function requestRunReports(tx: Db, { formats, ...of }: RunReports): Promise<void> {
  for (const format of formats) {
    const id = randomUUID();
    const data = { ...of, id, format, requestedBy: "bulkhead", keep: false, goesBecause: "age" };
    await tx.storedReport.create({ data, select: { id: true } });
    await sendReport(tx, { reportId: id });
    await audit({ actor: "bulkhead", action: "report.requested", subject: id, detail: { kind: of.kind, id: of.subject, format } }, tx);
  }
}

/** One report that is kept. Throws `not-found`. */
export async function loadStoredReport(id: string): Promise<StoredReport> {
  const row = await db().storedReport.findUnique({ where: { id } });
  if (row === null) throw new Problem("not-found", "There is no such report: it was removed, or the address is wrong.");
  return Stored.parse(row);
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
  const { hash, kind, name, format } = await loadStoredReport(id);
  await inTransaction(async (tx) => {
    if (!(await dropReport(tx, { id, hash }))) return;
    await audit({ actor: by, action: "report.deleted", subject: id, detail: { kind, name, format, hash } }, tx);
  });
}

/** Removes it with its file where that is its alone, if it still is as `where` says; returns whether it did. */
export async function dropReport(
  tx: Db,
  { id, hash }: Pick<StoredReport, "id" | "hash">,
  where: Prisma.StoredReportWhereInput = {},
): Promise<boolean> {
  const { count } = await tx.storedReport.deleteMany({ where: { ...where, id } });
  if (count > 0 && hash !== null) await tx.reportFile.deleteMany({ where: { hash, reports: { none: {} } } });
  return count > 0;
}

/** Keeps a report until a person removes it, or lets go of it: then it goes as the others do. Throws `not-found`. */
export async function keepReport(id: string, keep: boolean, by: string): Promise<void> {
  const { kind, name, format } = await loadStoredReport(id);
  await inTransaction(async (tx) => {
    const data = { keep, ...(keep && { goesAt: null, goesBecause: null }) };
    const { count } = await tx.storedReport.updateMany({ where: { id, keep: !keep }, data });
    if (count > 0)
      await audit({ actor: by, action: keep ? "report.kept" : "report.let-go", subject: id, detail: { kind, name, format } }, tx);
  });
}

/** A stored row; undefined for one that does not fit this version. */
export function parseStoredReport(row: unknown): StoredReport | undefined {
  return Stored.safeParse(row).data;
}
