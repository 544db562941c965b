import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { deadmanName, isConstant } from "#lib/rules/shared/alert-routes.ts";
import { counted } from "#lib/rules/shared/wording.ts";

/** Addresses of services that wait for a ping, and what people call such a job. */
const heartbeat = /hc-ping\.com|healthchecks|nosnch\.in|deadmanssnitch|cronitor|betteruptime|betterstack|heartbeat|\/api\/push\//i;

export const noDeadman = defineRule({
  id: "alert/no-deadman",
  title: "No alert fires always, so nothing tells when the alerting itself has died",
  why: "Prometheus, Alertmanager or the way out may stop, and then no alert comes: exactly what a quiet night looks like.",
  scope: "fleet",
  scenarios: ["node-loss"],
  likelihood: 2,
  impact: 4,
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  references: ["Prometheus: Alerting based on metrics"],
  needs: ["prometheus"],
  wants: ["fleet", "declared"],
  check({ prometheus, fleet, declared }) {
    const always = prometheus.rules.some(({ name, expression }) => deadmanName.test(name) || isConstant(expression));
    if (always || declared?.some((one) => one.kind === "drill" && one.drill === "dead-man-switch" && one.worked)) return [];
    const jobs = (fleet ?? []).flatMap(({ readings }) => (readings.schedules?.status === "ok" ? readings.schedules.value : []));
    if (jobs.some(({ command }) => heartbeat.test(command))) return [];
    if (!prometheus.rulesComplete) throw new Undecidable("some rule files of Prometheus were not read");
    const [first] = prometheus.rules;
    return [
      {
        subject: "Prometheus",
        key: "deadman",
        observed: `${counted(prometheus.rules.length, "alerting rule")}, none of them true at all times; no job pings a check outside`,
        expected: "one alert with the expression vector(1), routed to a heartbeat check outside the site",
        cite: first ? [first.at] : [],
      },
    ];
  },
  remedy: {
    steps: [
      "Add a rule: `- alert: Watchdog`, `expr: vector(1)`, `labels: { severity: none }`",
      "Route it to a heartbeat check outside the site with `group_wait: 0s` and `repeat_interval: 5m`, less than half of the check's grace",
    ],
    risk: "None for the hosts; the check calls you whenever the monitoring is away for longer than its grace.",
    verify: "amtool alert query alertname=Watchdog",
  },
});
