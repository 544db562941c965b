import { describeDrift } from "#lib/engine/drift/drift-testing.ts";
import { alertmanager, alertRule, heldAlert, mail, prometheus, receiver, route, silence } from "#lib/rules/testing/alerting-testing.ts";
import { accounts, bmcNetwork, sshServer, user } from "#lib/rules/testing/boot-testing.ts";
import { backupJob, backups, dataStore } from "#lib/rules/testing/guest-testing.ts";
import { directive, monitoredUps, smartd, ups } from "#lib/rules/testing/hardware-testing.ts";
import { cite } from "#lib/rules/testing/testing.ts";

const at = cite("x", "x");
const routes = [route("default", "")];

describeDrift("alerts", {
  "an alert fires": [
    { alertmanager: alertmanager(routes, [receiver("default")], { alerts: [] }) },
    { alertmanager: alertmanager(routes, [receiver("default")], { alerts: [heldAlert("alertname=Down", ["default"])] }) },
  ],
  "a receiver sends nothing any more": [
    { alertmanager: alertmanager(routes, [receiver("default", "email:mail.lan")]) },
    { alertmanager: alertmanager(routes, [receiver("default")]) },
    "alert receiver default: sends email to mail.lan → none",
  ],
  "somebody silenced": [
    { alertmanager: alertmanager(routes, [receiver("default")], { silences: [] }) },
    {
      alertmanager: alertmanager(routes, [receiver("default")], {
        silences: [silence("alertname=Down", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", { createdBy: "ada", comment: "move" })],
      }),
    },
    "silence on alertname=Down is new (until 2027-01-01T00:00:00Z, by ada, why move)",
  ],
  "a rule was taken out": [
    { prometheus: prometheus({ rules: [alertRule("Down", "up == 0"), alertRule("Full", "x")] }) },
    { prometheus: prometheus({ rules: [alertRule("Full", "x")] }) },
    "alert rule Down is gone (when up == 0, group general)",
  ],
  "rules that could not all be read": [
    { prometheus: prometheus({ rules: [alertRule("Down", "up == 0")] }) },
    { prometheus: prometheus({ rules: [], rulesComplete: false }) },
  ],
  "mail waits": [{ mail: mail() }, { mail: mail({ queue: { messages: 9, oldestAt: null, oldestAgeSeconds: null, reasons: [], at } }) }],
  "root's mail goes elsewhere": [
    { mail: mail({ aliases: [{ name: "root", targets: ["ada@example.org"], at }] }) },
    { mail: mail({ aliases: [{ name: "root", targets: [], at }] }) },
    "mail alias root: to ada@example.org → none",
  ],
  "smartd mails nobody": [
    { smartd: smartd(directive("DEVICESCAN", { mail: "root" })) },
    { smartd: smartd(directive("DEVICESCAN", { mail: null })) },
    "smartd line of DEVICESCAN: mail root → none (at the next restart of smartd)",
  ],
  "the UPS is on battery": [{ ups: monitoredUps("ups@localhost") }, { ups: { ...monitoredUps("ups@localhost"), states: [] } }],
  "nobody watches the UPS": [
    { ups: monitoredUps("ups@localhost") },
    { ups: ups({ ...monitoredUps("ups@localhost"), monitored: [] }) },
    "watch over UPS ups@localhost is gone (role primary) (at the next restart of NUT)",
  ],
});

describeDrift("backups", {
  "a job was switched off": [
    { backups: backups([backupJob({ id: "daily" })]) },
    { backups: backups([backupJob({ id: "daily", enabled: false })]) },
    "backup job daily: enabled yes → no",
  ],
  "a guest in no job": [
    { backups: backups([], { notCovered: [] }) },
    { backups: backups([], { notCovered: [{ id: "100", name: "dns", at }] }) },
    "guest dns is in no backup job",
  ],
  "Proxmox was not asked": [
    { backups: backups([], { notCovered: null }) },
    { backups: backups([], { notCovered: [{ id: "100", name: "dns", at }] }) },
  ],
  "garbage was collected": [
    { backupServer: { dataStores: [dataStore({ collectedAt: "2026-01-01T00:00:00Z" })] } },
    { backupServer: { dataStores: [dataStore({ collectedAt: "2026-02-01T00:00:00Z" })] } },
  ],
});

describeDrift("ways in", {
  "root's password was locked": [
    { accounts: accounts() },
    { accounts: accounts({ root: { password: "locked", changedOn: "2026-04-30", at } }) },
    "login of root: password set → locked and password changed 2025-03-11 → 2026-04-30",
  ],
  "somebody may log in": [
    { accounts: accounts({ users: [] }) },
    { accounts: accounts({ users: [user("eve", 1001, "/home/eve")] }) },
    "user eve is new (uid 1001, shell /bin/bash, home /home/eve)",
  ],
  "passwords over SSH": [
    { sshServer: sshServer({ passwordAuthentication: false }) },
    { sshServer: sshServer({ passwordAuthentication: true }) },
    "SSH server: passwords no → yes (at the next restart of sshd)",
  ],
  "the BMC has another address": [
    { bmcNetwork: bmcNetwork("10.0.9.2") },
    { bmcNetwork: bmcNetwork("10.0.9.3") },
    "network of the management controller: address 10.0.9.2/24 → 10.0.9.3/24",
  ],
});
