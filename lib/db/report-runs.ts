import { randomUUID } from "node:crypto";
import { nextWeekly } from "#lib/reports/schedules/next-time.ts";
import { nextStep } from "#lib/reports/schedules/window-run.ts";
import { type Db, db, inTransaction } from "./client.ts";
import { loadRetention } from "./report-retention.ts";
import { parseSchedule, type StoredSchedule } from "./report-schedules.ts";
import { requestRunReports } from "./reports.ts";
import { askCheck } from "./window-checks.ts";

/** Runs that one look takes: keeps its transactions short, the next look follows at once. */
const dueAtOnce = 20;

/**
 * Asks for the weekly reports that are due and sets their next time. What was missed while nobody worked is made once, however often it was due.
 * Safe with several workers: each schedule is taken by one. Returns how many were due.
 */
export function startWeeklyRuns(now: Date): Promise<number> {
  return inTransaction(async (tx) => {
    const due = await tx.$queryRaw<{ id: string }[]>`
      select "id" from "report_schedule" where "enabled" and "trigger" = 'weekly' and "nextAt" <= ${now}::timestamptz
      order by "nextAt" limit ${dueAtOnce} for update skip locked`;
    for (const { id } of due) await startWeekly(tx, id, now);
    return due.length;
  });
}

async function startWeekly(tx: Db, scheduleId: string, now: Date): Promise<void> {
  const schedule = parseSchedule(await tx.reportSchedule.findUnique({ where: { id: scheduleId } }));
  if (schedule?.trigger !== "weekly" || schedule.nextAt === null) return;
  const { nextAt: at, kind, subject } = schedule;
  const id = randomUUID();
  const data = {
    id,
    occasion: `weekly ${scheduleId} ${at.toISOString()}`,
    scheduleId,
    at,
    requestedAt: now,
    recipients: schedule.recipients,
  };
  const { count } = await tx.reportRun.createMany({ data: [data], skipDuplicates: true });
  if (count > 0) await requestOf(tx, schedule, { runId: id, kind, subject, name: await nameOf(tx, kind, subject) }, now);
  await tx.reportSchedule.update({ where: { id: scheduleId }, data: { nextAt: nextWeekly(schedule, now) }, select: { id: true } });
}

async function nameOf(tx: Db, kind: string, subject: string | null): Promise<string> {
  if (kind !== "host" || subject === null) return subject ?? kind;
  return (await tx.host.findUnique({ where: { id: subject }, select: { name: true } }))?.name ?? subject;
}

/**
 * Notes which windows begin so soon that their report is due: one run for each window and start, also of those that were planned too late for
 * it or began while nobody worked, as long as they are not over. Returns how many there were.
 */
export async function startWindowRuns(now: Date): Promise<number> {
  const schedule = parseSchedule(await db().reportSchedule.findFirst({ where: { trigger: "before-window", enabled: true } }));
  if (schedule?.trigger !== "before-window") return 0;
  const soon = new Date(now.getTime() + schedule.leadMinutes * 60_000);
  const due = await db().$queryRaw<{ id: string; startsAt: Date }[]>`
    select w."id", w."startsAt" from "maintenance_window" w
    where w."closedAt" is null and w."cancelledAt" is null and w."endsAt" > ${now}::timestamptz and w."startsAt" <= ${soon}::timestamptz
      and not exists (select 1 from "report_run" r where r."windowId" = w."id" and r."at" = w."startsAt")
    order by w."startsAt" limit ${dueAtOnce}`;
  const runs = due.map(({ id: windowId, startsAt: at }) => ({
    ...{ id: randomUUID(), occasion: `window ${windowId} ${at.toISOString()}`, scheduleId: schedule.id, windowId, at, createdAt: now },
  }));
  return (await db().reportRun.createMany({ data: runs, skipDuplicates: true })).count;
}

/**
 * Takes each run before a window a step further: its hosts are read afresh, then its reports are asked for. Returns of how many those were
 * asked for.
 */
