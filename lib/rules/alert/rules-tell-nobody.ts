import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { counted } from "#lib/rules/shared/wording.ts";

export const rulesTellNobody = defineRule({
  id: "alert/rules-tell-nobody",
  title: "Prometheus has alerting rules and no Alertmanager to tell",
  why: "The alerts fire and are seen on its own page alone. Whoever set the rules believes that they call somebody.",
  scope: "fleet",
  scenarios: ["node-loss", "nas-loss", "hardware-fault"],
  likelihood: 3,
  impact: 3,
  references: ["Prometheus: Configuration, alertmanager_config"],
  needs: ["prometheus"],
  check({ prometheus: { rules, alertmanagers } }) {
    const [first] = rules;
    if (first === undefined) throw new NotApplicable("Prometheus has no alerting rule");
    if (alertmanagers === null) throw new Undecidable("the Alertmanagers of Prometheus are discovered or were not read");
    if (alertmanagers.length > 0) return [];
    return [
      {
        subject: "Prometheus",
        key: "alertmanagers",
        observed: `${counted(rules.length, "alerting rule")}, no Alertmanager that takes what they say`,
        expected: "an active Alertmanager, best two that know each other",
        cite: [first.at],
        // Grafana or another ruler may ask Prometheus by itself.
        confidence: "inferred",
      },
    ];
  },
  remedy: {
    steps: [
      "Name it in prometheus.yml: `alerting: { alertmanagers: [{ static_configs: [{ targets: ['127.0.0.1:9093'] }] }] }`",
      "`promtool check config /etc/prometheus/prometheus.yml`, then reload Prometheus",
    ],
    risk: "All that has fired unseen is told at once.",
    verify: "curl -fsS http://localhost:9090/api/v1/alertmanagers",
  },
});
