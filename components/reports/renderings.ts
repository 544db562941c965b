import type { ReportFormat } from "#lib/reports/report/format.ts";
import type { ReportKind } from "#lib/reports/report/model.ts";

export interface ReportAsked {
  kind: ReportKind;
  id?: string | undefined;
  format: ReportFormat;
  paper: "a4" | "letter";
}

/** What a report can be had as, the one for paper first. */
export const renderings = [
  { name: "PDF, A4", hint: "for paper", format: "pdf", paper: "a4" },
  { name: "PDF, Letter", hint: "for paper", format: "pdf", paper: "letter" },
  { name: "HTML", hint: "one file, works offline", format: "html", paper: "a4" },
  { name: "Markdown", hint: "for a ticket or wiki", format: "md", paper: "a4" },
  { name: "JSON", hint: "for programs", format: "json", paper: "a4" },
  { name: "CSV", hint: "findings, for a spreadsheet", format: "csv", paper: "a4" },
] as const satisfies readonly (Pick<ReportAsked, "format" | "paper"> & { name: string; hint: string })[];

/** Where a report is had at once. */
export function reportHref({ kind, id, format, paper }: ReportAsked): string {
  return `/api/v1/reports?${new URLSearchParams({ kind, ...(id === undefined ? {} : { id }), format, paper })}`;
}
