import { z } from "zod";
import { rules as allRules } from "#lib/rules/index.ts";
import { type Scenario, scenarios } from "#lib/rules/rule.ts";
import { bandOf, Severity, severityOf } from "#lib/rules/severity.ts";
import type { Finding, RuleResult } from "./judgement.ts";
import { phrases } from "./readiness-phrases.ts";

/** One cell of the readiness matrix: what this host would do if the scenario happened now, in two or three words. */
export const ReadinessCell = z.object({
  scenario: z.enum(scenarios),
  /** The worst open finding's severity, or why there is none. */
  tone: z.enum([...Severity.options, "holds", "unknown", "not-applicable"]),
  words: z.string(),
  /** Open findings that this scenario would set off. */
  findings: z.number().int(),
  /** Rules of this scenario that could not be decided. */
  undecided: z.number().int(),
});
export type ReadinessCell = z.infer<typeof ReadinessCell>;

type Found = Pick<Finding, "rule" | "severity" | "scenarios">;
type Decided = Pick<RuleResult, "rule" | "verdict" | "likelihood" | "impact">;
type RuleScenarios = { id: string; scenarios: readonly Scenario[] };

const order = Object.keys(phrases);

/** A scenario holds only where this share of its rules, by weight, was decided. */
const goodCoverage = 0.9;

/**
 * A host's row of the matrix, one cell for each scenario in their order. Pure. Without verdicts (never visited) all is unknown;
 * findings of severity info do not speak.
 */
export function readinessOf(
  findings: readonly Found[],
  verdicts: readonly Decided[],
  rules: readonly RuleScenarios[] = allRules,
): ReadinessCell[] {
  const scenariosOf = new Map(rules.map((rule) => [rule.id, rule.scenarios]));
  const aboutHost = verdicts.filter((verdict) => !verdict.rule.startsWith("self/"));
  return scenarios.map((scenario) => {
    const concerned = aboutHost.filter((verdict) => scenariosOf.get(verdict.rule)?.includes(scenario));
    const set = findings.filter((finding) => finding.scenarios.includes(scenario) && !finding.rule.startsWith("self/"));
    return cellOf(scenario, set, concerned, verdicts.length > 0);
  });
}

function cellOf(scenario: Scenario, findings: readonly Found[], verdicts: readonly Decided[], visited: boolean): ReadinessCell {
  const undecided = verdicts.filter((verdict) => verdict.verdict === "unknown");
  const cell = { scenario, findings: findings.length, undecided: undecided.length };
  const worst = [...findings].filter((finding) => finding.severity !== "info").sort(bySpeech)[0];
  if (worst !== undefined) return { ...cell, tone: worst.severity, words: wordsOf(worst, scenario, findings) };
  if (!visited || !isSeen(verdicts, undecided)) return { ...cell, tone: "unknown", words: "unknown" };
  if (verdicts.every((verdict) => verdict.verdict === "not-applicable")) return { ...cell, tone: "not-applicable", words: "n/a" };
  return { ...cell, tone: "holds", words: scenario === "reboot" || scenario === "power-loss" ? "returns" : "holds" };
}

/** Unknown never counts as good: no critical rule may be undecided, and almost all must be decided. */
function isSeen(verdicts: readonly Decided[], undecided: readonly Decided[]): boolean {
  const weight = (some: readonly Decided[]) => some.reduce((sum, verdict) => sum + verdict.likelihood * verdict.impact, 0);
  const blindToCritical = undecided.some((verdict) => severityOf(verdict.likelihood, verdict.impact) === "critical");
  const whole = weight(verdicts.filter((verdict) => verdict.verdict !== "not-applicable"));
  return !blindToCritical && weight(undecided) <= (1 - goodCoverage) * whole;
}

function bySpeech(one: Found, other: Found): number {
  return bandOf(other.severity) - bandOf(one.severity) || rank(one.rule) - rank(other.rule);
}

function rank(rule: string): number {
  const index = order.indexOf(rule);
  return index === -1 ? order.length : index;
}

/** Rules with the same phrase are counted together: two kinds of guests that stay off are one number. */
function wordsOf(worst: Found, scenario: Scenario, findings: readonly Found[]): string {
  const phraseOf = (rule: string) => phrases[rule]?.[scenario] ?? phrases[rule]?.any;
  const phrase = phraseOf(worst.rule);
  if (phrase === undefined) return findings.length === 1 ? "1 fault" : `${findings.length} faults`;
  if (typeof phrase === "string") return phrase;
  return phrase(findings.filter((finding) => phraseOf(finding.rule) === phrase).length);
}
