import { describe, expect, test } from "vitest";
import { coverageOf, scoreHost } from "./score.ts";
import { type Decided, finding, many, result, type Scored } from "./score-testing.ts";

const low = (name: string) => finding(`low-${name}`, 3, 1);
const medium = (name: string) => finding(`medium-${name}`, 3, 2);
const high = (name: string) => finding(`high-${name}`, 3, 3);
const critical = (name: string) => finding(`critical-${name}`, 3, 4);

describe("the score of known hosts", () => {
  const beforeItsOutage = [
    finding("nfs-fstab-no-nofail", 3, 4),
    finding("dns-mount-cycle", 3, 4, "inferred"),
    finding("pvid-mismatch", 3, 3),
    finding("fstab-entry-not-mounted", 4, 3),
    finding("second-default-route", 3, 2),
    finding("nfs-device-timeout-noop", 3, 1),
  ];
  test.each<[string, Scored[], number]>([
    ["one critical", [critical("a")], 84],
    ["200 lows", many(200, low), 19],
    ["a host before its outage: two criticals, one of them inferred, and lesser faults", beforeItsOutage, 91],
    ["five highs and four mediums", [...many(5, high), ...many(4, medium)], 72],
    ["one suspected critical counts as a high", [finding("a", 3, 4, "suspected")], 50],
    ["the worst possible finding weighs more: 75 + 25 × 0.5", [finding("a", 4, 4)], 88],
    ["nothing", [], 0],
    ["one info", [finding("a", 1, 1)], 1],
  ])("%s", (_, findings, expected) => {
    expect(scoreHost(findings, [])).toMatchObject({ score: expected, coverage: 1, sight: "seen" });
  });

  test("why 72: the floor and each finding's share, largest first", () => {
    const { floor, parts } = scoreHost([...many(4, medium), ...many(5, high)], []);
    expect(floor).toBe(45);
    expect(parts.map((part) => Number(part.points.toFixed(2)))).toEqual([10.15, 6.6, 4.29, 2.79, 1.81, 0.4, 0.36, 0.31, 0.28]);
  });

  test("clean with 97 % seen stays 0", () => {
    const verdicts = [...many(32, (name) => result(`rule/${name}`, "passed", 3, 2)), result("rule/x", "unknown", 3, 2)];
    const { score, coverage, sight, parts, worstCase } = scoreHost([], verdicts);
    expect([score, Math.round(coverage * 100), sight, parts]).toEqual([0, 97, "seen", []]);
    expect(worstCase).toBe(28);
  });

  test("one low with 97 % seen stays low, whatever the rest may hide, and says what it may become", () => {
    const verdicts = [...many(32, (name) => result(`rule/${name}`, "passed", 3, 2)), result("rule/x", "unknown", 3, 3)];
    const { score, floor, parts, worstCase } = scoreHost([low("a")], verdicts);
    expect([score, floor]).toEqual([11, 5]);
    expect(parts.map(({ kind, severity }) => [kind, severity])).toEqual([
      ["ghost", "low"],
      ["finding", "low"],
    ]);
    expect(worstCase).toBe(56);
  });

  test("clean and dark is 36 and unknown", () => {
    const verdicts = [
      ...many(4, (name) => result(`rule/${name}`, "passed", 3, 4)),
      ...many(6, (name) => result(`rule/x${name}`, "unknown", 3, 4)),
    ];
    const { score, coverage, sight, parts } = scoreHost([], verdicts);
    expect([score, coverage, sight]).toEqual([36, 0.4, "unknown"]);
    expect(parts.map((part) => [part.kind, part.severity])).toEqual(many(6, () => ["ghost", "medium"]));
  });
});

describe("coverage and sight", () => {
  test.each<[string, Decided[], number, string]>([
    ["weighted by likelihood × impact", [result("a", "passed", 4, 4), result("b", "unknown", 2, 2)], 0.8, "partly-seen"],
    ["what does not apply leaves the sum", [result("a", "failed", 2, 2), result("b", "not-applicable", 4, 4)], 1, "seen"],
    [
      "a critical rule unknown is never fully seen",
      [...many(20, (name) => result(name, "passed", 4, 4)), result("b", "unknown", 3, 4)],
      320 / 332,
      "partly-seen",
    ],
    ["below 60 %", [result("a", "passed", 2, 2), result("b", "unknown", 2, 2)], 0.5, "unknown"],
    ["rules about the visit take no part", [result("a", "unknown", 2, 2), result("self/probe-incomplete", "failed", 4, 4)], 0, "unknown"],
    ["no rule applies", [], 1, "seen"],
  ])("%s", (_, results, coverage, sight) => {
    expect(coverageOf(results)).toBeCloseTo(coverage, 10);
    expect(scoreHost([], results).sight).toBe(sight);
  });
});
