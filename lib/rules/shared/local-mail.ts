import type { Cite } from "#lib/facts/cite.ts";
import type { Mail } from "#lib/facts/mail.ts";
import { counted, listed } from "./wording.ts";

/** What keeps mail on the host, in words, with its proof. */
export interface MailFault {
  words: string;
  cite: readonly Cite[];
}

const daySeconds = 86_400;

const manyMessages = 20;

/** Mail that waits: many messages, or one for more than a day. */
export function stuckQueue({ queue }: Mail, clock: number): MailFault | null {
  if (queue === null || queue.messages === 0) return null;
  const days = Math.floor(ageSeconds(queue.oldestAt, clock) / daySeconds);
  if (queue.messages <= manyMessages && days < 1) return null;
  const many = queue.messages > manyMessages ? `more than ${manyMessages} messages` : counted(queue.messages, "message");
  const reasons = queue.reasons.length > 0 ? `: ${listed(queue.reasons)}` : "";
  return { words: `${many} in the queue${days > 0 ? ", the oldest for over a day" : ""}${reasons}`, cite: [queue.at] };
}

/** Mail to root that is nobody's: no alias leads away. On Proxmox root's mail is handed to its notification system, and the address there is not read. */
export function unreadMail(mail: Mail, toRoot: Mail["senders"], proxmox: boolean): MailFault | null {
  if (toRoot.length === 0 || mail.aliases === null || proxmox) return null;
  const root = mail.aliases.find(({ name }) => name === "root");
  const senders = listed([...new Set(toRoot.map(({ program }) => program))]);
  const cite = [...toRoot.map(({ at }) => at), ...(root ? [root.at] : mail.aliases.slice(0, 1).map(({ at }) => at))];
  if (mail.carrier === null && mail.takesMail === false)
    return { words: `${senders} sends mail and nothing here takes it: no mail program is installed`, cite };
  if (mail.takesMail === null) return null;
  return { words: `${senders} mails root, and root has no alias that leads away: the mail ends in root's mailbox on this host`, cite };
}

/** Whether mail to an address leaves the host or goes to a program, by way of aliases(5). */
export function leaves(address: string, aliases: NonNullable<Mail["aliases"]>, seen: readonly string[] = []): boolean {
  const plain = address.trim().replace(/^"(.*)"$/, "$1");
  if (/^[|:]/.test(plain)) return true;
  const [name = "", domain] = plain.toLowerCase().split("@");
  if (domain !== undefined && !/^localhost(\.localdomain)?$/.test(domain)) return true;
  if (seen.includes(name) || seen.length > 10) return false;
  const targets = aliases.find((alias) => alias.name === name)?.targets ?? [];
  return targets.some((target) => leaves(target, aliases, [...seen, name]));
}

/** Age of a time that has no year: the last such day before the host's clock. Its zone is not known, which a day's limit forgives. */
function ageSeconds(oldestAt: string | null, clock: number): number {
  if (oldestAt === null) return 0;
  const year = new Date(clock).getUTCFullYear();
  const times = [year, year - 1].map((one) => Date.parse(`${one}-${oldestAt}Z`)).filter((time) => time <= clock + daySeconds * 1000);
  return times.length === 0 ? 0 : Math.max(0, clock - Math.max(...times)) / 1000;
}
