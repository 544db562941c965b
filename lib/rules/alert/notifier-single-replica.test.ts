import { expect } from "vitest";
import { alertmanager, receiver } from "#lib/rules/testing/alerting-testing.ts";
import { kubernetes, node, pod, workload } from "#lib/rules/testing/kubernetes-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { notifierSingleReplica as rule } from "./notifier-single-replica.ts";

const proxy = workload("monitoring/discord-alert-proxy", 1);
const pair = workload("monitoring/alertmanager-main", 2, { kind: "StatefulSet" });
const on = (name: string, where: string) => pod(`monitoring/${name}`, where, { labels: ["app=alertmanager-main"] });

describeRule(
  rule,
  { kubernetes: kubernetes({ workloads: [proxy], disruptionBudgets: [] }) },
  {
    fails: {
      "a proxy with one replica": [
        {},
        {
          severity: "high",
          subject: "discord-alert-proxy",
          title: "monitoring/discord-alert-proxy delivers alerts with one replica",
          observed: "1 replica; no anti-affinity; no PodDisruptionBudget; no priority class: among the first to be evicted",
        },
      ],
      "one Alertmanager": [
        { kubernetes: kubernetes({ workloads: [workload("monitoring/alertmanager", 1, { spread: true, priorityClass: "high" })] }) },
        { observed: "1 replica" },
      ],
      "a proxy that only Alertmanager knows": [
        {
          kubernetes: kubernetes({ workloads: [workload("monitoring/herald", 1)] }),
          alertmanager: alertmanager([], [receiver("chat", "webhook:herald.monitoring.svc")]),
        },
        { subject: "herald" },
      ],
      "two replicas on one node": [
        { kubernetes: kubernetes({ workloads: [pair], pods: [on("a", "w-1"), on("b", "w-1")] }) },
        { severity: "high", observed: expect.stringContaining("2 replicas, all on w-1") },
      ],
    },
    passes: {
      "a pair that gossips": { kubernetes: kubernetes({ workloads: [pair] }) },
      "a pair on two nodes": { kubernetes: kubernetes({ workloads: [pair], pods: [on("a", "w-1"), on("b", "cp-1")] }) },
    },
    notApplicable: {
      "a cluster of one node": { kubernetes: kubernetes({ nodes: [node("cp-1")], workloads: [proxy] }) },
      "operators and exporters deliver nothing": {
        kubernetes: kubernetes({
          workloads: [workload("monitoring/prometheus-operator", 1), workload("monitoring/prometheus-node-exporter", 1)],
        }),
      },
      "scaled to none": { kubernetes: kubernetes({ workloads: [workload("monitoring/alertmanager", 0)] }) },
    },
  },
);
