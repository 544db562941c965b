import type { Cite } from "#lib/facts/cite.ts";
import type { Mail } from "#lib/facts/mail.ts";
import type { Services } from "#lib/facts/services.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";

/** What keeps mail on the host, in words, with its proof. */
export interface MailFault {
  title: string;
  words: string;
  cite: readonly Cite[];
  confidence: "confirmed" | "inferred" | "suspected";
}

const daySeconds = 86_400;
const manyMessages = 20;

/** Mail that waits: many messages, or one for more than a day. */
export function stuckQueue({ queue, carrier }: Mail, clock: number): MailFault | null {
  if (queue === null || queue.messages === 0) return null;
  const days = Math.floor(Math.max(queue.oldestAgeSeconds ?? 0, ageSeconds(queue.oldestAt, clock)) / daySeconds);
  if (queue.messages <= manyMessages && days < 1) return null;
  const many = queue.messages > manyMessages ? `more than ${manyMessages} messages` : counted(queue.messages, "message");
  const reasons = queue.reasons.length > 0 ? `: ${listed(queue.reasons)}` : "";
  const relay = carrier?.relay ? `relay ${carrier.relay}` : "relayhost is empty: it delivers by itself";
  return {
    title: "Alarm mail waits in the queue of this host and does not leave it",
    words: `${many} in the queue${days > 0 ? ", the oldest for over a day" : ""}${reasons}; ${relay}`,
    cite: [queue.at],
    confidence: "confirmed",
  };
}

/** A mail system that is configured and does not run. */
export function deadCarrier({ carrier }: Mail, services: Services | undefined): MailFault | null {
  const name = carrier?.name === "exim" ? /^exim4?\.service$/ : carrier?.name === "postfix" ? /^postfix\.service$/ : null;
  const dead = name && services?.find(({ unit, activeState }) => name.test(unit) && /^(failed|inactive)$/.test(activeState ?? ""));
  if (!dead) return null;
  return {
    title: `No mail leaves this host: ${dead.unit} does not run`,
    words: `${dead.unit} is ${dead.activeState}`,
    cite: [dead.at],
    confidence: "confirmed",
  };
}

/** They hand everything on and keep no mailbox. */
const smallSenders: readonly string[] = ["msmtp", "ssmtp", "nullmailer"];
/** Mail systems whose configuration is not read. */
const otherCarriers = /^(postfix|exim4?|sendmail|opensmtpd|smtpd|nullmailer|masqmail|courier-mta|qmail)\.service$/;
/** smartd calls a program in place of the mail; Debian's runner still mails. */
const callsProgram = /-M\s+exec\s+(?!\S*smartd[-_]runner)\S/;

/** Mail to root that is nobody's: no alias leads away. Proxmox may hand it to the address of root@pam, which is not read. */
export function unreadMail(mail: Mail, services: Services | undefined, proxmox: boolean): MailFault | null {
  const { aliases, senders, targets, carrier, takesMail } = mail;
  if (aliases === null || takesMail === null || (proxmox && targets.length > 0)) return null;
  if (carrier !== null && smallSenders.includes(carrier.name)) return null;
  const mailing = senders.filter(({ program, at }) => program !== "smartd" || !callsProgram.test(at.text));
  const toRoot = mailing.filter(({ to }) => !to.split(",").some((address) => leaves(address, aliases)));
  if (toRoot.length === 0) return null;
  const root = aliases.find(({ name }) => name === "root");
  const programs = listed([...new Set(toRoot.map(({ program }) => program))]);
  const nowhere = carrier === null && !takesMail;
  const enabled = (services ?? []).some(
    ({ unit, activeState, unitFileState }) => otherCarriers.test(unit) && (activeState === "active" || unitFileState === "enabled"),
  );
  if (nowhere && enabled) return null;
  return {
    title: nowhere
      ? "Alarm mail is sent on this host and nothing takes it"
      : "Alarm mail of this host stays in a mailbox that nobody is known to read",
    words: nowhere
      ? `${programs} sends mail and nothing here takes it: no mail program is installed`
      : `${programs} mails root, and root has no alias that leads away: the mail ends in root's mailbox on this host`,
    cite: [
      ...toRoot.map(({ at }) => at),
      ...(root ? [root.at] : aliases.slice(0, 1).map(({ at }) => at)),
      ...(carrier ? [carrier.at] : []),
    ],
    confidence: proxmox ? "suspected" : "inferred",
  };
}

/** Whether mail to an address leaves the host or goes to a program, by way of aliases(5). */
function leaves(address: string, aliases: NonNullable<Mail["aliases"]>): boolean {
  const targetsOf = new Map(aliases.map(({ name, targets }) => [name, targets]));
  const ways = new Set([address]);
  for (const way of ways) {
    const plain = way.trim().replace(/^"(.*)"$/, "$1");
    const [name = "", domain] = plain.toLowerCase().split("@");
    if (/^[|:]/.test(plain) || (domain !== undefined && !/^localhost(\.localdomain)?$/.test(domain))) return true;
    for (const target of targetsOf.get(name) ?? []) ways.add(target);
  }
  return false;
}

/** Age of a time that has no year: the last such day before the host's clock. Its zone is not known, which a day's limit forgives. */
function ageSeconds(oldestAt: string | null, clock: number): number {
  if (oldestAt === null) return 0;
  const year = new Date(clock).getUTCFullYear();
  const times = [year, year - 1].map((one) => Date.parse(`${one}-${oldestAt}Z`)).filter((time) => time <= clock + daySeconds * 1000);
  return times.length === 0 ? 0 : Math.max(0, clock - Math.max(...times)) / 1000;
}
