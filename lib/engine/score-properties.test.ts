import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Level } from "#lib/rules/severity.ts";
import type { RuleResult } from "./judgement.ts";
import { coverageOf, scoreHost } from "./score.ts";
import { type Certainty, type Decided, finding, many, result, type Scored } from "./score-testing.ts";

const high = (name: string) => finding(`high-${name}`, 3, 3);

const level = fc.constantFrom<Level>(1, 2, 3, 4);
const certainty = fc.constantFrom<Certainty>("confirmed", "inferred", "suspected");
const verdict = fc.constantFrom<RuleResult["verdict"]>("passed", "failed", "not-applicable", "unknown");
const name = fc.integer({ min: 0, max: 40 }).map(String);
const findings = fc.uniqueArray(
  fc
    .tuple(name, level, level, certainty, name)
    .map(([fingerprint, likelihood, impact, confidence, rule]) => finding(fingerprint, likelihood, impact, confidence, rule)),
  { selector: (one) => one.fingerprint, maxLength: 25 },
);
const results = fc.uniqueArray(
  fc.tuple(name, verdict, level, level).map(([rule, said, likelihood, impact]) => result(rule, said, likelihood, impact)),
  { selector: (one) => one.rule, maxLength: 25 },
);
const lesser = fc.uniqueArray(
  fc
    .tuple(name, level, level, certainty)
    .map(([fingerprint, likelihood, impact, confidence]) => finding(fingerprint, likelihood, impact, confidence))
    .filter((one) => one.severity !== "critical"),
  { selector: (one) => one.fingerprint, maxLength: 41 },
);

/** Unrounded: a rise of half a point must not hide behind rounding. */
function exact(some: readonly Scored[], verdicts: readonly Decided[]): number {
  const { floor, parts } = scoreHost(some, verdicts);
  return floor + parts.reduce((sum, part) => sum + part.points, 0);
}

const rounding = 1e-9;

describe("whatever the findings", () => {
  test("the score is within 0 to 100, and floor and shares add up to it", () => {
    fc.assert(
      fc.property(findings, results, (some, verdicts) => {
        const { score, worstCase, parts } = scoreHost(some, verdicts);
        expect(score).toBe(Math.floor(exact(some, verdicts) + 0.5));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(worstCase).toBeGreaterThanOrEqual(score);
        expect(parts.every((part) => part.points >= 0)).toBe(true);
      }),
    );
  });

  test("the order does not matter", () => {
    fc.assert(
      fc.property(findings, results, fc.integer(), (some, verdicts, seed) => {
        const shuffled = [...some].sort((one, other) => rank(one.fingerprint, seed) - rank(other.fingerprint, seed));
        expect(scoreHost(shuffled, [...verdicts].reverse())).toEqual(scoreHost(some, verdicts));
      }),
    );
  });

  test("the same fault told twice counts once, as the worse of the two, in either order", () => {
    fc.assert(
      fc.property(level, level, level, level, (oneLikelihood, oneImpact, otherLikelihood, otherImpact) => {
        const pair = [finding("same", oneLikelihood, oneImpact), finding("same", otherLikelihood, otherImpact)];
        const alone = Math.max(...pair.map((one) => exact([one], [])));
        expect(exact(pair, [])).toBeCloseTo(alone, 9);
        expect(exact([...pair].reverse(), [])).toBeCloseTo(alone, 9);
      }),
    );
  });

  test("removing a finding never raises it, whatever could not be decided", () => {
    fc.assert(
      fc.property(findings, results, fc.nat(), (some, verdicts, index) => {
        fc.pre(some.length > 0);
        const fewer = some.filter((_, at) => at !== index % some.length);
        expect(exact(fewer, verdicts)).toBeLessThanOrEqual(exact(some, verdicts) + rounding);
      }),
      { numRuns: 500 },
    );
  });

  test("one critical outranks any number of lesser ones", () => {
    fc.assert(
      fc.property(lesser, fc.constantFrom<Certainty>("confirmed", "inferred"), (some, confidence) => {
        expect(scoreHost([finding("worst", 3, 4, confidence)], []).score).toBeGreaterThan(scoreHost(some, []).score);
      }),
    );
    expect(scoreHost([finding("worst", 3, 4, "inferred")], []).score).toBeGreaterThan(scoreHost(many(5000, high), []).score);
  });

  test("an unknown in the place of a pass never lowers it", () => {
    fc.assert(
      fc.property(findings, results, fc.nat(), (some, verdicts, index) => {
        const passed = verdicts.filter((one) => one.verdict === "passed");
        fc.pre(passed.length > 0);
        const chosen = passed[index % passed.length];
        const darker = verdicts.map((one) => (one === chosen ? { ...one, verdict: "unknown" as const } : one));
        expect(exact(some, darker)).toBeGreaterThanOrEqual(exact(some, verdicts) - rounding);
        expect(coverageOf(darker)).toBeLessThanOrEqual(coverageOf(verdicts));
      }),
      { numRuns: 500 },
    );
  });

  test("what is not known never lifts a host above medium, and never hides a finding", () => {
    fc.assert(
      fc.property(findings, results, (some, verdicts) => {
        expect(exact([], verdicts)).toBeLessThanOrEqual(44);
        expect(exact(some, verdicts)).toBeGreaterThanOrEqual(exact(some, []) - rounding);
      }),
    );
  });
});

/** A pseudo-random but steady place for a name. */
function rank(text: string, seed: number): number {
  return [...text].reduce((hash, character) => (hash * 31 + character.charCodeAt(0) + seed) % 1_000_003, 7);
}
