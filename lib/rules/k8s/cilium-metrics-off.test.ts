import { alertRule, prometheus } from "#lib/rules/testing/alerting-testing.ts";
import { cilium, kubernetes } from "#lib/rules/testing/kubernetes-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { ciliumMetricsOff as rule } from "./cilium-metrics-off.ts";

const watched = kubernetes({ cilium: cilium() });

describeRule(
  rule,
  { kubernetes: kubernetes({ cilium: cilium({ metricsAddress: null }) }) },
  {
    fails: {
      "the key is not there": [{}, { severity: "low", subject: "cilium-config" }],
      "metrics that no alert looks at": [
        { kubernetes: watched, prometheus: prometheus({ rules: [alertRule("Down", "up == 0")] }) },
        { severity: "low", title: "No alert looks at the metrics of Cilium" },
      ],
    },
    passes: {
      "served, and nothing known of the alerts": { kubernetes: watched },
      "served and watched": {
        kubernetes: watched,
        prometheus: prometheus({ rules: [alertRule("Unreachable", "cilium_unreachable_nodes > 0")] }),
      },
      "rule files that were not read prove nothing": { kubernetes: watched, prometheus: prometheus({ rulesComplete: false }) },
    },
    notApplicable: { "another network plugin": { kubernetes: kubernetes() } },
  },
);
