import type { RuleResult } from "#lib/engine/judgement.ts";
import type { CheckOutcome } from "#lib/reports/check-run.ts";
import { bandOf, type Severity, severityOf } from "#lib/rules/severity.ts";

export type { CheckOutcome } from "#lib/reports/check-run.ts";

/** Exit statuses of `bulkhead check`, as a linter has them. */
export const exitStatus = { clean: 0, findings: 1, undecided: 2 } as const;

/**
 * 2 when a host could not be visited; else 1 when a finding, of a host or of all together, reaches the threshold; else 2 when a rule, of a host
 * or of all together, that could reach it was not decided, for then nobody knows; else 0.
 */
export function statusOf(outcomes: readonly CheckOutcome[], failOn: Severity, together: readonly RuleResult[] = []): number {
  if (outcomes.some((outcome) => outcome.problem !== undefined)) return exitStatus.undecided;
  const threshold = bandOf(failOn);
  const judgements = outcomes.map((outcome) => outcome.host.judgement);
  const findings = [...judgements, ...together].flatMap((judged) => judged.findings);
  const results = [...judgements.flatMap((judgement) => judgement.results), ...together];
  if (findings.some((finding) => bandOf(finding.severity) >= threshold)) return exitStatus.findings;
  return results.some(({ verdict, likelihood, impact }) => verdict === "unknown" && bandOf(severityOf(likelihood, impact)) >= threshold)
    ? exitStatus.undecided
    : exitStatus.clean;
}
