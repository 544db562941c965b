import { defineRule } from "#lib/rules/rule.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { deadCarrier, stuckQueue, unreadMail } from "./parts/local-mail.ts";

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
    const fault = waiting ?? deadCarrier(mail, services) ?? unreadMail(mail, services, identity?.system === "proxmox");
    if (fault === null) return [];
    const used = mail.targets.filter(({ id, enabled }) => enabled && mail.matchedTargets.includes(id));
    const byMailAlone = used.length > 0 && used.every(({ kind }) => kind === "sendmail");
    // What cron prints is rarely an alarm; it asks for mail on many hosts by default.
    const alarms = byMailAlone || mail.senders.some(({ program }) => program !== "cron");
    return [
      {
        subject: byMailAlone ? (used[0]?.id ?? "mail") : (mail.senders[0]?.at.source ?? "mail"),
        key: "mail",
        title: fault.title,
        observed: [
          ...(byMailAlone ? [`notifications go to ${listed(used.map(({ id }) => id))} alone, by the host's own mail`] : []),
          fault.words,
        ].join("; "),
        expected: "mail that leaves through a relay and is read by a person, or a notification target that needs no mail",
        cite: [...used.map(({ at }) => at), ...fault.cite, ...(waiting && mail.carrier ? [mail.carrier.at] : [])].slice(0, maximumCites),
        impact: byMailAlone && waiting ? 3 : alarms && fault.confidence !== "suspected" ? 2 : 1,
        confidence: fault.confidence,
      },
    ];
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
