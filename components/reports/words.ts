import { list } from "#components/ui/format.ts";
import { offsetWords, spanWords } from "#lib/maintenance/times.ts";
import { plainLine } from "#lib/plain-text.ts";
import type { ReportFormat } from "#lib/reports/report/format.ts";

export const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

export const formatNames: Readonly<Record<ReportFormat, string>> = { pdf: "PDF", html: "HTML", md: "Markdown", json: "JSON", csv: "CSV" };
export const paperNames = { a4: "A4", letter: "Letter" } as const;

const kindNames: Readonly<Record<string, string>> = { host: "Host", cluster: "Cluster", postmortem: "Incident", window: "Window" };

/** What a report is about: "The fleet", "Host kvm-01". */
export function subjectWords(kind: string, name: string): string {
  return kind === "fleet" ? "The fleet" : `${kindNames[kind] ?? plainLine(kind, 40)} ${plainLine(name, 120)}`;
}

/** "PDF A4"; paper counts only where there is any. */
export function formatWords(format: ReportFormat, paper: keyof typeof paperNames): string {
  return format === "pdf" ? `PDF, ${paperNames[paper]}` : formatNames[format];
}

export function formatsWords(formats: readonly ReportFormat[], paper: keyof typeof paperNames): string {
  return list(
    formats.map((format) => (format === "pdf" ? `PDF (${paperNames[paper]})` : formatNames[format])),
    5,
  );
}

/** "Mon 2 Mar 2026, 06:00 (Europe/Berlin, UTC+1)". */
export function momentWords(at: Date, timeZone: string): string {
  const offset = offsetWords(at, timeZone);
  return `${spanWords(at, at, timeZone).split(" – ")[0]} (${timeZone === offset ? offset : `${timeZone}, ${offset}`})`;
}

/** "2 hours", "90 minutes", "3 days". */
export function leadWords(minutes: number): string {
  const [size, unit] = minutes % 1440 === 0 ? [1440, "day"] : minutes % 60 === 0 ? [60, "hour"] : [1, "minute"];
  const number = minutes / size;
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}
