import { styleText } from "node:util";
import type { Finding } from "#lib/engine/judgement.ts";
import { plainLine, plainText } from "#lib/plain-text.ts";
import { type CheckedHost, worstFirst } from "#lib/reports/check-report.ts";
import { type Severity, severities } from "#lib/rules/severity.ts";
import type { CheckOutcome } from "./exit-status.ts";

/** Paints a piece of text; the identity where the terminal shows no colour. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** Colours for a terminal, or none. */
export function painter(color: boolean): Paint {
  return color ? (style, text) => styleText(style, text) : (_, text) => text;
}

const styleOf: Record<Severity, Parameters<typeof styleText>[0]> = {
  critical: ["bold", "red"],
  high: "red",
  medium: "yellow",
  low: "cyan",
  info: "gray",
};

/** All outcomes for a person: hosts in the order given, findings worst first, then one line that sums up. */
export function printOutcomes(outcomes: readonly CheckOutcome[], postmortemTitle: (id: string) => string, paint: Paint): string {
  const blocks = outcomes.map((outcome) =>
    outcome.problem === undefined ? printHost(outcome.host, postmortemTitle, paint) : printProblem(outcome, paint),
  );
  return `${[...blocks, summary(outcomes)].join("\n\n")}\n`;
}

function printProblem(outcome: CheckOutcome, paint: Paint): string {
  return `${paint(["bold", "red"], "not judged")}  ${plainLine(outcome.problem ?? "", 600)}`;
}

function printHost(host: CheckedHost, postmortemTitle: (id: string) => string, paint: Paint): string {
  const findings = worstFirst(host.judgement.findings);
  const parts = [headline(host, paint), ...findings.map((finding) => printFinding(finding, postmortemTitle, paint))];
  if (findings.length === 0) parts.push("  No finding among the rules that could be decided.");
  return [...parts, ...printUnknown(host, paint)].join("\n\n");
}

function headline({ target, readings, judgement, durationMs }: CheckedHost, paint: Paint): string {
  const identity = readings.identity?.status === "ok" ? readings.identity.value : undefined;
  const name = plainLine(identity?.hostname ?? target);
  const what = identity === undefined ? "system not read" : plainLine(identity.os.name);
  const { score, coverage, worstCase } = judgement.score;
  const worst = worstCase > score ? ` (up to ${worstCase} if all that is unknown were bad)` : "";
  return `${paint("bold", name)}  ${what} · score ${score}${worst} · coverage ${Math.floor(coverage * 100)} % · ${(durationMs / 1000).toFixed(1)} s`;
}

function printFinding(finding: Finding, postmortemTitle: (id: string) => string, paint: Paint): string {
  const doubt = finding.confidence === "confirmed" ? "" : paint("gray", ` (${finding.confidence})`);
  const lines = [
    `  ${paint(styleOf[finding.severity], finding.severity.padEnd(8))}  ${paint("bold", plainLine(finding.title))}${doubt}`,
    row("rule", `${finding.rule}  ${plainLine(finding.subject)}`),
    row("observed", plainLine(finding.observed, 600)),
    row("expected", plainLine(finding.expected, 600)),
    ...finding.evidence.map((cite) => row("", paint("gray", `${plainLine(cite.source)}:${cite.line}  ${plainLine(cite.text, 160)}`))),
    row("why", plainLine(finding.why, 600)),
    ...finding.postmortems.map((id) => row("did so in", postmortemTitle(id))),
    ...finding.remedy.steps.map((step, index) => row(index === 0 ? "do" : "", `${index + 1}. ${plainText(step)}`)),
    row("risk", plainText(finding.remedy.risk)),
    row("verify", plainText(finding.remedy.verify)),
  ];
  return lines.join("\n");
}

const labelWidth = 12;

function row(label: string, text: string): string {
  return `            ${label.padEnd(labelWidth)}${text.replaceAll("\n", `\n${" ".repeat(12 + labelWidth)}`)}`;
}

function printUnknown({ judgement }: CheckedHost, paint: Paint): string[] {
  const unknown = judgement.results.filter((result) => result.verdict === "unknown");
  if (unknown.length === 0) return [];
  const reasons = [...new Set(unknown.map((result) => result.because ?? "no reason given"))];
  const rows = reasons.map((reason) => {
    const rules = unknown.filter((result) => (result.because ?? "no reason given") === reason).map((result) => result.rule);
    return row("", `${plainLine(reason)}: ${rules.join(", ")}`);
  });
  return [[`  ${paint("magenta", "unknown ")}  ${count(unknown.length, "rule")} could not be decided`, ...rows].join("\n")];
}

function summary(outcomes: readonly CheckOutcome[]): string {
  const findings = outcomes.flatMap((outcome) => (outcome.problem === undefined ? outcome.host.judgement.findings : []));
  const bySeverity = [...severities]
    .reverse()
    .map((severity) => ({ severity, number: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) => `${number} ${severity}`);
  const failed = outcomes.filter((outcome) => outcome.problem !== undefined).length;
  const judged = `${count(outcomes.length - failed, "host")} judged`;
  return `${[judged, ...(failed > 0 ? [`${failed} not judged`] : [])].join(", ")}: ${bySeverity.join(", ") || "no finding"}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
