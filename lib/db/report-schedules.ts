import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Problem } from "#lib/problem.ts";
import { papers, reportFormats } from "#lib/reports/report/format.ts";
import { nextWeekly } from "#lib/reports/schedules/next-time.ts";
import { type ScheduleInput, scheduledKinds, type WeeklySchedule } from "#lib/reports/schedules/schedule.ts";
import { type AuditAction, audit } from "./audit.ts";
import { type Db, db, inTransaction } from "./client.ts";

const common = {
  id: z.string(),
  enabled: z.boolean(),
  formats: z.array(z.enum(reportFormats)),
  paper: z.enum(papers).catch("a4"),
  recipients: z.array(z.string()),
  createdBy: z.string(),
};
const Weekly = z.object({
  ...common,
  trigger: z.literal("weekly"),
  kind: z.enum(scheduledKinds),
  subject: z.string().nullable(),
  weekday: z.int().min(1).max(7),
  time: z.string(),
  timeZone: z.string(),
  /** Null while it is off. */
  nextAt: z.date().nullable(),
});
const BeforeWindow = z.object({ ...common, trigger: z.literal("before-window"), kind: z.literal("window"), leadMinutes: z.int() });
const Stored = z.discriminatedUnion("trigger", [Weekly, BeforeWindow]);
export type StoredSchedule = z.infer<typeof Stored>;
/** A schedule with what a weekly one is about, as people call it; null where that is gone. */
export type ReportSchedule = StoredSchedule & { subjectName: string | null };

/** All schedules: that of windows first, then the weekly ones as they were made. */
export async function listReportSchedules(): Promise<ReportSchedule[]> {
  const rows = await db().reportSchedule.findMany({ orderBy: [{ trigger: "asc" }, { createdAt: "asc" }, { id: "asc" }] });
  return Promise.all(rows.flatMap((row) => parseSchedule(row) ?? []).map(withSubject));
}

/** A stored schedule; undefined for one that does not fit this version. */
export function parseSchedule(row: unknown): StoredSchedule | undefined {
  return Stored.safeParse(row).data;
}

async function withSubject(schedule: StoredSchedule): Promise<ReportSchedule> {
  if (schedule.trigger === "before-window" || schedule.subject === null) return { ...schedule, subjectName: null };
  return { ...schedule, subjectName: await subjectName(db(), schedule.kind, schedule.subject) };
}

/** What a weekly report is about, as people call it; null where it is not there. */
async function subjectName(tx: Db, kind: WeeklySchedule["kind"], subject: string): Promise<string | null> {
  if (kind === "host") return (await tx.host.findUnique({ where: { id: subject }, select: { name: true } }))?.name ?? null;
  return (await tx.host.count({ where: { clusterName: subject } })) === 0 ? null : subject;
}

/** What weekly reports can be about beside the fleet. */
export async function listScheduleSubjects(): Promise<{ hosts: { id: string; name: string }[]; clusters: string[] }> {
  const hosts = await db().host.findMany({ orderBy: { name: "asc" }, select: { id: true, name: true, clusterName: true } });
  const clusters = [...new Set(hosts.flatMap(({ clusterName }) => clusterName ?? []))].sort();
  return { hosts: hosts.map(({ id, name }) => ({ id, name })), clusters };
}

/** Adds a weekly schedule. Throws `invalid` where what it is about is not there, and for a second one before windows. */
export async function addReportSchedule(input: ScheduleInput, by: string, now: Date): Promise<{ id: string }> {
  if (input.trigger === "before-window") throw new Problem("conflict", "There is one schedule before windows already: change that one.");
  const id = randomUUID();
  await inTransaction(async (tx) => {
    await tx.reportSchedule.create({ data: { id, createdBy: by, ...(await columns(tx, input, now)) }, select: { id: true } });
    await note(tx, "report-schedule.added", id, input, by);
  });
  return { id };
}

/** Changes a schedule, which stays weekly or before windows. Throws `not-found` or `invalid`. */
export async function changeReportSchedule(id: string, input: ScheduleInput, by: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { trigger } = await lockSchedule(tx, id);
    if (trigger !== input.trigger) throw new Problem("invalid", "A schedule cannot become one of the other kind.");
    await tx.reportSchedule.update({ where: { id }, data: await columns(tx, input, now), select: { id: true } });
    await note(tx, "report-schedule.changed", id, input, by);
  });
}

/** Removes a weekly schedule; what it made is kept. Throws `not-found` or `conflict`. */
export async function removeReportSchedule(id: string, by: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { trigger } = await lockSchedule(tx, id);
    if (trigger === "before-window") throw new Problem("conflict", "The schedule before windows can be switched off, not removed.");
    await tx.reportSchedule.delete({ where: { id }, select: { id: true } });
    await audit({ actor: by, action: "report-schedule.removed", subject: id }, tx);
  });
}

/** Locked, so that a worker that just makes what is due and a change of the time follow each other. */
async function lockSchedule(tx: Db, id: string): Promise<{ trigger: string }> {
  const [row] = await tx.$queryRaw<{ trigger: string }[]>`select "trigger" from "report_schedule" where "id" = ${id}::uuid for update`;
  if (row === undefined) throw new Problem("not-found", "There is no such schedule: it was removed.");
  return row;
}

async function columns(tx: Db, input: ScheduleInput, now: Date) {
  if (input.trigger === "before-window") return { ...input, kind: "window" };
  if (input.subject !== null && (await subjectName(tx, input.kind, input.subject)) === null)
    throw new Problem("invalid", "Some of it does not fit: see the marked fields.", { subject: `There is no such ${input.kind}` });
  return { ...input, nextAt: input.enabled ? nextWeekly(input, now) : null };
}

function note(tx: Db, action: AuditAction, subject: string, { trigger, enabled, recipients }: ScheduleInput, actor: string): Promise<void> {
  return audit({ actor, action, subject, detail: { trigger, enabled, recipients: recipients.length } }, tx);
}
