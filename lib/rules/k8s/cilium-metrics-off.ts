import { defineRule, NotApplicable } from "#lib/rules/rule.ts";

export const ciliumMetricsOff = defineRule({
  id: "k8s/cilium-metrics-off",
  title: "Cilium gives no metrics: nobody sees that endpoints fail or requests are refused",
  why: "Overload of the agents shows first in their counters, long before pods stay without network.",
  scope: "cluster",
  scenarios: ["dns-loss"],
  likelihood: 2,
  impact: 2,
  postmortems: ["nfs-hang-takes-cluster-network"],
  references: ["Cilium: Monitoring & Metrics"],
  needs: ["kubernetes"],
  wants: ["prometheus"],
  check({ kubernetes: { cilium }, prometheus }) {
    if (cilium === null) throw new NotApplicable("no ConfigMap cilium-config: another network plugin is in use");
    const off = cilium.metricsAddress === null;
    const unwatched = prometheus?.rulesComplete === true && !prometheus.rules.some(({ expression }) => /\bcilium_/.test(expression));
    if (!off && !unwatched) return [];
    return [
      {
        subject: "cilium-config",
        ...(off ? {} : { title: "No alert looks at the metrics of Cilium" }),
        observed: off ? "prometheus-serve-addr is not set: the agents serve no metrics" : "no alerting rule names a metric of Cilium",
        expected: "prometheus-serve-addr set (:9962), scraped, with alerts on cilium_unreachable_nodes and cilium_endpoint_state",
        cite: [cilium.at],
        likelihood: off ? 2 : 1,
      },
    ];
  },
  remedy: {
    steps: [
      "`helm upgrade cilium cilium/cilium -n kube-system --reuse-values --set prometheus.enabled=true --set operator.prometheus.enabled=true`",
      "Scrape port 9962 of each node and alert on `cilium_unreachable_nodes > 0` and on endpoints that are not ready",
    ],
    risk: "The agents restart one after another: no new pod gets a network on a node while its agent does.",
    verify: "kubectl -n kube-system get configmap cilium-config -o jsonpath='{.data.prometheus-serve-addr}'",
  },
});
