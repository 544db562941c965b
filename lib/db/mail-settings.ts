import type { MailServer } from "#lib/mail/message.ts";
import { type MailSecurity, type MailSettingsInput, mailSecurities } from "#lib/mail/settings.ts";
import { Problem } from "#lib/problem.ts";
import type { Severity } from "#lib/rules/severity.ts";
import { seal, unseal } from "#lib/seal.ts";
import { audit } from "./audit.ts";
import { type Db, db, inTransaction } from "./client.ts";

const theRow = { id: 1 } as const;
/** What the password is sealed for. */
const sealedFor = "mail";

/** How mail is sent, without the password. */
export interface MailSettings {
  server: string;
  port: number;
  security: MailSecurity;
  login: string | null;
  hasPassword: boolean;
  sender: string;
  alertTo: string[];
  alertFrom: Severity;
  /** Since when new findings are told; null while nobody is. */
  alertSince: Date | null;
}

/** Null where no mail is sent. */
export async function loadMailSettings(): Promise<MailSettings | null> {
  const row = await db().mailSettings.findUnique({ where: theRow });
  if (row === null) return null;
  const { id: _, updatedAt: __, sealedPassword, security, ...rest } = row;
  return { ...rest, security: securityOf(security), hasPassword: sealedPassword !== null };
}

/** The way to the mail server with its password; null where no mail is sent. Throws a `Problem` where the password does not open. */
export async function loadMailServer(): Promise<MailServer | null> {
  const row = await db().mailSettings.findUnique({ where: theRow });
  if (row === null) return null;
  const { server, port, login, sender, sealedPassword } = row;
  return { server, port, login, sender, security: securityOf(row.security), password: openPassword(sealedPassword) };
}

/**
 * Stores how mail is sent; what waits is tried at once. The password goes with the server it was entered for: another server, port, account or
 * security needs it again. Who is told of new findings is told of those that open from now on.
 */
export async function saveMailSettings(input: MailSettingsInput, by: string, now: Date): Promise<void> {
  const { password, ...rest } = input;
  await inTransaction(async (tx) => {
    const before = await tx.mailSettings.findUnique({ where: theRow });
    const moved = before === null || places.some((place) => before[place] !== input[place]);
    const kept = moved || input.login === null ? null : before.sealedPassword;
    const sealedPassword = password === undefined ? kept : password === null ? null : seal(password, sealedFor);
    if (input.login !== null && sealedPassword === null) {
      const missing = "Enter the password: it is not handed to another server or account";
      throw new Problem("invalid", "Some of it does not fit: see the marked fields.", { password: missing });
    }
    const alertSince = input.alertTo.length === 0 ? null : (before?.alertSince ?? now);
    const data = { ...rest, sealedPassword, alertSince };
    await tx.mailSettings.upsert({ where: theRow, create: { ...theRow, ...data }, update: data, select: { id: true } });
    await tx.mail.updateMany({ where: { status: "waiting" }, data: { nextTryAt: now } });
    await audit(
      { actor: by, action: "mail.set", subject: input.server, detail: { port: input.port, alertTo: input.alertTo.join(", ") } },
      tx,
    );
  });
}

/** Sends no more mail: the password is forgotten, and what waits goes on waiting until it is given up. Throws `not-found`. */
export async function removeMailSettings(by: string): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await tx.mailSettings.findUnique({ where: theRow, select: { server: true } });
    if (row === null) throw new Problem("not-found", "No mail server is set: there is nothing to remove.");
    await tx.mailSettings.delete({ where: theRow, select: { id: true } });
    await audit({ actor: by, action: "mail.removed", subject: row.server }, tx);
  });
}

/** Who is told of which findings since when. */
export interface Alerts {
  to: string[];
  from: Severity;
  since: Date;
}

/** The same for as long as the transaction lasts; null where nobody is told, or another worker is telling. */
export async function lockAlerts(tx: Db): Promise<Alerts | null> {
  const [free] = await tx.$queryRaw<
    { id: number }[]
  >`select "id" from "mail_settings" where "alertSince" is not null for update skip locked`;
  const row = free === undefined ? null : await tx.mailSettings.findUnique({ where: { id: free.id } });
  return row?.alertSince ? { to: row.alertTo, from: row.alertFrom, since: row.alertSince } : null;
}

const places = ["server", "port", "security", "login"] as const;

function securityOf(stored: string): MailSecurity {
  return mailSecurities.find((each) => each === stored) ?? "starttls";
}

function openPassword(sealed: string | null): string | null {
  try {
    return sealed === null ? null : unseal(sealed, sealedFor);
  } catch (error) {
    throw new Problem("conflict", error instanceof Error ? error.message : "The stored password does not open: enter it again.");
  }
}
