import type { Alertmanager, Label } from "#lib/facts/alertmanager.ts";
import { defineRule, type Level, NotApplicable, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { type Fate, fateAt, finalRoutes } from "#lib/rules/shared/alert-routes.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { deadmenOf, mutedBy, nameIn } from "./parts/deadman.ts";

/** A check outside waits about so long before it calls somebody. */
const graceSeconds = 15 * 60;

export const watchdogRoutedToNull = defineRule({
  id: "alert/watchdog-routed-to-null",
  title: "The alert that always fires reaches nobody who would notice its absence",
  why: "Its only purpose is to be missed. Where it goes nowhere, or to a chat, the whole monitoring may be dead for hours and silence looks like peace.",
  scope: "fleet",
  scenarios: ["node-loss", "dns-loss", "power-loss"],
  likelihood: 3,
  impact: 4,
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  references: ["Prometheus: Alerting, Configuration"],
  needs: ["alertmanager"],
  wants: ["prometheus"],
  check({ alertmanager, prometheus }) {
    const alerts = deadmenOf(alertmanager, prometheus);
    if (alerts.length === 0) {
      if (prometheus?.rulesComplete) throw new NotApplicable("no alert fires always");
      throw new Undecidable("no route and no rule tells of an alert that always fires");
    }
    return alerts.flatMap((labels) => judge(labels, alertmanager));
  },
  remedy: {
    steps: [
      "Make a check at a service outside the site (Healthchecks.io, Dead Man's Snitch, an Uptime Kuma elsewhere) that calls you by mail and phone when pings stop",
      'Give it a receiver: `webhook_configs: [{ url: "https://hc-ping.com/UUID", send_resolved: false }]`',
      "Route it first: `matchers: [alertname = Watchdog]`, `group_wait: 0s`, `group_interval: 1m`, `repeat_interval: 5m`",
    ],
    risk: "The check calls you at every restart of the monitoring that lasts longer than its grace: that is what it is for.",
    verify: "amtool config routes test alertname=Watchdog",
  },
});

function judge(labels: readonly Label[], alertmanager: Alertmanager): Observation[] {
  const name = nameIn(labels);
  const routes = finalRoutes(alertmanager.routes, labels);
  if (routes === null) throw new Undecidable(`the way of ${name} hangs on a regular expression that is not evaluated here`);
  const muted = mutedBy(labels, routes, alertmanager);
  const fates = routes.map(({ receiver }) => fateAt(receiver, alertmanager.receivers));
  const best = (["counted", "people", "inside", "lost"] as const).find((fate) => fates.includes(fate)) ?? "lost";
  const counting = routes.filter(({ receiver }) => fateAt(receiver, alertmanager.receivers) === "counted");
  const slow =
    counting.length > 0 && counting.every((route) => Math.max(route.repeatIntervalSeconds, route.groupIntervalSeconds) > graceSeconds);
  const fault = muted ?? faults[best] ?? (slow ? "is repeated too seldom for a check outside to trust it" : null);
  if (fault === null) return [];
  const receivers = listed([...new Set(routes.map(({ receiver }) => receiver))]);
  const bodies = alertmanager.receivers.filter((receiver) => routes.some((route) => route.receiver === receiver.name));
  return [
    {
      subject: name,
      title: `${name} ${fault}`,
      observed: `${name} → receiver ${receivers}${slow ? `, repeated every ${Math.round((counting[0]?.repeatIntervalSeconds ?? 0) / 60)} minutes` : `: ${words[best]}`}`,
      expected: "an external heartbeat check that is pinged every few minutes",
      cite: [...routes, ...bodies].slice(0, maximumCites).map(({ at }) => at),
      likelihood: (muted !== null || best === "lost" ? 3 : 2) satisfies Level,
      remedy: { verify: `amtool config routes test alertname=${name.replace(/[^\w-]/g, "_")}` },
    },
  ];
}

const faults: Record<Fate, string | null> = {
  lost: "goes to a receiver that sends nothing",
  inside: "goes no further than the site it watches",
  people: "goes to people, who do not notice that it stopped",
  counted: null,
};
const words: Record<Fate, string> = {
  lost: "it has no integration",
  inside: "its webhook stands inside the site",
  people: "mail or chat alone",
  counted: "a webhook outside",
};
