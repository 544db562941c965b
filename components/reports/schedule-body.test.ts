import { describe, expect, it } from "vitest";
import { ScheduleInput } from "#lib/reports/schedules/schedule.ts";
import { scheduleBodyOf } from "./schedule-body.ts";

function form(fields: Record<string, string | string[]>): FormData {
  const data = new FormData();
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) data.append(name, value);
  return data;
}

describe("the form of a schedule", () => {
  const weekly = { what: "fleet", weekday: "1", time: "06:00", timeZone: "Europe/Berlin", paper: "a4", formats: ["html", "pdf"] };

  it("sends a weekly one as the API takes it, each recipient once", () => {
    const data = form({ ...weekly, recipients: "night@example.org\n\n lead@example.org, night@example.org" });
    expect(ScheduleInput.parse(scheduleBodyOf("weekly", data, true))).toEqual({
      ...{ trigger: "weekly", enabled: true, kind: "fleet", subject: null, weekday: 1, time: "06:00", timeZone: "Europe/Berlin" },
      ...{ formats: ["pdf", "html"], paper: "a4", recipients: ["night@example.org", "lead@example.org"] },
    });
  });

  it("keeps the name of a cluster whole", () => {
    expect(scheduleBodyOf("weekly", form({ ...weekly, what: "cluster:a:b" }), true)).toMatchObject({ kind: "cluster", subject: "a:b" });
  });

  it("sends hours before a window as minutes", () => {
    expect(scheduleBodyOf("before-window", form({ leadHours: "1.5", formats: "pdf", paper: "letter" }), false)).toEqual({
      ...{ trigger: "before-window", enabled: false, formats: ["pdf"], paper: "letter", recipients: [], leadMinutes: 90 },
    });
  });
});
