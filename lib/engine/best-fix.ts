import type { Finding, RuleResult, Score } from "./judgement.ts";
import { scoreHost } from "./score.ts";

type Scored = Pick<Finding, "fingerprint" | "rule" | "title" | "severity" | "likelihood" | "impact" | "confidence">;
type Decided = Pick<RuleResult, "rule" | "verdict" | "likelihood" | "impact">;

/** A host as far as it is needed to score it again. */
export interface ScoredHost {
  hostId: string;
  name: string;
  findings: readonly Scored[];
  results: readonly Decided[];
}

/** What mending every finding of one rule would do. */
export interface Fix {
  rule: string;
  /** Fingerprints of the findings that it closes. */
  fingerprints: string[];
  /** On how many hosts they stand, also where another fault keeps the score up. */
  concernedHosts: number;
  /** The hosts whose score falls, largest fall first. */
  hosts: { hostId: string; name: string; before: number; after: number }[];
  /** Sum of the unrounded falls, in points. */
  points: number;
}

/**
 * Every fix, the one that lowers the fleet's risk most first. A fix is a rule made to pass wherever it fails: the same work on
 * each host. Pure: each host is scored again without that rule's findings.
 */
export function fixesByEffect(hosts: readonly ScoredHost[]): Fix[] {
  const fixes = [...hostsByRule(hosts)].map(([rule, concerned]) => fixOf(rule, concerned));
  return fixes.filter((fix) => fix.hosts.length > 0).sort((one, other) => other.points - one.points || one.rule.localeCompare(other.rule));
}

/** A host with its score as it stands. */
type Concerned = ScoredHost & { now: Score };

function hostsByRule(hosts: readonly ScoredHost[]): Map<string, Concerned[]> {
  const byRule = new Map<string, Concerned[]>();
  for (const host of hosts) {
    if (host.findings.length === 0) continue;
    const concerned = { ...host, now: scoreHost(host.findings, host.results) };
    for (const rule of new Set(host.findings.map((finding) => finding.rule))) {
      const others = byRule.get(rule);
      if (others === undefined) byRule.set(rule, [concerned]);
      else others.push(concerned);
    }
  }
  return byRule;
}

function fixOf(rule: string, hosts: readonly Concerned[]): Fix {
  const fix: Fix = { rule, fingerprints: [], concernedHosts: hosts.length, hosts: [], points: 0 };
  const closed = new Set<string>();
  for (const { hostId, name, findings, results, now } of hosts) {
    for (const finding of findings) if (finding.rule === rule) closed.add(finding.fingerprint);
    const then = scoreHost(
      findings.filter((finding) => finding.rule !== rule),
      results.map((result) => (result.rule === rule ? { ...result, verdict: "passed" } : result)),
    );
    fix.points += exact(now) - exact(then);
    if (then.score < now.score) fix.hosts.push({ hostId, name, before: now.score, after: then.score });
  }
  fix.hosts.sort((one, other) => other.before - other.after - (one.before - one.after) || one.name.localeCompare(other.name));
  return { ...fix, fingerprints: [...closed] };
}

/** A score before rounding. */
function exact(score: Score): number {
  return score.parts.reduce((sum, part) => sum + part.points, score.floor);
}
