import { describe, expect, it } from "vitest";
import { nextWeekly } from "./next-time.ts";

const monday = { weekday: 1, time: "06:00", timeZone: "Europe/Berlin" };
const next = (after: string, at = monday) => nextWeekly(at, new Date(after)).toISOString();

describe("a weekly time", () => {
  it("is the next one after now, later the same day or a week ahead", () => {
    expect(next("2026-01-05T04:59:59Z")).toBe("2026-01-05T05:00:00.000Z");
    expect(next("2026-01-05T05:00:00Z")).toBe("2026-01-12T05:00:00.000Z");
    expect(next("2026-01-06T12:00:00Z")).toBe("2026-01-12T05:00:00.000Z");
  });

  it("is on the day that the time zone has, not that of UTC", () => {
    expect(next("2026-01-04T23:30:00Z", { ...monday, time: "00:15" })).toBe("2026-01-11T23:15:00.000Z");
    expect(next("2026-01-04T20:00:00Z", { weekday: 1, time: "09:00", timeZone: "Pacific/Auckland" })).toBe("2026-01-11T20:00:00.000Z");
    expect(next("2026-01-04T19:59:00Z", { weekday: 1, time: "09:00", timeZone: "Pacific/Auckland" })).toBe("2026-01-04T20:00:00.000Z");
  });

  it("stays at its hour on the wall when clocks change", () => {
    expect(next("2026-03-23T05:00:00Z")).toBe("2026-03-30T04:00:00.000Z");
    expect(next("2026-10-19T04:00:00Z")).toBe("2026-10-26T05:00:00.000Z");
  });

  it("comes once in the night whose hour comes twice", () => {
    const sunday = { weekday: 7, time: "02:30", timeZone: "Europe/Berlin" };
    expect(next("2026-10-24T12:00:00Z", sunday)).toBe("2026-10-25T00:30:00.000Z");
    expect(next("2026-10-25T00:30:00Z", sunday)).toBe("2026-11-01T01:30:00.000Z");
    expect(next("2026-10-25T01:00:00Z", sunday)).toBe("2026-11-01T01:30:00.000Z");
  });

  it("comes also in the night that has no such hour", () => {
    const sunday = { weekday: 7, time: "02:30", timeZone: "Europe/Berlin" };
    expect(next("2026-03-28T12:00:00Z", sunday)).toBe("2026-03-29T01:30:00.000Z");
    expect(next("2026-03-29T01:30:00Z", sunday)).toBe("2026-04-05T00:30:00.000Z");
  });
});
