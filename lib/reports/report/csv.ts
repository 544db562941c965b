import { stringify } from "csv-stringify/sync";
import type { Report, ReportFinding } from "./model.ts";

/** The columns, in their order: added to, never renamed. */
export const csvColumns = [
  "status",
  "severity",
  "rule",
  "hosts",
  "subject",
  "title",
  "observed",
  "expected",
  "likelihood",
  "impact",
  "confidence",
  "scenarios",
  "incidents",
  "openedAt",
  "notSeenSince",
  "acceptedBy",
  "acceptedUntil",
  "acceptedReason",
  "evidence",
  "steps",
  "risk",
  "verify",
] as const;
type Row = Partial<Record<(typeof csvColumns)[number], string>>;

/** Rows that are written at once. */
const chunkSize = 500;

/**
 * The findings as RFC 4180, one per row, and after them a row for everything that is not known: `unknown` for a rule that could not be
 * decided, `not-read` for a host. What a spreadsheet would take for a formula begins with an apostrophe.
 */
export function* renderCsv(report: Report): Generator<string> {
  yield write([Object.fromEntries(csvColumns.map((column) => [column, column]))]);
  const rows = [...report.findings, ...report.accepted].map(findingRow);
  const all = [...rows, ...unknownRows(report)];
  for (let from = 0; from < all.length; from += chunkSize) yield write(all.slice(from, from + chunkSize));
}

function write(rows: readonly Row[]): string {
  return stringify([...rows], { columns: [...csvColumns], record_delimiter: "\r\n", escape_formulas: true });
}

function findingRow(finding: ReportFinding): Row {
  const { severity, rule, subject, title, observed, expected, confidence, openedAt, accepted, remedy } = finding;
  const last = finding.hosts.flatMap(({ notSeenSince }) => notSeenSince ?? []).sort();
  return {
    status: accepted === null ? "open" : "accepted",
    ...{ severity, rule, subject, title, observed, expected, confidence, openedAt },
    hosts: finding.hosts.map(({ host }) => host).join(" "),
    likelihood: String(finding.likelihood),
    impact: String(finding.impact),
    scenarios: finding.scenarios.join(" "),
    incidents: finding.incidents.map(({ id }) => id).join(" "),
    notSeenSince: last[0] ?? "",
    acceptedBy: accepted?.by ?? "",
    acceptedUntil: accepted?.until ?? "",
    acceptedReason: accepted?.reason ?? "",
    evidence: finding.evidence.map(({ source, line, text }) => `${source}:${line}: ${text}`).join("\n"),
    steps: remedy.steps.join("\n"),
    risk: remedy.risk,
    verify: remedy.verify,
  };
}

function* unknownRows({ hosts, unknown }: Report): Generator<Row> {
  for (const host of unknown.neverRead) yield { status: "not-read", hosts: host, observed: "no visit has read anything yet" };
  for (const { host, because } of unknown.notAnswering) yield { status: "not-read", hosts: host, observed: because };
  for (const { rule, because } of unknown.fleetRules) yield { status: "unknown", rule, observed: because };
  for (const { rule, hosts: on } of unknown.unreadableFindings)
    yield { status: "open", rule, hosts: on.join(" "), observed: "stored by another version, which this one cannot read" };
  for (const { name, unknown: own } of hosts)
    for (const { rule, because } of own.rules) yield { status: "unknown", rule, hosts: name, observed: because };
}
