import { expect, test } from "vitest";
import { describeRanges, inRanges, mergedRanges, rangesWithout, vlanRanges } from "./vlan-lists.ts";

test.each([
  ["2-4094", [[2, 4094]]],
  [
    "10 20 30-40",
    [
      [10, 10],
      [20, 20],
      [30, 40],
    ],
  ],
  [
    "1 pvid untagged, 10,20",
    [
      [1, 1],
      [10, 10],
      [20, 20],
    ],
  ],
  [
    "10;20-30",
    [
      [10, 10],
      [20, 30],
    ],
  ],
  ["0 4095 9-3 x", []],
])("%s", (text, ranges) => {
  expect(vlanRanges(text)).toEqual(ranges);
});

test("what one list has and the other lacks", () => {
  expect(rangesWithout(vlanRanges("10-20 99"), vlanRanges("12-15 99"))).toEqual([
    [10, 11],
    [16, 20],
  ]);
  expect(rangesWithout(vlanRanges("10"), vlanRanges("2-4094"))).toEqual([]);
  expect(inRanges(vlanRanges("2-99"), 120)).toBe(false);
  expect(describeRanges(vlanRanges("10 20-40"))).toBe("10, 20–40");
});

test("neighbours and overlaps become one range", () => {
  expect(mergedRanges(vlanRanges("4 1 2 3 10-20 15-30 40"))).toEqual([
    [1, 4],
    [10, 30],
    [40, 40],
  ]);
});
