import { bytes, count, instant, percent } from "#lib/format.ts";
import type { Message } from "#lib/mail/message.ts";
import { plainLine } from "#lib/plain-text.ts";

/** A report of a run as its mail tells it. */
export interface MailedReport {
  id: string;
  kind: string;
  name: string;
  format: string;
  /** Null where it could not be made. */
  made: { at: Date; hash: string; sizeBytes: number; coverage: { hosts: number; read: number; share: number | null } | null } | null;
  errorText: string | null;
}

export interface MailedRun {
  /** The window that it is for; null for a weekly one. */
  window: { id: string; title: string; startsAt: Date } | null;
  reports: readonly MailedReport[];
}

/** The mail that takes reports to their recipients. `publicUrl` is Bulkhead's address without a slash at its end. */
export function reportsMail({ window, reports }: MailedRun, publicUrl: string): Pick<Message, "subject" | "text"> {
  const made = reports.filter((report) => report.made !== null);
  const about =
    window === null ? `weekly report of ${subjectWords(reports[0])}` : `report before the window ${plainLine(window.title, 80)}`;
  const failed = made.length === reports.length ? "" : made.length === 0 ? ", which could not be made" : ", in part";
  return {
    subject: `Bulkhead: ${about}${failed}`,
    text: [
      window === null ? coverageLine(made) : windowLines(window, publicUrl, made),
      ...reports.map((report) => paragraph(report, publicUrl)),
      `All reports that are kept, and who gets them: ${publicUrl}/reports\n`,
    ].join("\n\n"),
  };
}

function subjectWords(report: MailedReport | undefined): string {
  if (report === undefined || report.kind === "fleet") return "the fleet";
  return `${report.kind} ${plainLine(report.name, 80)}`;
}

function windowLines(window: { id: string; title: string; startsAt: Date }, publicUrl: string, made: readonly MailedReport[]): string {
  const begins = `The window "${plainLine(window.title)}" begins ${instant(window.startsAt).slice(0, 16)} UTC: ${publicUrl}/maintenance/${window.id}`;
  return `${begins}\n${coverageLine(made)}`;
}

/** What of the hosts was read: never left out. */
function coverageLine(made: readonly MailedReport[]): string {
  const coverage = made[0]?.made?.coverage;
  if (coverage === undefined || coverage === null) return "How much of it could be read is not known.";
  const share = coverage.share === null ? "no rule could be decided" : `${percent(coverage.share)} of the rules could be decided`;
  return `${coverage.read} of ${count(coverage.hosts, "host")} read, ${share}.`;
}

function paragraph({ id, format, made, errorText }: MailedReport, publicUrl: string): string {
  const name = format.toUpperCase();
  if (made === null) return `${name}: could not be made. ${plainLine(errorText ?? "Look at the worker's log.")}`;
  return `${name}: made ${instant(made.at)} UTC, ${bytes(made.sizeBytes)}\n  SHA-256 ${made.hash}\n  ${publicUrl}/api/v1/reports/${id}/file`;
}
