import { z } from "zod";
import type { Judgement, RuleResult } from "#lib/engine/judgement.ts";
import { Cite } from "#lib/facts/cite.ts";
import { factNames, type Readings } from "#lib/facts/index.ts";
import { readingWord } from "#lib/facts/reading.ts";
import { scenarios } from "#lib/rules/rule.ts";
import { Severity } from "#lib/rules/severity.ts";
import { undecidedOf } from "./undecided.ts";

const Level = z.number().int().min(1).max(4);

/** One finding as the public JSON shows it. `postmortems` are ids of incidents, `evidence` the raw lines that prove it. */
export const ReportFinding = z.strictObject({
  rule: z.string(),
  severity: Severity,
  likelihood: Level,
  impact: Level,
  subject: z.string(),
  title: z.string(),
  observed: z.string(),
  expected: z.string(),
  scenarios: z.array(z.enum(scenarios)),
  confidence: z.enum(["confirmed", "inferred", "suspected"]),
  evidence: z.array(z.strictObject(Cite.shape)),
  postmortems: z.array(z.string()),
});

/** A rule that could not be decided, and why. */
const ReportUnknown = z.strictObject({ rule: z.string(), because: z.string() });

/** One host as the public JSON shows it. `coverage` is 0 to 1, `collectedAt` ISO 8601 by the collector's clock. */
export const ReportHost = z.strictObject({
  target: z.string(),
  name: z.string(),
  system: z.enum(["proxmox", "libvirt", "linux", "unknown"]),
  score: z.number().int().min(0).max(100),
  coverage: z.number().min(0).max(1),
  collectedAt: z.iso.datetime(),
  durationMs: z.number().int().min(0),
  findings: z.array(ReportFinding),
  verdicts: z.strictObject({
    passed: z.number().int(),
    failed: z.number().int(),
    notApplicable: z.number().int(),
    unknown: z.number().int(),
  }),
  unknown: z.array(ReportUnknown),
  readings: z.record(z.string(), z.string().regex(/^(ok|absent|failed:(unreachable|denied|timeout|oversized|unparsable))$/)),
});

/** What `bulkhead check --json` prints: a public contract, described in docs/check-json.md. */
export const CheckReport = z.strictObject({
  hosts: z.array(ReportHost),
  fleet: z.strictObject({ findings: z.array(ReportFinding), unknown: z.array(ReportUnknown) }),
});
export type CheckReport = z.infer<typeof CheckReport>;
export type ReportHost = z.infer<typeof ReportHost>;
export type ReportFinding = z.infer<typeof ReportFinding>;

/** A host that was visited and judged. */
export interface CheckedHost {
  /** As the user named it. */
  target: string;
  collectedAt: Date;
  durationMs: number;
  readings: Readings;
  judgement: Judgement;
}

/** The public JSON of some checked hosts and of the verdicts on all of them together; findings stand worst first. */
export function toCheckReport(hosts: readonly CheckedHost[], together: readonly RuleResult[] = []): CheckReport {
  const findings = worstFirst(together.flatMap((result) => result.findings));
  return { hosts: hosts.map(toReportHost), fleet: { findings: findings.map(toReportFinding), unknown: toReportUnknown(together) } };
}

function toReportHost({ target, collectedAt, durationMs, readings, judgement }: CheckedHost): ReportHost {
  const identity = readings.identity?.status === "ok" ? readings.identity.value : undefined;
  const count = (verdict: RuleResult["verdict"]) => judgement.results.filter((result) => result.verdict === verdict).length;
  return {
    target,
    name: identity?.hostname ?? target,
    system: identity?.system ?? "unknown",
    score: judgement.score.score,
    coverage: judgement.score.coverage,
    collectedAt: collectedAt.toISOString(),
    durationMs: Math.round(durationMs),
    findings: worstFirst(judgement.findings).map(toReportFinding),
    verdicts: { passed: count("passed"), failed: count("failed"), notApplicable: count("not-applicable"), unknown: count("unknown") },
    unknown: toReportUnknown(judgement.results),
    readings: Object.fromEntries(factNames.map((name) => [name, readingWord(readings[name] ?? notTried)])),
  };
}

function toReportUnknown(results: readonly RuleResult[]): z.infer<typeof ReportUnknown>[] {
  return undecidedOf(results).map(({ result, because }) => ({ rule: result.rule, because }));
}

const notTried = { status: "failed", cause: "unreachable", detail: "not collected" } as const;

function toReportFinding(finding: Judgement["findings"][number]): ReportFinding {
  const { rule, severity, likelihood, impact, subject, title, observed, expected, scenarios, confidence, evidence, postmortems } = finding;
  return { rule, severity, likelihood, impact, subject, title, observed, expected, scenarios, confidence, evidence, postmortems };
}

/** Sorted for reading: worst severity first, then likelihood × impact, then rule and subject, so that two runs print alike. */
export function worstFirst<T extends Pick<ReportFinding, "severity" | "likelihood" | "impact" | "rule" | "subject">>(
  findings: readonly T[],
): T[] {
  return [...findings].sort(
    (one, other) =>
      Severity.options.indexOf(other.severity) - Severity.options.indexOf(one.severity) ||
      other.likelihood * other.impact - one.likelihood * one.impact ||
      one.rule.localeCompare(other.rule) ||
      one.subject.localeCompare(other.subject),
  );
}
