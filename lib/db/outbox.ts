import { randomUUID } from "node:crypto";
import { Problem } from "#lib/problem.ts";
import { type Db, db } from "./client.ts";
import type { Mail } from "./generated/client.ts";
import { storableText } from "./json.ts";

/** Minutes until the next attempt, by how many failed. */
const waitsMinutes = [1, 5, 15, 60, 240] as const;
/** A mail older than this helps nobody any more. */
const giveUpHours = 72;
/** Sent and given up mails are listed so long. */
const keptDays = 90;

export type { Mail };

/** What a mail is about. */
export type MailAbout = "findings" | "report";

/** A mail to be sent. `reportIds` are kept reports that go with it as attachments, as far as they are small enough. */
export interface NewMail {
  about: MailAbout;
  to: readonly string[];
  subject: string;
  text: string;
  reportIds?: readonly string[];
}

/** Has a mail sent, inside the caller's transaction: what it tells and that it is told are stored together. Returns its id. */
export async function queueMail(tx: Db, { about, to, subject, text, reportIds = [] }: NewMail, now: Date): Promise<string> {
  const id = randomUUID();
  const data = { to: [...to], subject: storableText(subject), text: storableText(text), reportIds: [...reportIds] };
  await tx.mail.create({ data: { id, about, ...data, createdAt: now, nextTryAt: now }, select: { id: true } });
  return id;
}

/** When the last mail of this kind was queued; null where none was. */
export async function lastMailAt(tx: Db, about: MailAbout): Promise<Date | null> {
  const last = await tx.mail.findFirst({ where: { about }, orderBy: { createdAt: "desc" }, select: { createdAt: true } });
  return last?.createdAt ?? null;
}

/** Takes the mail that has waited longest for an attempt, and counts it before it is made; null where none is due. Two workers never get the same. */
export async function takeDueMail(now: Date): Promise<Mail | null> {
  const due = await db().mail.findFirst({
    where: { status: "waiting", nextTryAt: { lte: now } },
    orderBy: [{ nextTryAt: "asc" }, { id: "asc" }],
  });
  if (due === null) return null;
  const waitMinutes = waitsMinutes[Math.min(due.attempts, waitsMinutes.length - 1)] ?? waitsMinutes[0];
  const nextTryAt = new Date(now.getTime() + waitMinutes * 60_000);
  const taken = await db().mail.updateMany({
    where: { id: due.id, status: "waiting", attempts: due.attempts },
    data: { attempts: due.attempts + 1, nextTryAt },
  });
  return taken.count === 1 ? { ...due, attempts: due.attempts + 1, nextTryAt } : takeDueMail(now);
}

/** The server has taken it. */
export async function noteMailSent(id: string, now: Date): Promise<void> {
  await db().mail.updateMany({ where: { id }, data: { status: "sent", sentAt: now, errorText: null } });
}

/** An attempt failed: it waits for the next, or is given up. */
export async function noteMailTrouble({ id, createdAt }: Mail, sentence: string, isPermanent: boolean, now: Date): Promise<void> {
  const isOver = isPermanent || now.getTime() - createdAt.getTime() > giveUpHours * 3_600_000;
  const data = { errorText: storableText(sentence), ...(isOver && { status: "failed" }) };
  await db().mail.updateMany({ where: { id, status: "waiting" }, data });
}

/** The latest mails, newest first. */
export async function listMail(limit: number): Promise<Mail[]> {
  return db().mail.findMany({ orderBy: [{ createdAt: "desc" }, { id: "asc" }], take: limit });
}

/** The last mail that carries a report, by report id; of each of `reportIds` that has one. */
export async function mailOfReports(reportIds: readonly string[]): Promise<Map<string, Mail>> {
  const mails = await db().mail.findMany({ where: { reportIds: { hasSome: [...reportIds] } }, orderBy: { createdAt: "asc" } });
  return new Map(mails.flatMap((mail) => mail.reportIds.map((id) => [id, mail] as const)));
}

/** Tries one again at once that was given up or waits. Throws `conflict` where it is sent already or gone. */
export async function retryMail(id: string, now: Date): Promise<void> {
  const data = { status: "waiting", nextTryAt: now, createdAt: now };
  const { count } = await db().mail.updateMany({ where: { id, status: { not: "sent" } }, data });
  if (count === 0) throw new Problem("conflict", "This mail is sent already, or no longer listed.");
}

/** Gives up what waited for days, and forgets what is long over. */
export async function tidyOutbox(now: Date): Promise<void> {
  const [old, over] = [new Date(now.getTime() - giveUpHours * 3_600_000), new Date(now.getTime() - keptDays * 86_400_000)];
  const waited = { status: "waiting", createdAt: { lt: old } };
  const sentence = `It could not be sent for ${giveUpHours} hours, as no mail server was set.`;
  await db().mail.updateMany({ where: { ...waited, errorText: null }, data: { status: "failed", errorText: sentence } });
  // Tried before the server was taken away: nobody tries it again, and why it failed is known.
  await db().mail.updateMany({ where: waited, data: { status: "failed" } });
  await db().mail.deleteMany({ where: { status: { not: "waiting" }, createdAt: { lt: over } } });
}
