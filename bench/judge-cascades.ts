import { evaluateRules } from "#lib/engine/evaluate.ts";
import { type FleetMember, unite } from "#lib/graph/unite.ts";
import { cascadeRules } from "#lib/rules/cascade/index.ts";

/** Unites the fleet and judges it by all cascade rules, as the server does it: on a graph that no rule has seen yet. */
export function judgeCascades(members: readonly FleetMember[]): void {
  const context = { graph: { status: "ok" as const, value: unite(members) }, declared: { status: "ok" as const, value: [] } };
  const results = evaluateRules({}, { hostId: "fleet", context }, new Date("2026-01-01T00:00:00Z"), cascadeRules);
  if (results.length !== cascadeRules.length) throw new Error("a judgement lacks rules");
}
