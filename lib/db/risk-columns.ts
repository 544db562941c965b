import type { Finding, Score } from "#lib/engine/judgement.ts";
import type { Severity } from "#lib/rules/severity.ts";
import type { Prisma } from "./generated/client.ts";

/** A host that cannot be seen stands directly below the critical ones (which begin at a score of 75). */
const unseenRank = 749;

/** The denormalised columns that follow from a score and the open findings behind it. */
export function riskColumns(score: Score, open: readonly Pick<Finding, "severity">[]) {
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
  } satisfies Prisma.HostUpdateInput;
}
