import type { Logger } from "pino";
import { inTransaction } from "#lib/db/client.ts";
import { loadMailServer, lockAlerts } from "#lib/db/mail-settings.ts";
import { lastMailAt, type Mail, noteMailSent, noteMailTrouble, queueMail, takeDueMail } from "#lib/db/outbox.ts";
import { loadReportFile } from "#lib/db/reports.ts";
import { loadUntold, noteTold, type Untold } from "#lib/db/untold.ts";
import { bytes } from "#lib/format.ts";
import type { Attachment, MailServer } from "#lib/mail/message.ts";
import { newFindingsMail } from "#lib/mail/new-findings.ts";
import { sendMail } from "#lib/mail/send.ts";
import { MailTrouble } from "#lib/mail/trouble.ts";
import { Problem } from "#lib/problem.ts";
import { mediaTypes, reportFileName } from "#lib/reports/report/format.ts";

/** What opens within this time is told together. */
const gatherMs = 60_000;
/** Mails about findings are no closer to each other: a night of cascades is told in few of them. */
const apartMs = 600_000;
/** Many mail servers refuse more than 10 MB, and an attachment grows by a third on its way. */
const attachedBytes = 7 * 1024 * 1024;

/** Queues a mail about findings that opened, unless a maintenance window holds them. Returns how many are told. */
export async function tellNewFindings(now: Date, publicUrl: string): Promise<number> {
  return inTransaction(async (tx) => {
    const alerts = await lockAlerts(tx);
    if (alerts === null) return 0;
    const last = await lastMailAt(tx, "findings");
    if (last !== null && now.getTime() - last.getTime() < apartMs) return 0;
    const { due } = await loadUntold(tx, alerts.from, alerts.since, now);
    if (!due.some(({ openedAt }) => now.getTime() - openedAt.getTime() >= gatherMs)) return 0;
    await queueMail(tx, { about: "findings", to: alerts.to, ...newFindingsMail(due.map(told), publicUrl) }, now);
    await noteTold(tx, due, now);
    return due.length;
  });
}

function told({ id, finding, openedAt, hosts }: Untold) {
  const { severity, title, why, observed, remedy } = finding;
  return { id, severity, title, why, observed, firstStep: remedy.steps[0] ?? null, openedAt, hosts };
}

/** Sends what is due, one after the other, until nothing is or one fails. */
export async function sendDueMail(log: Logger, signal: AbortSignal, clock: () => Date = () => new Date()): Promise<void> {
  const server = await loadMailServer();
  if (server === null) return;
  while (!signal.aborted) {
    const mail = await takeDueMail(clock());
    if (mail === null || !(await sendOne(mail, server, log, clock))) return;
  }
}

async function sendOne(mail: Mail, server: MailServer, log: Logger, clock: () => Date): Promise<boolean> {
  try {
    const { attachments, remarks } = await attach(mail.reportIds);
    await sendMail(server, { to: mail.to, subject: mail.subject, text: [mail.text, ...remarks].join("\n"), attachments });
    await noteMailSent(mail.id, clock());
    return true;
  } catch (error) {
    const trouble =
      error instanceof MailTrouble ? error : new MailTrouble("It could not be put together: look at the worker's log.", "try-again");
    log.warn(error instanceof MailTrouble ? { cause: trouble.message } : { err: error }, "a mail could not be sent");
    await noteMailTrouble(mail, trouble.message, trouble.outlook === "permanent", clock());
    return trouble.outlook === "permanent";
  }
}

/** The kept reports as attachments; what is gone or too large is said instead. */
async function attach(reportIds: readonly string[]): Promise<{ attachments: Attachment[]; remarks: string[] }> {
  const attachments: Attachment[] = [];
  const remarks: string[] = [];
  let leftBytes = attachedBytes;
  for (const id of reportIds) {
    try {
      const { report, content } = await loadReportFile(id);
      const name = reportFileName(report.kind, report.name, report.madeAt ?? report.requestedAt, report.format);
      if (content.byteLength > leftBytes) {
        remarks.push(`${name} (${bytes(content.byteLength)}) is too large for a mail: it is kept in Bulkhead.`);
        continue;
      }
      leftBytes -= content.byteLength;
      attachments.push({ name, type: mediaTypes[report.format], content });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      remarks.push("A report that belongs to this mail is no longer kept.");
    }
  }
  return { attachments, remarks };
}
