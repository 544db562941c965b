import type { Alertmanager, AlertReceiver, AlertRoute, HeldAlert, LabelMatcher, Silence } from "#lib/facts/alertmanager.ts";
import type { Mail } from "#lib/facts/mail.ts";
import type { AlertRule, Prometheus, ScrapeTarget } from "#lib/facts/prometheus.ts";
import { cite } from "./testing.ts";

/** Facts about the way of an alert for tests of rules, one line each. Nothing of the product imports this. */

/** matcher("alertname=Watchdog"), matcher("severity=~a|b"). */
export function matcher(text: string): LabelMatcher {
  const [, label = "", operator = "=", value = ""] = /^(\w+)(=~|!~|!=|=)(.*)$/.exec(text) ?? [];
  return { label, operator: operator as LabelMatcher["operator"], value };
}

/** route("null", "alertname=Watchdog") below the root; `parent: null` makes it the root. */
export function route(receiver: string, conditions: string, over: Partial<AlertRoute> = {}): AlertRoute {
  return {
    parent: 0,
    receiver,
    matchers: conditions.split(",").filter(Boolean).map(matcher),
    continues: false,
    groupIntervalSeconds: 300,
    repeatIntervalSeconds: 300,
    muteTimeIntervals: [],
    activeTimeIntervals: [],
    at: cite("/etc/alertmanager/alertmanager.yml", `receiver: ${receiver}`, 10),
    ...over,
  };
}

/** receiver("page", "webhook:hc-ping.com", "email"). */
export function receiver(name: string, ...integrations: string[]): AlertReceiver {
  const parsed = integrations.map((text) => ({ kind: text.split(":")[0] ?? "", host: text.split(":")[1] ?? null }));
  return { name, integrations: parsed, at: cite("/etc/alertmanager/alertmanager.yml", `- name: ${name}`, 30) };
}

/** An Alertmanager whose root goes to "mail" and that has these routes below it. */
export function alertmanager(routes: AlertRoute[], receivers: AlertReceiver[], over: Partial<Alertmanager> = {}): Alertmanager {
  const root = route("mail", "", { parent: null, repeatIntervalSeconds: 4 * 3600 });
  return {
    routes: [root, ...routes],
    receivers: [receiver("mail", "email"), ...receivers],
    inhibitions: [],
    silences: null,
    alerts: null,
    peers: null,
    version: null,
    ...over,
  };
}

export function silence(conditions: string, startsAt: string, endsAt: string, over: Partial<Silence> = {}): Silence {
  const matchers = conditions.split(",").filter(Boolean).map(matcher);
  const at = cite("/api/v2/silences", conditions);
  return { id: "7d8e0d5b", matchers, state: "active", startsAt, endsAt, createdBy: "mira", comment: "disk swap", at, ...over };
}

/** heldAlert("alertname=Watchdog,severity=none", ["null"]). */
export function heldAlert(labels: string, receivers: string[], over: Partial<HeldAlert> = {}): HeldAlert {
  const pairs = labels.split(",").map((pair) => ({ name: pair.split("=")[0] ?? "", value: pair.split("=")[1] ?? "" }));
  return { labels: pairs, receivers, state: "active", at: cite("/api/v2/alerts", labels), ...over };
}

export function alertRule(name: string, expression: string, labels: AlertRule["labels"] = []): AlertRule {
  return { name, group: "general", expression, labels, at: cite("/api/v1/rules", `${name}: ${expression}`) };
}

/** target("10.0.0.7:9100", "node", "up"). */
export function target(
  instance: string,
  job = "node",
  health: ScrapeTarget["health"] = "up",
  over: Partial<ScrapeTarget> = {},
): ScrapeTarget {
  return { job, instance, module: null, health, error: null, at: cite("/api/v1/targets", `${job} ${instance} ${health}`), ...over };
}

export function prometheus(over: Partial<Prometheus> = {}): Prometheus {
  return { rules: [], rulesComplete: true, targets: [], targetsComplete: true, alertmanagers: [], ...over };
}

/** A host whose mail goes through a relay and whose root has an alias. */
export function mail(over: Partial<Mail> = {}): Mail {
  return {
    carrier: {
      name: "postfix",
      relay: "smtp.example.net",
      localOnly: false,
      at: cite("/etc/postfix/main.cf", "relayhost = [smtp.example.net]:587", 8),
    },
    takesMail: true,
    aliases: [{ name: "root", targets: ["ops@example.net"], at: cite("/etc/aliases", "root: ops@example.net", 5) }],
    queue: { messages: 0, oldestAt: null, oldestAgeSeconds: null, reasons: [], at: cite("mailq", "Mail queue is empty") },
    targets: [],
    matchedTargets: [],
    senders: [{ program: "smartd", to: "root", at: cite("/etc/smartd.conf", "DEVICESCAN -m root") }],
    ...over,
  };
}
