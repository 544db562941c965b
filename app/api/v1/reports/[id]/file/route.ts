import { loadReportFile } from "#lib/db/reports.ts";
import { FileAnswer } from "#lib/http/file-answer.ts";
import { IdParam, route } from "#lib/http/route.ts";
import { mediaTypes, reportFileName } from "#lib/reports/report/format.ts";

/** The file of a report that is kept, byte by byte as it was made, with its SHA-256 as ETag and Repr-Digest. */
export const GET = route({
  access: "user",
  params: IdParam,
  run: async ({ params }) => {
    const { report, content } = await loadReportFile(params.id);
    const name = reportFileName(report.kind, report.name, report.madeAt ?? report.requestedAt, report.format);
    return new FileAnswer(name, mediaTypes[report.format], content, report.hash);
  },
});
