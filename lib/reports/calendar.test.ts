import { expect, test } from "vitest";
import { type CalendarWindow, calendarOf } from "./calendar.ts";

const window: CalendarWindow = {
  id: "w1",
  title: "Kernel update",
  startsAt: new Date("2026-03-01T22:00:00Z"),
  endsAt: new Date("2026-03-01T23:30:00Z"),
  updatedAt: new Date("2026-02-01T10:00:00Z"),
  hosts: ["kvm-01"],
  actions: ["reboot kvm-01"],
  note: null,
  isCancelled: false,
};

/** Content lines, unfolded as RFC 5545 3.1 has it. */
function linesOf(text: string): string[] {
  return text.replace(/\r\n[ \t]/g, "").split("\r\n");
}

test("a window is an event in UTC, with what is planned and where to look", () => {
  const lines = linesOf(calendarOf([window], "https://bulkhead.example"));
  expect(lines).toContain("DTSTART:20260301T220000Z");
  expect(lines).toContain("DTEND:20260301T233000Z");
  expect(lines).toContain("UID:w1@bulkhead");
  expect(lines).toContain("SUMMARY:Kernel update");
  expect(lines).toContain("DESCRIPTION:1. reboot kvm-01\\n\\nhttps://bulkhead.example/maintenance/w1");
  expect(lines).toContain("STATUS:CONFIRMED");
});

test("a cancelled one stays as cancelled, so that calendars take it away", () => {
  expect(linesOf(calendarOf([{ ...window, isCancelled: true }], "https://x"))).toContain("STATUS:CANCELLED");
});

test("text cannot begin a line of its own", () => {
  const hostile = "x\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\u2028; , \\";
  const lines = linesOf(calendarOf([{ ...window, title: hostile, note: hostile, hosts: [hostile], actions: [hostile] }], "https://x"));
  expect(lines.filter((line) => /^(BEGIN|ACTION)/.test(line))).toEqual(["BEGIN:VCALENDAR", "BEGIN:VEVENT"]);
});
