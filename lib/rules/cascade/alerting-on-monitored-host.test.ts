import { alertmanager, receiver } from "#lib/rules/testing/alerting-testing.ts";
import { declared, minutesAgo } from "#lib/rules/testing/context-testing.ts";
import { alertsTo, fleetOf, partGateway, partGuest } from "#lib/rules/testing/fleet-graph-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { alertingOnMonitoredHost as rule } from "./alerting-on-monitored-host.ts";

const probe = (over = {}) =>
  declared({ kind: "external-probe", target: "https://www.example.org", checkedBy: "a VPS", lastFiredOn: "2026-04-01", ...over });
const mail = alertsTo("mail.example.org");
const monitoring = partGuest("prometheus", { roles: ["alerting"] });
const site = { gateways: [partGateway("10.0.0.1")] };

describeRule(
  rule,
  { graph: fleetOf({ pve: mail, pve2: {} }), declared: [] },
  {
    fails: {
      "the only Alertmanager is on one host": [
        {},
        { severity: "high", subject: "pve", observed: "1 way of an alert: alerts of pve to mail.example.org; each needs pve" },
      ],
      "two Alertmanagers behind one gateway": [
        { graph: fleetOf({ pve: { ...mail, ...site }, pve2: { ...alertsTo("chat.example.org"), ...site } }) },
        { severity: "high", subject: "gateway 10.0.0.1" },
      ],
      "a check from outside that nobody saw fire": [{ declared: [probe({ lastFiredOn: null })] }, "high"],
      "a check from outside that was told long ago": [{ declared: [probe({ declaredAt: minutesAgo(400 * 1440).toISOString() })] }, "high"],
      "guests that are called so, on one of two hosts": [
        { graph: fleetOf({ pve: { guests: [monitoring], ...site }, pve2: site }) },
        { severity: "medium", confidence: "suspected", title: "Alerting seems to run on pve alone" },
      ],
    },
    passes: {
      "two Alertmanagers that share nothing": { graph: fleetOf({ pve: mail, pve2: alertsTo("chat.example.org") }) },
      "a check from outside that was seen to fire": { declared: [probe()] },
      "a heartbeat that somebody outside counts": {
        alertmanager: alertmanager([], [receiver("hc", "webhook:hc-ping.com")]),
      },
    },
    unknown: {
      "no host tells where its alerts go": { graph: fleetOf({ pve: {} }) },
    },
    notApplicable: { "no host at all": { graph: fleetOf({}) } },
  },
);
