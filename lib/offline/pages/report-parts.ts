import { type Part, paragraph } from "#lib/offline/kit.ts";
import { reportDocument } from "#lib/reports/report/document/document.ts";
import type { Report } from "#lib/reports/report/model.ts";

/** A report as the body of a page: the same that is had as one file. */
export function* reportParts(report: Report): Generator<Part> {
  const { made, blocks } = reportDocument(report);
  yield paragraph({ text: made, style: "quiet" });
  yield* blocks;
}
