import type { ReportFormat } from "#lib/reports/report/format.ts";

interface Common {
  id: string;
  enabled: boolean;
  formats: ReportFormat[];
  paper: "a4" | "letter";
  recipients: string[];
  /** What comes next, in words; null where nothing does. */
  next: string | null;
}

/** A schedule as its row and form show it. */
export type ListedSchedule = Common &
  (
    | {
        trigger: "weekly";
        kind: "fleet" | "cluster" | "host";
        subject: string | null;
        /** Null for the fleet, and where what it is about is gone. */
        subjectName: string | null;
        weekday: number;
        time: string;
        timeZone: string;
      }
    | { trigger: "before-window"; leadMinutes: number }
  );

/** What forms of schedules offer and say. */
export interface ScheduleSurroundings {
  hosts: { id: string; name: string }[];
  clusters: string[];
  /** The server's. */
  timeZone: string;
  isMailSet: boolean;
}

/** A schedule as the API takes it. */
export function inputOf(schedule: ListedSchedule): Record<string, unknown> {
  const { trigger, enabled, formats, paper, recipients } = schedule;
  const common = { trigger, enabled, formats, paper, recipients };
  if (schedule.trigger === "before-window") return { ...common, leadMinutes: schedule.leadMinutes };
  const { kind, subject, weekday, time, timeZone } = schedule;
  return { ...common, kind, subject, weekday, time, timeZone };
}
