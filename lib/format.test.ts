import { describe, expect, test } from "vitest";
import { ago, bytes, count, duration, instant, list, percent, since } from "./format.ts";

describe("format", () => {
  test("counts agree with their noun", () => {
    expect([count(0, "host"), count(1, "host"), count(2, "host")]).toEqual(["0 hosts", "1 host", "2 hosts"]);
    expect(count(2, "entry", "entries")).toBe("2 entries");
  });

  test("a share is whole only when it is", () => {
    expect([percent(0), percent(0.944), percent(0.996), percent(1)]).toEqual(["0 %", "94 %", "99 %", "100 %"]);
  });

  test.each([
    [-5, "0 ms"],
    [420, "420 ms"],
    [1400, "1.4 s"],
    [9960, "10 s"],
    [59_000, "59 s"],
    [60_000, "1 min"],
    [3_600_000, "1 h"],
    [47 * 3_600_000, "47 h"],
    [41 * 86_400_000, "41 d"],
  ])("%i ms is %s", (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });

  const now = new Date("2026-05-01T12:00:00Z");
  test("ages", () => {
    expect(ago(new Date("2026-05-01T12:00:30Z"), now)).toBe("just now");
    expect(ago(new Date("2026-05-01T11:57:00Z"), now)).toBe("3 min ago");
    expect(since(new Date("2026-05-01T01:00:00Z"), now)).toBe("new");
    expect(since(new Date("2026-03-21T12:00:00Z"), now)).toBe("since 41 d");
  });

  test("instants are in UTC", () => {
    expect(instant(now)).toBe("2026-05-01 12:00:00");
  });

  test("bytes", () => {
    expect([bytes(0), bytes(812), bytes(4200), bytes(2 * 1024 * 1024), bytes(15_000)]).toEqual([
      "0 B",
      "812 B",
      "4.1 KiB",
      "2 MiB",
      "15 KiB",
    ]);
  });

  test("lists stay short", () => {
    expect([list([]), list(["a"]), list(["a", "b"]), list(["a", "b", "c"]), list(["a", "b", "c", "d"])]).toEqual([
      "",
      "a",
      "a and b",
      "a, b and c",
      "a, b and 2 more",
    ]);
  });
});
