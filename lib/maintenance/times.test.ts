import { describe, expect, it } from "vitest";
import { clockWords, countdownWords, offsetWords, spanWords } from "./times.ts";
import { windowStateAt } from "./window.ts";

const startsAt = new Date("2026-01-31T21:00:00Z");
const endsAt = new Date("2026-01-31T23:30:00Z");

describe("the time of a window", () => {
  it.each([
    ["Europe/London", "Sat 31 Jan 2026, 21:00 – 23:30", "UTC"],
    ["Europe/Berlin", "Sat 31 Jan 2026, 22:00 – Sun 1 Feb 2026, 00:30", "UTC+1"],
    ["America/St_Johns", "Sat 31 Jan 2026, 17:30 – 20:00", "UTC-3:30"],
  ])("in %s", (zone, span, offset) => {
    expect(spanWords(startsAt, endsAt, zone)).toBe(span);
    expect(offsetWords(startsAt, zone)).toBe(offset);
  });

  it("names the day only where it is another one", () => {
    expect(clockWords(startsAt, endsAt, "UTC")).toBe("21:00");
    expect(clockWords(startsAt, endsAt, "Europe/Berlin")).toBe("Sat 31 Jan 2026, 22:00");
  });
});

describe("a countdown", () => {
  const times = { startsAt, endsAt, closedAt: null, cancelledAt: null };
  it.each<[string, object, string]>([
    ["2026-01-31T18:00:00Z", {}, "begins in 3 h"],
    ["2026-01-31T21:00:00Z", {}, "ends in 2 h 30 min"],
    ["2026-01-31T23:42:00Z", {}, "should have ended 12 min ago"],
    ["2026-02-01T00:30:00Z", { closedAt: endsAt }, "closed 1 h ago"],
    ["2026-02-01T00:30:00Z", { cancelledAt: startsAt }, "cancelled 3 h 30 min ago"],
    ["2026-01-28T20:00:00Z", {}, "begins in 3 d 1 h"],
    ["2026-01-31T20:59:30Z", {}, "begins in less than a minute"],
  ])("at %s", (at, over, expected) => {
    const [window, now] = [{ ...times, ...over }, new Date(at)];
    expect(countdownWords(window, windowStateAt(window, now), now)).toBe(expected);
  });
});
