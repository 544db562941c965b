import { type MailedReport, type MailedRun, reportsMail } from "#lib/reports/schedules/mail.ts";
import { audit } from "./audit.ts";
import { type Db, inTransaction } from "./client.ts";
import { queueMail } from "./outbox.ts";
import { parseStoredReport, type StoredReport } from "./reports.ts";

/** Runs that one look takes. */
const dueAtOnce = 20;

/**
 * Queues one mail for each run whose reports are all over and that somebody is to get. That it is queued is stored with it: two workers never
 * send it twice. Returns how many were queued.
 */
export function mailFinishedRuns(now: Date, publicUrl: string): Promise<number> {
  return inTransaction(async (tx) => {
    const due = await tx.$queryRaw<{ id: string }[]>`
      select r."id" from "report_run" r
      where r."mailId" is null and r."requestedAt" is not null and cardinality(r."recipients") > 0
        and exists (select 1 from "report" p where p."runId" = r."id")
        and not exists (select 1 from "report" p where p."runId" = r."id" and p."status" in ('queued', 'running'))
      order by r."requestedAt" limit ${dueAtOnce} for update skip locked`;
    for (const { id } of due) await queueOf(tx, id, now, publicUrl);
    return due.length;
  });
}

async function queueOf(tx: Db, runId: string, now: Date, publicUrl: string): Promise<void> {
  const { at, window, recipients, reports } = await tx.reportRun.findUniqueOrThrow({
    where: { id: runId },
    select: { at: true, recipients: true, window: { select: { id: true, title: true } }, reports: { orderBy: { format: "desc" } } },
  });
  const told: MailedRun = {
    window: window && { ...window, startsAt: at },
    reports: reports.flatMap((row) => parseStoredReport(row) ?? []).map(mailedOf),
  };
  const reportIds = told.reports.flatMap(({ id, made }) => (made === null ? [] : [id]));
  const mailId = await queueMail(tx, { about: "report", to: recipients, ...reportsMail(told, publicUrl), reportIds }, now);
  await tx.reportRun.update({ where: { id: runId }, data: { mailId }, select: { id: true } });
  await audit({ actor: "bulkhead", action: "report.mailed", subject: runId, detail: { to: recipients.join(", ") } }, tx);
}

function mailedOf({ id, kind, name, format, madeAt, hash, sizeBytes, coverage, errorText }: StoredReport): MailedReport {
  const made = madeAt === null || hash === null ? null : { at: madeAt, hash, sizeBytes: sizeBytes ?? 0, coverage };
  return { id, kind, name, format, made, errorText };
}
