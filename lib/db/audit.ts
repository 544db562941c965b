import { type Db, db } from "./client.ts";
import { storableJson, storableText } from "./json.ts";

/** What is worth remembering who did it. */
export type AuditAction =
  | "account.created"
  | "declaration.added"
  | "declaration.changed"
  | "declaration.removed"
  | "http-source.added"
  | "http-source.changed"
  | "http-source.removed"
  | "host.known-good"
  | "finding.accepted"
  | "finding.reopened"
  | "host.added"
  | "host.changed"
  | "host.access-changed"
  | "host.removed"
  | "host-key.confirmed"
  | "mail.set"
  | "mail.removed"
  | "mail.tested"
  | "postmortem.added"
  | "postmortem.changed"
  | "postmortem.removed"
  | "report.deleted"
  | "report.expired"
  | "report.kept"
  | "report.let-go"
  | "report.mailed"
  | "report.requested"
  | "report-retention.changed"
  | "report-schedule.added"
  | "report-schedule.changed"
  | "report-schedule.removed"
  | "calendar-feed.renewed"
  | "window.planned"
  | "window.changed"
  | "window.cancelled"
  | "window.closed"
  | "window.checked";

export interface AuditEntry {
  /** E-mail address of the user. */
  actor: string;
  action: AuditAction;
  /** Name of what it was done to. */
  subject: string;
  /** Never a secret. */
  detail?: Record<string, string | number | boolean | null>;
}

/** Writes one line of the audit log, in the transaction of what it is about. */
export async function audit(entry: AuditEntry, tx: Db = db()): Promise<void> {
  const { actor, action, subject, detail = {} } = entry;
  await tx.auditEntry.create({
    data: { actor: storableText(actor), action, subject: storableText(subject), detail: storableJson(detail) },
    select: { id: true },
  });
}
