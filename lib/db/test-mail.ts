import { env } from "#lib/env.ts";
import { sendMail } from "#lib/mail/send.ts";
import { MailTrouble } from "#lib/mail/trouble.ts";
import { Problem } from "#lib/problem.ts";
import { audit } from "./audit.ts";
import { loadMailServer } from "./mail-settings.ts";

/** Sends a mail that says that mail works. Throws `conflict` where no server is set, `unavailable` where it is not taken, and why. */
export async function sendTestMail(to: string, by: string): Promise<void> {
  const server = await loadMailServer();
  if (server === null) throw new Problem("conflict", "No mail server is set: save one first.");
  await audit({ actor: by, action: "mail.tested", subject: to });
  const text = `Mail from Bulkhead arrives. ${by} asked for this test.\n\n${env().publicUrl}/settings/mail\n`;
  try {
    await sendMail(server, { to: [to], subject: "Bulkhead: test mail", text });
  } catch (error) {
    if (error instanceof MailTrouble) throw new Problem("unavailable", error.message);
    throw error;
  }
}
