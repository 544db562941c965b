import { describe, expect, test } from "vitest";
import { lanes } from "#lib/lanes.ts";
import { dueLanes, otherLanes } from "./cadence.ts";

const now = new Date("2026-05-01T12:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const all = (minutes: number) => Object.fromEntries(lanes.map((lane) => [lane, ago(minutes)]));

describe("which lanes a visit reads", () => {
  test.each([
    ["all at the first visit", {}, [...lanes]],
    ["the cheap ones a minute later", all(1), ["fast", "slow"]],
    ["the hourly one after an hour", all(60), ["fast", "slow", "hourly"]],
    ["the hourly one already when the visit comes a few seconds early", all(59.5), ["fast", "slow", "hourly"]],
    ["everything after a day", all(24 * 60), [...lanes]],
    ["a lane that was never read", { ...all(1), daily: undefined }, ["fast", "slow", "daily"]],
    ["everything when the clock was set back", all(-5), [...lanes]],
  ])("%s", (_, readAt, expected) => {
    expect(dueLanes(readAt as Record<string, Date>, now)).toEqual(expected);
  });

  test("everything when a person asks", () => expect(dueLanes(all(1), now, true)).toEqual([...lanes]));
  test("the others are those that it leaves out", () => expect(otherLanes(["fast", "slow"])).toEqual(["hourly", "sixHourly", "daily"]));
});
