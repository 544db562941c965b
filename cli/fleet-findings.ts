import { evaluateRules } from "#lib/engine/evaluate.ts";
import { fleetRules } from "#lib/engine/judge-fleet.ts";
import type { RuleResult } from "#lib/engine/judgement.ts";
import { unite } from "#lib/graph/unite.ts";
import type { AnyRule } from "#lib/rules/rule.ts";
import { membersOf } from "./fleet-graph.ts";
import type { VisitedTarget } from "./visits.ts";

/** Rules about how hosts hang together. Those that go by what people declared are left out: nobody declares anything to a command. */
const graphRules: readonly AnyRule[] = fleetRules.filter(({ needs }) => needs.includes("graph") && !needs.includes("declared"));

/** Verdicts on what only several hosts together show; none where fewer than two were read. */
export function fleetVerdicts(visits: readonly VisitedTarget[], rules = graphRules): RuleResult[] {
  const read = visits.filter(({ visited }) => visited.error === null);
  const members = membersOf(read);
  const [first] = read;
  if (first === undefined || members.length < 2) return [];
  const context = { graph: { status: "ok" as const, value: unite(members) } };
  return evaluateRules({}, { hostId: "fleet", context }, first.visited.startedAt, rules);
}
