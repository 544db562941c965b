import { expect } from "vitest";
import type { Workload } from "#lib/facts/kubernetes.ts";
import { cilium, kubernetes, node, warning, workload } from "#lib/rules/testing/kubernetes-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { ciliumDegraded as rule } from "./cilium-degraded.ts";

const agents = (replicas: number, readyReplicas: number, over: Partial<Workload> = {}) =>
  workload("kube-system/cilium", replicas, { kind: "DaemonSet", readyReplicas, ...over });
const refused = 'plugin type="cilium-cni" failed (add): unable to create endpoint: [PUT /endpoint/{id}][429] putEndpointIdTooManyRequests';
const nodes = [node("cp-1"), node("w-1"), node("w-2")];

describeRule(
  rule,
  { kubernetes: kubernetes({ nodes, workloads: [agents(3, 1)] }) },
  {
    fails: {
      "two nodes without an agent": [{}, { severity: "critical", subject: "cilium", observed: "1 of 3 agents ready" }],
      "one node": [
        { kubernetes: kubernetes({ nodes, workloads: [agents(3, 2)] }) },
        { severity: "high", title: "1 node without a working Cilium agent" },
      ],
      "requests refused as too many": [
        { kubernetes: kubernetes({ workloads: [agents(2, 2)], warnings: [warning("FailedCreatePodSandBox", refused, { count: 14 })] }) },
        { severity: "high", observed: expect.stringContaining("429") },
      ],
      "on two nodes": [
        {
          kubernetes: kubernetes({
            workloads: [agents(2, 2)],
            warnings: [
              warning("FailedCreatePodSandBox", refused, { count: 3 }),
              warning("FailedCreatePodSandBox", refused, { count: 3, node: "w-2" }),
            ],
          }),
        },
        "critical",
      ],
      "no operator": [
        { kubernetes: kubernetes({ workloads: [agents(2, 2), workload("kube-system/cilium-operator", 2, { readyReplicas: 0 })] }) },
        { severity: "critical", observed: "no operator ready" },
      ],
    },
    passes: {
      "all ready": { kubernetes: kubernetes({ nodes, workloads: [agents(3, 3)] }) },
      "a new version is on its way": { kubernetes: kubernetes({ nodes, workloads: [agents(3, 1, { rollingOut: true })] }) },
      "one refused request": {
        kubernetes: kubernetes({ workloads: [agents(2, 2)], warnings: [warning("FailedCreatePodSandBox", refused)] }),
      },
      "the node of the missing agent is down": {
        kubernetes: kubernetes({ nodes: [node("cp-1"), node("w-1", { ready: false })], workloads: [agents(2, 1)] }),
      },
    },
    notApplicable: {
      "another network plugin": { kubernetes: kubernetes({ workloads: [workload("kube-system/calico-node", 2, { kind: "DaemonSet" })] }) },
    },
    unknown: {
      "DaemonSets were not listed": { kubernetes: kubernetes({ workloads: [workload("kube-system/coredns", 2)] }) },
      "Cilium is in use, its agents were not listed": { kubernetes: kubernetes({ cilium: cilium() }) },
    },
  },
);
