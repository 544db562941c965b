import { expect, test } from "vitest";
import type { FleetPoint } from "#lib/engine/fleet-history.ts";
import { fleetMarks, fleetSteps, fleetWords, turns } from "./fleet-history.ts";

const hour = (hours: number) => new Date(Date.UTC(2026, 0, 1, hours));
const point = (hours: number, change: Partial<FleetPoint> = {}): FleetPoint => ({
  ...{ at: hour(hours), hosts: 10, inSight: 10, mean: 40.4, worst: 91, coverage: 0.949 },
  ...change,
});
const dark = { inSight: 0, mean: null, worst: null, coverage: 0 };

test("values are whole, coverage is never rounded up, and a time without a host in sight has none", () => {
  expect(fleetSteps([point(0), point(1, dark)])).toEqual([
    { at: hour(0).getTime(), mean: 40, worst: 91, coveragePercent: 94 },
    { at: hour(1).getTime(), mean: null, worst: null, coveragePercent: 0 },
  ]);
  expect(fleetMarks([{ at: hour(2), added: 12, removed: 1 }])).toEqual([{ at: hour(2).getTime(), words: "rules +12 −1" }]);
});

test("the table has a row where something turns", () => {
  const points = [point(0), point(1), point(2, { inSight: 9 }), point(3, { inSight: 9 }), point(4, { mean: 40.6, inSight: 9 })];
  expect(turns(points).map(({ at }) => at.getUTCHours())).toEqual([0, 2, 4]);
});

test("in words, with how many hosts are out of sight", () => {
  expect(fleetWords([point(0), point(1, { mean: 60, inSight: 9, coverage: 0.8 })])).toBe(
    "Mean risk from 40 to 60 of 100, worst 91; coverage from 94 to 80 %; 9 of 10 hosts in sight at the end",
  );
  expect(fleetWords([point(0), point(1)])).toBe(
    "Mean risk 40 of 100, worst 91, coverage 94 %: the same since 2026-01-01 00:00 UTC; 10 of 10 hosts in sight at the end",
  );
  expect(fleetWords([point(0, dark)])).toBe("No host was read in this time");
  expect(fleetWords([point(0), point(1, dark)])).toContain("coverage from 94 to 0 %; 0 of 10 hosts");
});
