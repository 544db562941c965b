import { plainLine } from "#lib/plain-text.ts";
import type { MailServer } from "./message.ts";

/** Whether the same mail may be taken later, or never. */
export type Outlook = "try-again" | "permanent";

/** Why a mail was not sent, in one sentence for people. */
export class MailTrouble extends Error {
  override name = "MailTrouble";
  readonly outlook: Outlook;

  constructor(message: string, outlook: Outlook) {
    super(message);
    this.outlook = outlook;
  }
}

interface SmtpError {
  /** Of nodemailer (EAUTH, ETLS, …) or Node (ECONNREFUSED, …). */
  code?: string;
  /** What the server answered with, as RFC 5321 numbers it. */
  responseCode?: number;
  response?: string;
  message: string;
}

/** What a failed attempt means. The server's own words are quoted, cut short: they are its text, not ours. */
export function troubleOf(error: unknown, by: Pick<MailServer, "server" | "port" | "security">): MailTrouble {
  if (error instanceof MailTrouble) return error;
  const known: SmtpError = error instanceof Error ? error : { message: String(error) };
  const { code = "", responseCode, response } = known;
  const place = `${by.server}:${by.port}`;
  const said = response === undefined ? "" : ` It said: "${plainLine(response, 160)}".`;
  if (code === "EAUTH") return new MailTrouble(`${place} does not take this account and password: enter them again.${said}`, "try-again");
  if (isTlsTrouble(known)) return new MailTrouble(tlsWords(place, by.security, known), "try-again");
  if (responseCode !== undefined && responseCode >= 500) {
    return new MailTrouble(`${place} refuses this mail for good: look at sender and recipients.${said}`, "permanent");
  }
  if (responseCode !== undefined) return new MailTrouble(`${place} does not take mail at the moment.${said}`, "try-again");
  return new MailTrouble(`${place} ${reachWords(`${code} ${known.message}`)}`, "try-again");
}

function isTlsTrouble({ code = "", message }: SmtpError): boolean {
  return code === "ETLS" || /CERT|SSL|TLS/.test(code) || /certificate|SSL routines|wrong version number|STARTTLS/i.test(message);
}

function tlsWords(place: string, security: MailServer["security"], { code = "", message }: SmtpError): string {
  if (/CERT|ALTNAME|certificate/i.test(`${code} ${message}`)) {
    return `${place} shows a certificate that is not trusted (${plainLine(message, 120)}): use the name that it was issued for, or let NODE_EXTRA_CA_CERTS name your own authority.`;
  }
  const other = security === "tls" ? "STARTTLS" : "TLS";
  return `${place} does not speak ${security === "tls" ? "TLS from the first byte" : "STARTTLS"}: try ${other}, usually at port ${security === "tls" ? "587" : "465"}.`;
}

/** The kind of error stands in its code or, where the library puts its own there, in its words. */
function reachWords(error: string): string {
  if (/ECONNREFUSED/.test(error)) return "refuses the connection: is the mail server running, and is this its port?";
  if (/ENOTFOUND|EDNS|EAI_AGAIN/.test(error)) return "has a name that cannot be resolved: mend it, or enter the address.";
  if (/EHOSTUNREACH|ENETUNREACH/.test(error)) return "cannot be reached from here: look at routes and firewall.";
  if (/ETIMEDOUT/.test(error)) return "does not answer in time: is a firewall between, or does this port want another security?";
  return "ended the conversation: is this the port of a mail server, with this security?";
}
