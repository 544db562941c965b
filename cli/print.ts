import type { Finding, RuleResult } from "#lib/engine/judgement.ts";
import { plainLine, plainText } from "#lib/plain-text.ts";
import { type CheckedHost, worstFirst } from "#lib/reports/check-report.ts";
import { undecidedOf } from "#lib/reports/undecided.ts";
import { type Severity, severities } from "#lib/rules/severity.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import type { CheckOutcome } from "./exit-status.ts";
import { count, headed, minimumColumns, type Page, type Style } from "./page.ts";
import { wrap } from "./wrap.ts";

const styleOf: Record<Severity, Style> = {
  critical: ["bold", "red"],
  high: "red",
  medium: "yellow",
  low: "cyan",
  info: "gray",
};

/** All outcomes for a person: hosts in the order given, findings worst first, then one line that sums up. */
export function printOutcomes(
  outcomes: readonly CheckOutcome[],
  postmortemTitle: (id: string) => string,
  page: Page,
  together: readonly RuleResult[] = [],
): string {
  const blocks = outcomes.map((outcome) =>
    outcome.problem === undefined ? printHost(outcome.host, postmortemTitle, page) : printProblem(outcome.problem, page),
  );
  const shared = worstFirst(together.flatMap(({ findings }) => findings));
  const all = [...shared.map((finding) => printFinding(finding, postmortemTitle, page)), ...printUnknown(together, page)];
  if (all.length > 0) blocks.push([headed({ head: "all hosts  ", style: "bold", text: "together", hang: 2 }, page), ...all].join("\n\n"));
  return `${[...blocks, summary(outcomes, shared)].join("\n\n")}\n`;
}

function printProblem(problem: string, page: Page): string {
  return headed({ head: "not judged  ", style: ["bold", "red"], text: plainLine(problem, maximumCharacters) }, page);
}

function printHost(host: CheckedHost, postmortemTitle: (id: string) => string, page: Page): string {
  const findings = worstFirst(host.judgement.findings);
  const parts = [headline(host, page), ...findings.map((finding) => printFinding(finding, postmortemTitle, page))];
  if (findings.length === 0) parts.push("  No finding among the rules that could be decided.");
  return [...parts, ...printUnknown(host.judgement.results, page)].join("\n\n");
}

function headline({ target, readings, judgement, durationMs }: CheckedHost, page: Page): string {
  const identity = readings.identity?.status === "ok" ? readings.identity.value : undefined;
  const what = identity === undefined ? "system not read" : plainLine(identity.os.name);
  const { score, coverage, worstCase } = judgement.score;
  const worst = worstCase > score ? ` (up to ${worstCase} if all that is unknown were bad)` : "";
  const seconds = (durationMs / 1000).toFixed(1);
  const text = `${what} · score ${score}${worst} · coverage ${Math.floor(coverage * 100)} % · ${seconds} s`;
  return headed({ head: `${plainLine(identity?.hostname ?? target)}  `, style: "bold", text, hang: 2 }, page);
}

const maximumCharacters = 600;

function printFinding(finding: Finding, postmortemTitle: (id: string) => string, page: Page): string {
  const doubt = finding.confidence === "confirmed" ? "" : ` (${finding.confidence})`;
  const text = `${plainLine(finding.title)}${doubt}`;
  return [
    headed({ head: `  ${finding.severity.padEnd(8)}  `, style: styleOf[finding.severity], text, textStyle: "bold" }, page),
    ...raw("rule", [`${finding.rule}  ${plainLine(finding.subject)}`]),
    ...prose("observed", plainLine(finding.observed, maximumCharacters), page),
    ...prose("expected", plainLine(finding.expected, maximumCharacters), page),
    ...raw("evidence", citedLines(finding.evidence)).map((line) => page.paint("gray", line)),
    ...prose("why", plainLine(finding.why, maximumCharacters), page),
    ...finding.postmortems.flatMap((id, index) => prose(index === 0 ? "did so in" : "", postmortemTitle(id), page)),
    ...finding.remedy.steps.flatMap((step, index) => numbered(index, tidy(step), page)),
    ...prose("risk", tidy(finding.remedy.risk), page),
    ...raw("verify", tidy(finding.remedy.verify).split("\n")),
  ].join("\n");
}

/** Our text with values of a host in it: it may have lines of its own. */
function tidy(text: string): string {
  return plainText(text.replaceAll("\t", " "));
}

/** What proves it: each source once, below it its lines with their numbers. */
function citedLines(evidence: Finding["evidence"]): string[] {
  return [...groupBy(evidence, ({ source }) => plainLine(source))].flatMap(([source, cites]) => [
    source,
    ...cites.map(({ line, text }) => `${String(line).padStart(6)}  ${plainLine(text, 160)}`),
  ]);
}

const indent = " ".repeat(12);
const labelWidth = 12;
/** A label, and text in a column beside it, wrapped. */
function prose(label: string, text: string, { columns }: Page): string[] {
  return raw(label, wrap(text, Math.max(minimumColumns, columns - indent.length - labelWidth)));
}

/** A step of a remedy, hanging from its number. */
function numbered(index: number, text: string, { columns }: Page): string[] {
  const number = `${index + 1}. `;
  const lines = wrap(text, Math.max(minimumColumns, columns - indent.length - labelWidth - number.length));
  return raw(
    index === 0 ? "do" : "",
    lines.map((line, at) => (at === 0 ? number : " ".repeat(number.length)) + line),
  );
}

/** A label, and lines beside it that stay as they are: what is to be pasted or compared. */
function raw(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `${indent}${(index === 0 ? label : "").padEnd(labelWidth)}${line}`);
}

function printUnknown(results: readonly RuleResult[], page: Page): string[] {
  const unknown = undecidedOf(results);
  if (unknown.length === 0) return [];
  const rows = [...groupBy(unknown, ({ because }) => because)].flatMap(([reason, several]) => {
    const rules = several.map(({ result }) => result.rule);
    return prose("", `${plainLine(reason)}: ${rules.join(", ")}`, page);
  });
  const text = `${count(unknown.length, "rule")} could not be decided`;
  return [[headed({ head: "  unknown   ", style: "magenta", text }, page), ...rows].join("\n")];
}

function summary(outcomes: readonly CheckOutcome[], together: readonly Finding[]): string {
  const judged = outcomes.filter((outcome) => outcome.problem === undefined);
  const findings = [...judged.flatMap((outcome) => outcome.host.judgement.findings), ...together];
  const bySeverity = severities
    .toReversed()
    .map((severity) => ({ severity, number: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) => `${number} ${severity}`);
  const failed = outcomes.length - judged.length;
  if (judged.length === 0) return `No host judged, ${failed} not judged.`;
  const counts = [`${count(judged.length, "host")} judged`, ...(failed > 0 ? [`${failed} not judged`] : [])];
  return `${counts.join(", ")}: ${bySeverity.join(", ") || "no finding"}.`;
}
