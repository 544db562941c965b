import { describe, expect, test } from "vitest";
import { judgeHost } from "#lib/engine/evaluate.ts";
import type { Finding, RuleResult } from "#lib/engine/judgement.ts";
import { type FactName, factSchemas, type Readings } from "#lib/facts/index.ts";
import { type Context, type ContextReadings, contextNames } from "#lib/rules/context.ts";
import type { AnyRule } from "#lib/rules/rule.ts";
import type { Severity } from "#lib/rules/severity.ts";
import { anyTime, readingsOf, type SomeFacts, without } from "./testing.ts";

/** Facts of a case, and what is known of the host from elsewhere. */
export type Case = SomeFacts & { [Name in keyof Context]?: Context[Name] | undefined };

/** What a case comes to: the severity, or parts of the finding: `observed: expect.stringContaining("3 days")`. */
type Expected = Severity | (Partial<Finding> & Record<string, unknown>);

/** Cases of a rule by the words that name them; each is laid over the faulty host, so it says only what differs. */
export interface RuleCases {
  fails?: Record<string, readonly [Case, Expected]>;
  passes?: Record<string, Case>;
  notApplicable?: Record<string, Case>;
  unknown?: Record<string, Case>;
}

/** Runs one rule through the engine, as every rule is run. */
export function judge(rule: AnyRule, facts: Case): RuleResult {
  const context = Object.fromEntries(contextNames.flatMap((name) => (name in facts ? [[name, read(facts[name])]] : [])));
  const onHost = Object.fromEntries(Object.entries(facts).filter(([name]) => Object.hasOwn(factSchemas, name)));
  return resultOf(rule, readingsOf(onHost as SomeFacts), context);
}

function read(value: unknown) {
  return { status: "ok" as const, value };
}

function resultOf(rule: AnyRule, readings: Readings, context: ContextReadings): RuleResult {
  const [result] = judgeHost(readings, { hostId: "kvm-01", context }, anyTime, [rule]).results;
  if (result === undefined) throw new Error(`${rule.id} is not judged: its context is not among the facts of this case`);
  return result;
}

/**
 * The whole test of a rule as a table. `faulty` is a host on which it fails; every needed fact of it that failed makes the rule unknown,
 * one that is absent makes it not applicable, whatever the others say.
 */
export function describeRule(rule: AnyRule, faulty: Case, cases: RuleCases = {}): void {
  describeNeeds(rule, faulty);
  describe.each(Object.entries(cases.fails ?? {}))(`${rule.id}: a finding`, (name, [facts, expected]) => {
    test(name, () => {
      const { verdict, findings } = judge(rule, { ...faulty, ...facts });
      expect(verdict).toBe("failed");
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatchObject(typeof expected === "string" ? { severity: expected } : expected);
    });
  });
  describeVerdict(rule, faulty, "passed", "not a finding", cases.passes);
  describeVerdict(rule, faulty, "not-applicable", "not applicable", cases.notApplicable);
  describeVerdict(rule, faulty, "unknown", "unknown", cases.unknown);
}

function describeVerdict(rule: AnyRule, faulty: Case, verdict: string, words: string, cases: Record<string, Case> = {}): void {
  describe.each(Object.entries(cases))(`${rule.id}: ${words}`, (name, facts) => {
    test(name, () => expect(judge(rule, { ...faulty, ...facts })).toMatchObject({ verdict, findings: [] }));
  });
}

/** Each needed fact failed makes the rule unknown, absent makes it not applicable: whatever the other facts say. */
export function describeNeeds(rule: AnyRule, faulty: Case): void {
  describe(`${rule.id}: what it needs`, () => {
    test("the facts given here are faulty", () => {
      expect(judge(rule, faulty).verdict).toBe("failed");
    });
    const onHost = Object.fromEntries(Object.entries(faulty).filter(([name]) => Object.hasOwn(factSchemas, name))) as SomeFacts;
    const context = Object.fromEntries(contextNames.flatMap((name) => (name in faulty ? [[name, read(faulty[name])]] : [])));
    test.each(rule.needs.filter((need): need is FactName => Object.hasOwn(factSchemas, need)))("%s", (need) => {
      expect(resultOf(rule, without(readingsOf(onHost), need, "failed"), context)).toMatchObject({ verdict: "unknown", findings: [] });
      expect(resultOf(rule, without(readingsOf(onHost), need, "absent"), context)).toMatchObject({
        verdict: "not-applicable",
        findings: [],
      });
    });
    test.each(contextNames.filter((name) => rule.needs.includes(name)))("%s", (need) => {
      const failed = { ...context, [need]: { status: "failed", cause: "unreachable", detail: "no answer" } };
      expect(resultOf(rule, readingsOf(onHost), failed)).toMatchObject({ verdict: "unknown", findings: [] });
      const absent = { ...context, [need]: { status: "absent", reason: "not on this host" } };
      expect(resultOf(rule, readingsOf(onHost), absent)).toMatchObject({ verdict: "not-applicable", findings: [] });
    });
  });
}
