import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeHost } from "#lib/engine/evaluate.ts";
import { factNames, factSchemas, type Readings } from "#lib/facts/index.ts";
import { anyTime } from "./testing/testing.ts";
import { valuesOf } from "./testing/values-of.ts";

/** Words that make rules take their branches, between words that nobody expects. */
const words = fc.oneof(
  fc.constantFrom(
    "nfs",
    "none",
    "bind",
    "_netdev",
    "nofail",
    "/",
    "/mnt/nas",
    "/mnt/nas/vms",
    "nas:/vms",
    "nas",
    "10.0.0.7",
    "::1",
    "127.0.1.1",
  ),
  fc.constantFrom("/dev/sdb1", "x-systemd.requires=/mnt/nas", "vmbr0", "default", "global", "main", "local-fs.target", "a.mount", "dns"),
  fc.string({ unit: "binary", maxLength: 12 }),
);

const readings = fc.record(
  Object.fromEntries(factNames.map((name) => [name, valuesOf(factSchemas[name], words).map((value) => ({ status: "ok", value }))])),
) as fc.Arbitrary<Readings>;

test("no rule breaks on facts of any content, and every finding is whole", { timeout: 60_000 }, () => {
  const found = new Set<string>();
  fc.assert(
    fc.property(readings, (facts) => {
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
