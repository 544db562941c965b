import ical, { ICalEventStatus } from "ical-generator";
import { plainLine, plainText } from "#lib/plain-text.ts";

/** A maintenance window as a calendar shows it. */
export interface CalendarWindow {
  id: string;
  title: string;
  startsAt: Date;
  endsAt: Date;
  updatedAt: Date;
  /** Names of its hosts. */
  hosts: readonly string[];
  /** What is planned, in words: "reboot kvm-01". */
  actions: readonly string[];
  note: string | null;
  isCancelled: boolean;
}

/** Maintenance windows as iCalendar (RFC 5545), in UTC: every calendar shows them in its own zone. `publicUrl` leads to Bulkhead. */
export function calendarOf(windows: readonly CalendarWindow[], publicUrl: string): string {
  const calendar = ical({
    name: "Bulkhead: maintenance windows",
    prodId: { company: "Bulkhead", product: "maintenance windows", language: "EN" },
  });
  for (const { id, title, startsAt, endsAt, updatedAt, hosts, actions, note, isCancelled } of windows) {
    const url = `${publicUrl}/maintenance/${id}`;
    const lines = [
      ...actions.map((action, index) => `${index + 1}. ${plainLine(action)}`),
      ...(note === null ? [] : ["", plainText(note)]),
      "",
      url,
    ];
    calendar.createEvent({
      id: `${id}@bulkhead`,
      start: startsAt,
      end: endsAt,
      stamp: updatedAt,
      lastModified: updatedAt,
      summary: plainLine(title),
      location: hosts.map((host) => plainLine(host)).join(", "),
      description: lines.join("\n"),
      url,
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}
