import { describe, expect, test } from "vitest";
import { isCompared, limitsOf, type SeenHost, type SeenState } from "./limits.ts";

const hour = (hours: number) => new Date(Date.UTC(2026, 0, 1, hours));
const state = (snapshotId: string, from: number, until: number): SeenState => ({
  snapshotId,
  seenFrom: hour(from),
  seenUntil: hour(until),
});
const span = { from: hour(10), to: hour(34), isNow: true };
const host = (change: Partial<SeenHost>): SeenHost => ({
  isReachable: true,
  lastErrorSentence: null,
  intervalSeconds: 3600,
  from: state("a", 0, 20),
  to: state("b", 21, 34),
  ...change,
});
const kinds = (change: Partial<SeenHost>, over: Partial<Parameters<typeof limitsOf>[1]> = {}) =>
  limitsOf(host(change), { ...span, ...over }).map(({ kind }) => kind);
const same = state("a", 0, 34);

describe("a host between two moments", () => {
  test("is compared where visits saw it at both, changed or not", () => {
    expect(kinds({})).toEqual([]);
    expect(kinds({ from: same, to: same })).toEqual([]);
  });

  test.each<[string, Partial<SeenHost>, Partial<Parameters<typeof limitsOf>[1]>]>([
    ["never-read", { from: null, to: null }, {}],
    ["never-read", { from: null, to: null }, { from: null }],
    ["no-mark", {}, { from: null }],
    ["no-mark", {}, { from: hour(40) }],
    ["not-read", { from: state("a", 0, 9), to: state("a", 0, 9), isReachable: false }, {}],
    ["read-once", { from: state("a", 30, 30), to: state("a", 30, 30) }, {}],
  ])("is not compared: %s", (kind, change, over) => {
    const limits = limitsOf(host(change), { ...span, ...over });
    expect(limits.map((limit) => limit.kind)).toEqual([kind]);
    expect(isCompared(limits)).toBe(false);
  });

  test.each<[string, Partial<SeenHost>]>([
    ["until", { to: state("b", 21, 31) }],
    ["until", { isReachable: false }],
    ["from", { from: state("a", 11, 20) }],
    ["from", { from: state("a", 11, 34), to: state("a", 11, 34) }],
    ["older", { from: state("a", 0, 7) }],
  ])("is compared over a part of the time only: %s", (kind, change) => {
    expect(kinds(change)).toEqual([kind]);
    expect(isCompared(limitsOf(host(change), span))).toBe(true);
  });

  test("that ends in the past is not judged by whether it answers now", () => {
    expect(kinds({ isReachable: false }, { isNow: false })).toEqual([]);
    expect(limitsOf(host({ from: null, to: null }), { ...span, isNow: false })[0]?.words).toBe("was not read before the end of this time");
  });

  test("says why in words, with the time", () => {
    const silent = host({ isReachable: false, lastErrorSentence: "Nothing answers on port 22.", to: state("b", 21, 30) });
    expect(limitsOf(silent, span)[0]?.words).toBe("was read only until 2026-01-02 06:00 UTC: Nothing answers on port 22.");
    expect(limitsOf(host({ from: null, to: null }), span)[0]?.words).toBe("was never read: its first visit is still to come");
  });
});
