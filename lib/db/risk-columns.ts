import type { Finding, Score } from "#lib/engine/judgement.ts";
import { bandOf, type Severity } from "#lib/rules/severity.ts";
import type { Prisma } from "./generated/client.ts";
import type { Readiness } from "./host-summary.ts";
import { storableJson } from "./json.ts";

/** A host that cannot be seen stands directly below the critical ones (which begin at a score of 75). */
export const unseenRank = 749;

/** The denormalised columns that follow from a score and the open findings behind it. */
export function riskColumns(score: Score, open: readonly Finding[]) {
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
    readiness: storableJson(readinessOf(open)),
  } satisfies Prisma.HostUpdateInput;
}

/** The worst open finding that each scenario sets off, and how many there are. */
export function readinessOf(open: readonly Finding[]): Readiness {
  const readiness: Readiness = {};
  for (const finding of open) {
    for (const scenario of finding.scenarios) {
      const before = readiness[scenario];
      const worse = before === undefined || bandOf(finding.severity) > bandOf(before.worst);
      readiness[scenario] = { worst: worse ? finding.severity : before.worst, findings: (before?.findings ?? 0) + 1 };
    }
  }
  return readiness;
}
