import { z } from "zod";
import { MailAddresses } from "#lib/mail/settings.ts";
import { isTimeZone } from "#lib/maintenance/window.ts";
import { papers, reportFormats } from "#lib/reports/report/format.ts";

/** What a weekly report can be about. */
export const scheduledKinds = ["fleet", "cluster", "host"] as const;

/** How far ahead of a window its report can be made: time enough to read it, and not so early that hosts have changed. */
export const leadLimits = { minimumMinutes: 10, maximumMinutes: 7 * 24 * 60 } as const;

const common = {
  enabled: z.boolean(),
  formats: z
    .array(z.enum(reportFormats))
    .transform((formats) => reportFormats.filter((format) => formats.includes(format)))
    .refine((formats) => formats.length > 0, "Choose at least one"),
  paper: z.enum(papers).default("a4"),
  recipients: MailAddresses.default([]).transform((addresses) => [...new Set(addresses)]),
};

/** On one day of each week, at a time on the wall clock of a time zone. */
export const WeeklySchedule = z
  .strictObject({
    trigger: z.literal("weekly"),
    ...common,
    kind: z.enum(scheduledKinds),
    /** Id of a host, name of a cluster; null for the fleet. */
    subject: z.string().min(1).max(300).nullable().default(null),
    /** Monday is 1. */
    weekday: z.int().min(1).max(7),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time such as 06:00"),
    timeZone: z.string().max(64).refine(isTimeZone, "A time zone such as Europe/Berlin"),
  })
  .refine(({ kind, subject }) => (kind === "fleet") === (subject === null), { path: ["subject"], message: "Say which one" })
  .refine(({ kind, subject }) => kind !== "host" || z.uuid().safeParse(subject).success, {
    path: ["subject"],
    message: "This is no id of a host",
  });
export type WeeklySchedule = z.infer<typeof WeeklySchedule>;

/** Some time before each maintenance window begins. */
export const WindowSchedule = z.strictObject({
  trigger: z.literal("before-window"),
  ...common,
  leadMinutes: z
    .int()
    .min(leadLimits.minimumMinutes, `At least ${leadLimits.minimumMinutes} minutes`)
    .max(leadLimits.maximumMinutes, `At most ${leadLimits.maximumMinutes / 1440} days`),
});
export type WindowSchedule = z.infer<typeof WindowSchedule>;

/** What a form or the API sends to have reports made by themselves. */
export const ScheduleInput = z.discriminatedUnion("trigger", [WeeklySchedule, WindowSchedule]);
export type ScheduleInput = z.infer<typeof ScheduleInput>;
