import type { Mail } from "#lib/facts/mail.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { leaves, type MailFault, stuckQueue, unreadMail } from "#lib/rules/shared/local-mail.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";

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
      unreadMail(mail, toRoot, proxmox);
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

function observation(mail: Mail, fault: MailFault, queued: boolean): Observation {
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
