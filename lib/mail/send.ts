import { createTransport } from "nodemailer";
import { plainLine } from "#lib/plain-text.ts";
import type { MailServer, Message } from "./message.ts";
import { MailTrouble, troubleOf } from "./trouble.ts";

const connectTimeoutMs = 10_000;
/** Longest silence of the server while it takes a mail. */
const silenceTimeoutMs = 30_000;

/**
 * Hands one mail to the server over a connection of its own. Resolves once the server has taken it for every recipient.
 * Rejects with a `MailTrouble`: what went wrong and what to do, and whether another try can do better.
 */
export async function sendMail(by: MailServer, { to, subject, text, attachments = [] }: Message): Promise<void> {
  const transport = createTransport({
    host: by.server,
    port: by.port,
    secure: by.security === "tls",
    requireTLS: by.security === "starttls",
    ignoreTLS: by.security === "none",
    ...(by.login === null ? {} : { auth: { user: by.login, pass: by.password ?? "" } }),
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    socketTimeout: silenceTimeoutMs,
    // Nothing that a mail is made of may name a file or an address to be read.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { rejected } = await transport.sendMail({
      from: { name: "Bulkhead", address: by.sender },
      to: [...to],
      subject: plainLine(subject, 200),
      text,
      // Nobody's holiday notice answers a machine (RFC 3834).
      headers: { "Auto-Submitted": "auto-generated" },
      attachments: attachments.map(({ name, type, content }) => ({ filename: name, contentType: type, content: Buffer.from(content) })),
    });
    if (rejected.length > 0) {
      throw new MailTrouble(`The mail server took it, but not for ${rejected.join(", ")}: mend the address.`, "permanent");
    }
  } catch (error) {
    throw troubleOf(error, by);
  } finally {
    transport.close();
  }
}
