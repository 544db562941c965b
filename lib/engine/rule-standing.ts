import type { HostSight, OpenFinding } from "./exposure.ts";

/** How a rule stands on one host: worst first, and what nobody has looked at before what holds. */
export const ruleStates = ["fails", "unknown", "not-judged", "passes", "not-applicable"] as const;
export type RuleState = (typeof ruleStates)[number];

/** One rule on one host, with its findings or the reason of what it says. */
export interface RuleStanding {
  /** Null for the fleet as a whole. */
  hostId: string | null;
  name: string;
  state: RuleState;
  because: string | null;
  findings: OpenFinding[];
}

/** What a rule says of a host now: a standing finding outweighs the last verdict. */
export function standingOf(rule: string, { hostId, name, verdicts, findings }: HostSight): RuleStanding {
  const own = findings.filter((finding) => finding.rule === rule);
  const said = verdicts.get(rule);
  return { hostId, name, state: stateOf(own, said?.verdict), because: said?.because ?? null, findings: own };
}

function stateOf(findings: readonly OpenFinding[], verdict: "passed" | "failed" | "unknown" | "not-applicable" | undefined): RuleState {
  if (findings.length > 0 || verdict === "failed") return "fails";
  if (verdict === undefined) return "not-judged";
  return verdict === "passed" ? "passes" : verdict;
}

/** How many hosts a rule stands on in each way. */
export type RuleCounts = Record<RuleState, number>;

export function countStates(states: Iterable<RuleState>): RuleCounts {
  const counts: RuleCounts = { fails: 0, unknown: 0, "not-judged": 0, passes: 0, "not-applicable": 0 };
  for (const state of states) counts[state] += 1;
  return counts;
}
