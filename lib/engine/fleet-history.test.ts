import { expect, test } from "vitest";
import { fleetHistory, type HistoryHost, type StateScore } from "./fleet-history.ts";

const hour = (hours: number) => new Date(Date.UTC(2026, 0, 1, hours));
const host = (hostId: string, created = 0): HistoryHost => ({ hostId, createdAt: hour(created), intervalSeconds: 3600 });
const state = (hostId: string, from: number, until: number, score: number, coverage = 1): StateScore => ({
  hostId,
  seenFrom: hour(from),
  seenUntil: hour(until),
  score,
  coverage,
});
const between = (hosts: HistoryHost[], states: StateScore[], from = 0, to = 4) =>
  fleetHistory(hosts, states, { from: hour(from), to: hour(to), steps: to - from }).map(({ at, ...point }) => [at.getUTCHours(), point]);

test("the mean and the worst of the hosts that were read, at each time", () => {
  const states = [state("a", 0, 1, 20), state("b", 0, 9, 60, 0.5), state("a", 2, 9, 80)];
  const sound = { hosts: 2, inSight: 2, coverage: 0.75 };
  expect(between([host("a"), host("b")], states, 0, 3)).toEqual([
    [0, { ...sound, mean: 40, worst: 60 }],
    [1, { ...sound, mean: 40, worst: 60 }],
    [2, { ...sound, mean: 70, worst: 80 }],
    [3, { ...sound, mean: 70, worst: 80 }],
  ]);
});

test("a host that is no longer read has no score, and counts as one of which nothing is decided", () => {
  const points = between([host("a"), host("b")], [state("a", 0, 9, 20), state("b", 0, 0, 100)]);
  expect(points.at(2)).toEqual([2, { hosts: 2, inSight: 2, mean: 60, worst: 100, coverage: 1 }]);
  expect(points.at(3)).toEqual([3, { hosts: 2, inSight: 1, mean: 20, worst: 20, coverage: 0.5 }]);
});

test("one that was never read lowers the coverage from when it was entered", () => {
  expect(between([host("a"), host("new", 2)], [state("a", 0, 9, 20)], 1, 2)).toEqual([
    [1, { hosts: 1, inSight: 1, mean: 20, worst: 20, coverage: 1 }],
    [2, { hosts: 2, inSight: 1, mean: 20, worst: 20, coverage: 0.5 }],
  ]);
});

test("it begins with the first visit, and there is none where nothing was read", () => {
  expect(between([host("a")], [state("a", 3, 9, 20)]).map(([at]) => at)).toEqual([3, 4]);
  expect(between([host("a")], [])).toEqual([]);
});

test("between visits that all failed nothing is known", () => {
  const [, , , dark] = between([host("a")], [state("a", 0, 0, 20)]);
  expect(dark).toEqual([3, { hosts: 1, inSight: 0, mean: null, worst: null, coverage: 0 }]);
});
