import type { Mail } from "#lib/facts/mail.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { counted, listed, maximumCites } from "#lib/rules/shared/wording.ts";

const daySeconds = 86_400;
const manyMessages = 20;

export const localMailUndeliverable = defineRule({
  id: "alert/local-mail-undeliverable",
  title: "Alarm mail of this host does not leave it",
  why: "smartd, mdadm, zed, cron and backup jobs report by mail. Mail that stays in a queue or in root's mailbox warns nobody: the disk fails with the warning unread beside it.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 3,
  impact: 2,
  postmortems: ["guest-lsi-no-iothread", "pbs-full-frozen-guest", "smart-pending-then-freeze"],
  references: ["aliases(5)", "postconf(5)", "smartd.conf(5)"],
  needs: ["mail"],
  wants: ["identity", "services"],
  check({ mail, identity, services }, now) {
    const clock = Date.parse(identity?.clock ?? "") || now.getTime();
    const waiting = stuckQueue(mail, clock);
    const dead = services?.find(
      ({ unit, activeState }) => /^(postfix|exim4?|sendmail)\.service$/.test(unit) && /^(failed|inactive)$/.test(activeState ?? ""),
    );
    const proxmox = identity?.system === "proxmox";
    const aliases = mail.aliases ?? [];
    const toRoot = mail.senders.filter(({ to }) => !to.split(",").some((address) => leaves(address, aliases)));
    const fault =
      waiting ??
      (dead && mail.carrier ? { words: `${dead.unit} is ${dead.activeState}`, cite: [dead.at] } : null) ??
      unread(mail, toRoot, proxmox);
    return fault === null ? [] : [observation(mail, fault, waiting !== null)];
  },
  remedy: {
    steps: [
      "Give the mail a relay by address or by a name in /etc/hosts: `postconf -e 'relayhost = [192.0.2.25]:587'`, then `systemctl reload postfix`",
      "Say who reads root's mail: `root: you@example.net` in /etc/aliases, then `newaliases`",
      "Send one and wait for it: `echo test | mail -s test root`",
    ],
    risk: "A relay that is reached by the DNS of one's own guests is silent when they are down: name it by address.",
    verify: "mailq",
  },
});

interface Fault {
  words: string;
  cite: Observation["cite"];
}

function observation(mail: Mail, fault: Fault, queued: boolean): Observation {
  const used = mail.targets.filter(({ id, enabled }) => enabled && mail.matchedTargets.includes(id));
  // What cron prints is rarely an alarm; it asks for mail on many hosts by default.
  const grave = queued || byDisk(mail);
  const byMailAlone = used.length > 0 && used.every(({ kind }) => kind === "sendmail");
  const subject = byMailAlone ? (used[0]?.id ?? "mail") : (mail.senders[0]?.at.source ?? "mail");
  return {
    subject,
    key: "mail",
    title: queued
      ? "Alarm mail waits in the queue of this host and does not leave it"
      : "Alarm mail of this host stays in a mailbox that nobody is known to read",
    observed: [
      ...(byMailAlone ? [`notifications go to ${listed(used.map(({ id }) => id))} alone, by the host's own mail`] : []),
      fault.words,
      ...(mail.carrier?.relay ? [`relay ${mail.carrier.relay}`] : queued ? ["relayhost is empty: it delivers by itself"] : []),
    ].join("; "),
    expected: "mail that leaves through a relay and is read by a person, or a notification target that needs no mail",
    cite: [...used.map(({ at }) => at), ...fault.cite, ...(mail.carrier ? [mail.carrier.at] : [])].slice(0, maximumCites),
    impact: byMailAlone && queued ? 3 : grave ? 2 : 1,
    confidence: queued ? "confirmed" : "inferred",
  };
}

function byDisk({ senders, targets }: Mail): boolean {
  return targets.length > 0 || senders.some(({ program }) => program !== "cron");
}

function stuckQueue({ queue }: Mail, clock: number): Fault | null {
  if (queue === null || queue.messages === 0) return null;
  const days = Math.floor(ageSeconds(queue.oldestAt, clock) / daySeconds);
  if (queue.messages <= manyMessages && days < 1) return null;
  const many = queue.messages > manyMessages ? `more than ${manyMessages} messages` : counted(queue.messages, "message");
  const reasons = queue.reasons.length > 0 ? `: ${listed(queue.reasons)}` : "";
  return { words: `${many} in the queue${days > 0 ? ", the oldest for over a day" : ""}${reasons}`, cite: [queue.at] };
}

/** Mail to root that is nobody's: no alias leads away. On Proxmox root's mail is handed to its notification system. */
function unread(mail: Mail, toRoot: Mail["senders"], proxmox: boolean): Fault | null {
  if (toRoot.length === 0 || mail.aliases === null || (proxmox && mail.targets.length > 0)) return null;
  const root = mail.aliases.find(({ name }) => name === "root");
  const senders = listed([...new Set(toRoot.map(({ program }) => program))]);
  const cite = [...toRoot.map(({ at }) => at), ...(root ? [root.at] : mail.aliases.slice(0, 1).map(({ at }) => at))];
  if (mail.carrier === null && mail.takesMail === false)
    return { words: `${senders} sends mail and nothing here takes it: no mail program is installed`, cite };
  if (mail.takesMail === null) return null;
  return { words: `${senders} mails root, and root has no alias that leads away: the mail ends in root's mailbox on this host`, cite };
}

/** Whether mail to an address leaves the host or goes to a program, by way of aliases(5). */
function leaves(address: string, aliases: NonNullable<Mail["aliases"]>, seen: readonly string[] = []): boolean {
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
