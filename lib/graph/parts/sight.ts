import type { RuleResult } from "#lib/engine/judgement.ts";
import type { HostPart, ScenarioSight } from "#lib/graph/part.ts";
import { rules as allRules } from "#lib/rules/index.ts";
import { type AnyRule, scenarios } from "#lib/rules/rule.ts";
import { severityOf } from "#lib/rules/severity.ts";

type Decided = Pick<RuleResult, "rule" | "verdict" | "likelihood" | "impact">;
type RuleScenarios = Pick<AnyRule, "id" | "scope" | "scenarios">;

/** A scenario is seen only where this share of its rules, by weight, was decided. */
const goodCoverage = 0.9;

/**
 * Whether "it holds" may be said of each scenario, by the verdicts of its rules; those about the visit itself and about the fleet do not
 * count. Pure.
 */
export function sightOf(verdicts: readonly Decided[], rules: readonly RuleScenarios[] = allRules): HostPart["sight"] {
  if (verdicts.length === 0) return {};
  const scenariosOf = new Map(rules.filter(({ scope }) => scope !== "fleet").map((rule) => [rule.id, rule.scenarios]));
  const aboutHost = verdicts.filter(({ rule }) => !rule.startsWith("self/"));
  return Object.fromEntries(
    scenarios.map((scenario) => [scenario, sightIn(aboutHost.filter(({ rule }) => scenariosOf.get(rule)?.includes(scenario)))]),
  );
}

function sightIn(verdicts: readonly Decided[]): ScenarioSight {
  const undecided = verdicts.filter(({ verdict }) => verdict === "unknown");
  if (!isSeen(verdicts, undecided)) return { sight: "unseen", undecided: undecided.length };
  const isEmpty = verdicts.every(({ verdict }) => verdict === "not-applicable");
  return { sight: isEmpty ? "not-applicable" : "seen", undecided: undecided.length };
}

/** Unknown never counts as good: no critical rule may be undecided, and almost all must be decided. */
function isSeen(verdicts: readonly Decided[], undecided: readonly Decided[]): boolean {
  const weight = (some: readonly Decided[]) => some.reduce((sum, { likelihood, impact }) => sum + likelihood * impact, 0);
  const blindToCritical = undecided.some(({ likelihood, impact }) => severityOf(likelihood, impact) === "critical");
  const whole = weight(verdicts.filter(({ verdict }) => verdict !== "not-applicable"));
  return !blindToCritical && weight(undecided) <= (1 - goodCoverage) * whole;
}