export async function pursueWindowRuns(now: Date): Promise<number> {
  const runs = await db().reportRun.findMany({
    where: { requestedAt: null },
    orderBy: { at: "asc" },
    take: dueAtOnce,
    include: {
      window: { select: { id: true, title: true, startsAt: true, endsAt: true, closedAt: true, cancelledAt: true } },
      schedule: true,
    },
  });
  let requested = 0;
  for (const { window, schedule, ...run } of runs) {
    const step = nextStep({ ...run, window, lastCheck: await lastPreCheck(run.windowId) }, now);
    const asked = parseSchedule(schedule);
    if (step === "forget" || window === null || asked === undefined)
      await db().reportRun.deleteMany({ where: { id: run.id, requestedAt: null } });
    else if (step === "check") await check(run.id, window.id, now);
    else if (step === "request") requested += await requestForWindow(run.id, asked, window, now);
  }
  return requested;
}

async function lastPreCheck(windowId: string | null): Promise<{ askedAt: Date; isOver: boolean } | null> {
  if (windowId === null) return null;
  const where = { windowId, kind: "pre" };
  const row = await db().windowCheck.findFirst({ where, orderBy: { askedAt: "desc" }, select: { askedAt: true, status: true } });
  return row && { askedAt: row.askedAt, isOver: row.status !== "collecting" };
}

/** By one worker only; where it dies before it could ask, the report is made without. */
async function check(runId: string, windowId: string, now: Date): Promise<void> {
  const { count } = await db().reportRun.updateMany({ where: { id: runId, checkAskedAt: null }, data: { checkAskedAt: now } });
  if (count > 0) await askCheck(windowId, "pre", "bulkhead");
}

function requestForWindow(runId: string, schedule: StoredSchedule, window: { id: string; title: string }, now: Date): Promise<number> {
  return inTransaction(async (tx) => {
    const data = { requestedAt: now, recipients: schedule.recipients };
    const { count } = await tx.reportRun.updateMany({ where: { id: runId, requestedAt: null }, data });
    if (count > 0) await requestOf(tx, schedule, { runId, kind: "window", subject: window.id, name: window.title }, now);
    return count;
  });
}

type What = Pick<Parameters<typeof requestRunReports>[1], "runId" | "kind" | "subject" | "name">;

async function requestOf(tx: Db, { formats, paper }: StoredSchedule, what: What, now: Date): Promise<void> {
  const { keepDays } = await loadRetention(tx);
  await requestRunReports(tx, { ...what, formats, paper, requestedAt: now, goesAt: new Date(now.getTime() + keepDays * 86_400_000) });
}

/** The report before a window that comes next: when it is due, and whether it is just being made. */
export interface NextWindowRun {
  window: { id: string; title: string; timeZone: string };
  dueAt: Date;
  isPending: boolean;
}

/** Null while there is no window ahead whose report is still to be made. */
export async function nextWindowRun(leadMinutes: number, now: Date): Promise<NextWindowRun | null> {
  const select = { id: true, title: true, timeZone: true, startsAt: true } as const;
  const pending = await db().reportRun.findFirst({ where: { requestedAt: null }, orderBy: { at: "asc" }, select: { window: { select } } });
  const ahead = pending?.window ?? (await nextWindow(now));
  if (ahead === null) return null;
  const { startsAt, ...window } = ahead;
  return { window, dueAt: new Date(startsAt.getTime() - leadMinutes * 60_000), isPending: pending !== null };
}

async function nextWindow(now: Date): Promise<(NextWindowRun["window"] & { startsAt: Date }) | null> {
  const [next] = await db().$queryRaw<(NextWindowRun["window"] & { startsAt: Date })[]>`
    select w."id", w."title", w."timeZone", w."startsAt" from "maintenance_window" w
    where w."closedAt" is null and w."cancelledAt" is null and w."endsAt" > ${now}::timestamptz
      and not exists (select 1 from "report_run" r where r."windowId" = w."id" and r."at" = w."startsAt")
    order by w."startsAt" limit 1`;
  return next ?? null;
}
