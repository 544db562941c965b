import { describe, expect, test } from "vitest";
import { readingsOf, type SomeFacts } from "#lib/rules/testing/testing.ts";
import { driftOf } from "./drift.ts";

/** What two visits read, and every change that is to be told, as "words" or, where it is not in effect, "words (when)". */
export type DriftCase = readonly [before: SomeFacts, now: SomeFacts, ...told: string[]];

/** One test for each case. A case that tells nothing is one in which nothing changed. Nothing of the product imports this. */
export function describeDrift(name: string, cases: Readonly<Record<string, DriftCase>>): void {
  describe(`what is told of ${name}`, () => {
    test.each(Object.entries(cases))("%s", (_, [before, now, ...told]) => {
      expect(toldOf(before, now)).toEqual(told);
    });
  });
}

/** The changes between two visits in words. */
export function toldOf(before: SomeFacts, now: SomeFacts): string[] {
  const { changes } = driftOf(readingsOf(before), readingsOf(now));
  return changes.map(({ words, effect }) => (effect === "in effect" ? words : `${words} (${effect})`));
}
