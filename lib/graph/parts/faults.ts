import type { Finding } from "#lib/engine/judgement.ts";
import { carriedRules } from "#lib/graph/effects.ts";
import type { PartFault } from "#lib/graph/part.ts";

/** A step of a rehearsal quotes so many lines; the finding itself has them all. */
const maximumCites = 3;

/** The findings that the fleet graph carries; the others change nothing that a rehearsal tells, and stay out of every part. */
export function faultsOf(findings: readonly Finding[]): PartFault[] {
  return findings
    .filter(({ rule }) => carriedRules.has(rule))
    .map(({ rule, subject, observed, likelihood, impact, confidence, evidence }) => ({
      rule,
      subject,
      words: observed,
      likelihood,
      impact,
      confidence,
      evidence: evidence.slice(0, maximumCites),
    }));
}
