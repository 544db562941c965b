import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeHost } from "#lib/engine/evaluate.ts";
import { anyReadings } from "./testing/arbitrary-readings.ts";
import { anyTime } from "./testing/testing.ts";

test("no rule breaks on facts of any content, and every finding is whole", { timeout: 60_000 }, () => {
  const found = new Set<string>();
  fc.assert(
    fc.property(anyReadings, (facts) => {
      const { results, findings } = judgeHost(facts, { hostId: "h" }, anyTime);
      expect(results.map(({ because }) => because).filter((because) => because?.startsWith("the rule broke"))).toEqual([]);
      for (const finding of findings) {
        found.add(finding.rule);
        expect(finding.evidence.length).toBeLessThan(100);
        expect(`${finding.title} ${finding.observed} ${finding.expected}`).not.toMatch(/\b(undefined|NaN)\b|\[object/);
        expect(finding.remedy.steps.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 300, seed: 1 },
  );
  expect(found.size).toBeGreaterThan(10);
});
