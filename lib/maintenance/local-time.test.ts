import { describe, expect, it } from "vitest";
import { type LocalTime, localTimeOf, plusMinutes, readLocalTime } from "./local-time.ts";

describe("a time on a wall clock", () => {
  it.each<[string, string, LocalTime]>([
    ["2026-01-31T22:00", "Europe/Berlin", { kind: "once", at: "2026-01-31T22:00:00+01:00" }],
    ["2026-07-31T22:00", "Europe/Berlin", { kind: "once", at: "2026-07-31T22:00:00+02:00" }],
    ["2026-07-31T22:00", "Asia/Kathmandu", { kind: "once", at: "2026-07-31T22:00:00+05:45" }],
    ["2026-07-31T22:00", "UTC", { kind: "once", at: "2026-07-31T22:00:00+00:00" }],
    ["2026-03-29T02:30", "Europe/Berlin", { kind: "never", before: "01:30", after: "03:30" }],
    ["2026-10-25T02:30", "Europe/Berlin", { kind: "twice", first: "2026-10-25T02:30:00+02:00", second: "2026-10-25T02:30:00+01:00" }],
    ["2026-04-05T02:15", "Australia/Lord_Howe", { kind: "once", at: "2026-04-05T02:15:00+10:30" }],
    ["2026-04-05T01:45", "Australia/Lord_Howe", { kind: "twice", first: "2026-04-05T01:45:00+11:00", second: "2026-04-05T01:45:00+10:30" }],
    ["", "Europe/Berlin", { kind: "unreadable" }],
    ["2026-02-30T10:00", "Europe/Berlin", { kind: "unreadable" }],
    ["2026-01-31T22:00", "Europe/Nowhere", { kind: "unreadable" }],
  ])("%s in %s", (local, timeZone, expected) => {
    expect(readLocalTime(local, timeZone)).toEqual(expected);
  });

  it.each(["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"])("is shown again as it was typed: %s", (at) => {
    expect(localTimeOf(new Date(at), "Europe/Berlin")).toBe("2026-10-25T02:30");
  });

  it("is moved on by minutes, into the next day too", () => {
    expect(plusMinutes("2026-12-31T23:00", 120)).toBe("2027-01-01T01:00");
    expect(plusMinutes("", 120)).toBeNull();
  });
});
