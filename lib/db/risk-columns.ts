import type { Finding, RuleResult, Score } from "#lib/engine/judgement.ts";
import { readinessOf } from "#lib/engine/readiness.ts";
import type { Severity } from "#lib/rules/severity.ts";
import type { Prisma } from "./generated/client.ts";
import { storedReadiness } from "./host-summary.ts";
import { storableJson } from "./json.ts";

/** A host that cannot be seen stands directly below the critical ones (which begin at a score of 75). */
const unseenRank = 749;

type Found = Pick<Finding, "rule" | "severity" | "scenarios">;
type Decided = Pick<RuleResult, "rule" | "verdict" | "likelihood" | "impact">;

/** The denormalised columns that follow from a score, the open findings behind it, and the verdicts of all rules. */
export function riskColumns(score: Score, open: readonly Found[], verdicts: readonly Decided[]) {
  const count = (severity: Severity) => open.filter((finding) => finding.severity === severity).length;
  return {
    score: score.score,
    coverage: score.coverage,
    worstCase: score.worstCase,
    sight: score.sight,
    riskRank: score.sight === "unknown" ? Math.max(unseenRank, score.score * 10) : score.score * 10,
    findingsCritical: count("critical"),
    findingsHigh: count("high"),
    findingsMedium: count("medium"),
    findingsLow: count("low"),
    findingsInfo: count("info"),
    readiness: storableJson(storedReadiness(readinessOf(open, verdicts))),
  } satisfies Prisma.HostUpdateInput;
}
