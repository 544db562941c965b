import { countReportHosts, makeReport } from "#lib/db/make-report.ts";
import { requestReport } from "#lib/db/reports.ts";
import { FileAnswer } from "#lib/http/file-answer.ts";
import { route } from "#lib/http/route.ts";
import { Problem } from "#lib/problem.ts";
import { maximumHostsAtOnce, mediaTypes, reportFileName } from "#lib/reports/report/format.ts";
import { ReportQuery } from "#lib/reports/report/query.ts";
import { renderReport } from "#lib/reports/report/render.ts";

/** A report of few hosts, made at once. */
export const GET = route({
  access: "user",
  query: ReportQuery,
  run: async ({ query }) => {
    const hosts = await countReportHosts(query);
    if (hosts > maximumHostsAtOnce)
      throw new Problem("conflict", `A report of ${hosts} hosts is made in the background: POST the same to this address, then follow it.`);
    const report = await makeReport(query, new Date());
    const name = reportFileName(report.kind, report.subject.name, new Date(report.madeAt), query.format);
    return new FileAnswer(name, mediaTypes[query.format], renderReport(report, query.format, query.paper));
  },
});

/** A report of any size, made by the worker and kept: answers its id. */
export const POST = route({
  access: "user",
  body: ReportQuery,
  status: 202,
  run: async ({ body, user }) => ({ reportId: await requestReport(body, user.email) }),
});
