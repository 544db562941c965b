import { describe, expect, test } from "vitest";
import { judgeHost } from "#lib/engine/evaluate.ts";
import type { RuleResult } from "#lib/engine/judgement.ts";
import type { FactName } from "#lib/facts/index.ts";
import type { AnyRule } from "#lib/rules/index.ts";
import { anyTime, readingsOf, type SomeFacts, without } from "./testing.ts";

/** Runs one rule through the engine, as every rule is run. */
export function judge(rule: AnyRule, facts: SomeFacts): RuleResult {
  return resultOf(rule, readingsOf(facts));
}

function resultOf(rule: AnyRule, readings: Parameters<typeof judgeHost>[0]): RuleResult {
  const [result] = judgeHost(readings, { hostId: "kvm-01" }, anyTime, [rule]).results;
  if (result === undefined) throw new Error("no result");
  return result;
}

/** Each needed fact failed makes the rule unknown, absent makes it not applicable: whatever the other facts say. */
export function describeNeeds(rule: AnyRule, faulty: SomeFacts): void {
  describe(`${rule.id}: what it needs`, () => {
    test("the facts given here are faulty", () => {
      expect(judge(rule, faulty).verdict).toBe("failed");
    });
    test.each(rule.needs.filter((need): need is FactName => need !== "collection"))("%s", (need) => {
      expect(resultOf(rule, without(readingsOf(faulty), need, "failed"))).toMatchObject({ verdict: "unknown", findings: [] });
      expect(resultOf(rule, without(readingsOf(faulty), need, "absent"))).toMatchObject({ verdict: "not-applicable", findings: [] });
    });
  });
}
