import { describe, expect, test } from "vitest";
import { Moment, timeOf } from "./moments.ts";

const now = new Date("2026-02-01T12:00:00Z");

describe("moments", () => {
  test.each([
    ["24h", "2026-01-31T12:00:00.000Z"],
    ["7d", "2026-01-25T12:00:00.000Z"],
    ["2026-01-31T22:00", "2026-01-31T22:00:00.000Z"],
    ["2026-01-31T22:00:30", "2026-01-31T22:00:30.000Z"],
    ["2026-01-31T22:00:00+02:00", "2026-01-31T20:00:00.000Z"],
  ])("%s is %s", (asked, expected) => {
    expect(timeOf(Moment.parse(asked), now).toISOString()).toBe(expected);
  });

  test.each(["known-good", "window:3b0a8a4e-6a0f-4f06-9d5d-0a7a8f2f8f11"])("%s is told by the database", (asked) => {
    expect(Moment.parse(asked)).toBe(asked);
  });

  test.each(["", "yesterday", "24", "-1d", "12345h", "window:1", "2026-13-01T00:00", "2026-01-31"])("%s is none", (asked) => {
    expect(Moment.safeParse(asked).success).toBe(false);
  });
});
