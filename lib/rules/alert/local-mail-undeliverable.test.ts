import { expect } from "vitest";
import type { Mail } from "#lib/facts/mail.ts";
import { mail } from "#lib/rules/testing/alerting-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";
import { localMailUndeliverable as rule } from "./local-mail-undeliverable.ts";

const queue = (messages: number, oldestAt: string | null, ...reasons: string[]): Mail["queue"] => ({
  messages,
  oldestAt,
  oldestAgeSeconds: null,
  reasons,
  at: cite("mailq", `-- 24 Kbytes in ${messages} Requests.`),
});
const alias = (name: string, ...targets: string[]) => ({ name, targets, at: cite("/etc/aliases", `${name}: ${targets.join(", ")}`) });
const sender = (program: string, to: string) => ({ program, to, at: cite(`/etc/${program}.conf`, `-m ${to}`) });
const target = (id: string, kind: string): Mail["targets"][number] => ({
  id,
  kind,
  enabled: true,
  recipients: [],
  users: ["root@pam"],
  server: null,
  at: cite("/etc/pve/notifications.cfg", `${kind}: ${id}`),
});
const proxmox = identity({ system: "proxmox", clock: "2026-05-01T12:00:00Z" });
const noRelay: Mail["carrier"] = { name: "postfix", relay: null, localOnly: false, at: cite("/etc/postfix/main.cf", "relayhost =") };

const unitless = {
  loadState: "loaded",
  subState: null,
  result: null,
  unitFileState: "enabled",
  restarts: null,
  after: [],
  requires: [],
  requiresMountsFor: [],
  wantsMountsFor: [],
  dropIns: [],
  execStartPre: null,
  timeoutStart: null,
  at: cite("systemctl show", "ActiveState=failed"),
};

describeRule(
  rule,
  { mail: mail({ aliases: [alias("postmaster", "root")] }), identity: identity({ clock: "2026-05-01T12:00:00Z" }) },
  {
    fails: {
      "smartd mails root, whom nobody reads": [
        {},
        {
          severity: "medium",
          subject: "/etc/smartd.conf",
          observed: expect.stringContaining("smartd mails root, and root has no alias that leads away"),
        },
      ],
      "an alias that leads to another mailbox of this host": [
        { mail: mail({ aliases: [alias("root", "admin"), alias("admin", "/var/mail/admin")] }) },
        "medium",
      ],
      "nothing takes mail": [
        { mail: mail({ carrier: null, takesMail: false, aliases: [], queue: null }) },
        { severity: "medium", observed: expect.stringContaining("no mail program is installed") },
      ],
      "a full queue": [
        { mail: mail({ queue: queue(412, "05-01T11:00:00") }) },
        { severity: "medium", observed: expect.stringContaining("more than 20 messages") },
      ],
      "a message that waits since yesterday": [
        { mail: mail({ queue: queue(1, "04-29T02:30:00", "connect to 192.0.2.25:25: Connection refused") }) },
        {
          observed:
            "1 message in the queue, the oldest for over a day: connect to 192.0.2.25:25: Connection refused; relay smtp.example.net",
        },
      ],
      "exim tells ages": [
        { mail: mail({ queue: { messages: 1, oldestAt: null, oldestAgeSeconds: 3 * 86_400, reasons: [], at: cite("mailq", " 3d") } }) },
        "medium",
      ],
      "the notifications of Proxmox all hang on it": [
        {
          identity: proxmox,
          mail: mail({
            carrier: noRelay,
            queue: queue(5, "04-26T02:30:00"),
            targets: [target("mail-to-root", "sendmail")],
            matchedTargets: ["mail-to-root"],
            senders: [],
          }),
        },
        { severity: "high", subject: "mail-to-root", observed: expect.stringContaining("relayhost is empty") },
      ],
      "Proxmox may know an address of root@pam that is not read": [
        { identity: proxmox, mail: mail({ aliases: [] }) },
        { severity: "low", confidence: "suspected" },
      ],
      "postfix does not run": [
        { services: [{ ...unitless, unit: "postfix.service", activeState: "failed" }], mail: mail() },
        { severity: "medium", title: "No mail leaves this host: postfix.service does not run" },
      ],
      "cron alone is low": [{ mail: mail({ aliases: [], senders: [sender("cron", "root")] }) }, "low"],
    },
    passes: {
      "an alias and an empty queue": { mail: mail() },
      "a message of an hour ago": { mail: mail({ queue: queue(1, "05-01T11:00:00") }) },
      "a queue that prints no times": { mail: mail({ queue: queue(3, null) }) },
      "an alias by way of another": { mail: mail({ aliases: [alias("root", "admin"), alias("admin", "ops@example.net")] }) },
      "an alias that is a program": { mail: mail({ aliases: [alias("root", '"|/usr/local/bin/page"')] }) },
      "smartd names a person": { mail: mail({ aliases: [], senders: [sender("smartd", "ops@example.net")] }) },
      "root and a person": { mail: mail({ aliases: [], senders: [sender("smartd", "root,ops@example.net")] }) },
      "a sender that keeps no mailbox": {
        mail: mail({
          aliases: [],
          carrier: { name: "msmtp", relay: "mail.example.net", localOnly: false, at: cite("/etc/msmtprc", "host") },
        }),
      },
      "a mail system that runs, and whose files are not there to be read": {
        mail: mail({ carrier: null, takesMail: false, aliases: [], queue: null }),
        services: [{ ...unitless, unit: "opensmtpd.service", activeState: "active" }],
      },
      "smartd that calls a program of somebody's own": {
        mail: mail({
          aliases: [],
          senders: [{ program: "smartd", to: "root", at: cite("/etc/smartd.conf", "DEVICESCAN -m root -M exec /usr/local/bin/page") }],
        }),
      },
      "nobody sends mail": { mail: mail({ aliases: [], senders: [] }) },
      "Proxmox hands root's mail to its own targets": {
        identity: proxmox,
        mail: mail({ aliases: [], targets: [target("phone", "gotify")], matchedTargets: ["phone"] }),
      },
      "aliases that could not be read": { mail: mail({ aliases: null }) },
    },
  },
);
