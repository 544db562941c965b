import { describe, expect, it } from "vitest";
import type { Finding, RuleResult } from "#lib/engine/judgement.ts";
import type { CheckedHost } from "#lib/reports/check-report.ts";
import { type CheckOutcome, statusOf } from "./exit-status.ts";

function judged(severities: Finding["severity"][], unknown: [RuleResult["likelihood"], RuleResult["impact"]][] = []): CheckOutcome {
  const findings = severities.map((severity) => ({ severity }) as Finding);
  const results = unknown.map(([likelihood, impact]) => ({ verdict: "unknown", likelihood, impact }) as RuleResult);
  return { host: { judgement: { findings, results } } as unknown as CheckedHost };
}
const unreachable: CheckOutcome = { ...judged([], [[3, 4]]), problem: "nothing listens on 10.0.0.1 port 22" };

describe("the exit status of a check", () => {
  it.each([
    ["nothing found", [judged([])], "low", 0],
    ["only milder findings", [judged(["info", "low", "medium"])], "high", 0],
    ["a finding at the threshold", [judged(["high"])], "high", 1],
    ["a finding on one host of two", [judged([]), judged(["critical"])], "high", 1],
    ["a host that was not visited", [unreachable], "high", 2],
    ["a finding, and a host that was not visited", [judged(["critical"]), unreachable], "high", 2],
    ["an unknown rule that could reach the threshold", [judged([], [[3, 4]])], "high", 2],
    ["an unknown rule that could not", [judged([], [[3, 2]])], "high", 0],
    ["an unknown rule beside a finding", [judged(["high"], [[3, 4]])], "high", 1],
  ] as const)("%s", (_, outcomes, failOn, status) => {
    expect(statusOf(outcomes, failOn)).toBe(status);
  });

  const shared = { verdict: "unknown", likelihood: 3, impact: 3, findings: [] } as unknown as RuleResult;
  it.each([
    ["what all hosts together leave unknown, and could reach the threshold", [judged([])], "high", 2],
    ["what all together leave unknown, and could not", [judged([])], "critical", 0],
    ["what all together leave unknown, beside a finding", [judged(["high"])], "high", 1],
  ] as const)("%s", (_, outcomes, failOn, status) => {
    expect(statusOf(outcomes, failOn, [shared])).toBe(status);
  });
});
