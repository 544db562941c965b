import { describe, expect, test } from "vitest";
import { hasMoved, historyWords, ruleMarks, ruleWords, type ScorePoint, stepsOf, stillWords } from "./score-history.ts";

const hour = (hours: number) => new Date(Date.UTC(2026, 0, 1, hours));
const point = (from: number, score: number, over: Partial<ScorePoint> = {}): ScorePoint => ({
  seenFrom: hour(from),
  seenUntil: hour(from + 1),
  score,
  coverage: 0.949,
  rules: { added: 0, removed: 0 },
  ...over,
});

describe("score over time", () => {
  test("each state is a step, and the last lasts until it was last seen", () => {
    expect(stepsOf([point(0, 40), point(2, 91)])).toEqual([
      { at: hour(0).getTime(), score: 40, coveragePercent: 94 },
      { at: hour(2).getTime(), score: 91, coveragePercent: 94 },
      { at: hour(3).getTime(), score: 91, coveragePercent: 94 },
    ]);
    expect(stepsOf([point(0, 40, { seenUntil: hour(0) })])).toHaveLength(1);
    expect(stepsOf([])).toEqual([]);
  });

  test("only other rules make a mark; where that was not kept there is none", () => {
    const points = [point(0, 40, { rules: null }), point(1, 40), point(2, 60, { rules: { added: 12, removed: 1 } })];
    expect(ruleMarks(points)).toEqual([{ at: hour(2).getTime(), words: "rules +12 −1" }]);
    expect([ruleWords({ added: 3, removed: 0 }), ruleWords({ added: 0, removed: 2 })]).toEqual(["rules +3", "rules −2"]);
  });

  test("in words", () => {
    expect(historyWords([point(0, 40), point(1, 20), point(2, 91, { coverage: 1 })])).toBe(
      "Score from 40 to 91 of 100, lowest 20, highest 91; coverage from 94 to 100 %",
    );
    expect(historyWords([])).toBe("No score yet");
  });

  test("is drawn where it moved, or where the rules were others; else it is said", () => {
    expect([hasMoved([]), hasMoved([point(0, 40)]), hasMoved([point(0, 40), point(1, 40)])]).toEqual([false, false, false]);
    expect(hasMoved([point(0, 40), point(1, 40, { coverage: 0.5 })])).toBe(true);
    expect(hasMoved([point(0, 40), point(1, 40, { rules: { added: 1, removed: 0 } })])).toBe(true);
    expect(stillWords([point(0, 40), point(1, 40)])).toBe(
      "Score 40 of 100, coverage 94 %, the same at every visit since 2026-01-01 00:00 UTC: a chart is drawn once it moves.",
    );
    expect(stillWords([point(0, 40, { seenUntil: hour(0) })])).toContain("from one visit, 2026-01-01 00:00 UTC");
  });
});
