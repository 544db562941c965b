import { expect } from "vitest";
import type { Kubernetes } from "#lib/facts/kubernetes.ts";
import { kubernetes, node, pod, workload } from "#lib/rules/testing/kubernetes-testing.ts";
import { resolver } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { dnsNotResilient as rule } from "./dns-not-resilient.ts";

const dns = (...forwards: string[]): Kubernetes["dns"] => ({
  forwards,
  servesStale: false,
  at: cite("Corefile", `forward . ${forwards.join(" ")}`),
});
const two = workload("kube-system/coredns", 2, { labels: ["k8s-app=kube-dns"] });
const podOn = (name: string, where: string) => pod(`kube-system/${name}`, where, { labels: ["k8s-app=kube-dns", "pod-template-hash=1"] });
const alone = (over: Partial<Kubernetes> = {}) =>
  kubernetes({ nodes: [node("cp-1", { controlPlane: true })], workloads: [workload("kube-system/coredns", 1)], ...over });

describeRule(
  rule,
  { kubernetes: kubernetes({ workloads: [workload("kube-system/coredns", 1)], dns: dns("10.0.0.53", "10.0.0.54") }) },
  {
    fails: {
      "one replica on two nodes": [{}, { severity: "medium", subject: "coredns", observed: "coredns has 1 replica" }],
      "both replicas on one node": [
        {
          kubernetes: kubernetes({ workloads: [two], pods: [podOn("coredns-1", "w-1"), podOn("coredns-2", "w-1")], disruptionBudgets: [] }),
        },
        { observed: "all ready pods of coredns run on w-1; no PodDisruptionBudget" },
      ],
      "one upstream by the node's resolv.conf": [
        { kubernetes: alone({ dns: dns("/etc/resolv.conf") }), resolver: resolver("172.16.0.1") },
        { severity: "medium", observed: "coredns has 1 replica; forwards to /etc/resolv.conf of the node: one upstream, 172.16.0.1" },
      ],
      "one upstream in the Corefile": [
        { kubernetes: kubernetes({ workloads: [two], dns: dns("10.0.0.53") }) },
        { title: "DNS of the cluster hangs on one upstream, 10.0.0.53", observed: expect.stringContaining("its Corefile") },
      ],
      "scaled to none": [
        { kubernetes: alone({ workloads: [workload("kube-system/coredns", 0)] }) },
        { observed: expect.stringContaining("no replica") },
      ],
    },
    passes: {
      "two replicas on two nodes": {
        kubernetes: kubernetes({ workloads: [two], pods: [podOn("coredns-1", "w-1"), podOn("coredns-2", "cp-1")] }),
      },
      "a single node: a second replica would fall with the first": {
        kubernetes: alone({ dns: dns("/etc/resolv.conf") }),
        resolver: resolver("10.0.0.53", "10.0.0.54"),
      },
      "a DaemonSet": { kubernetes: kubernetes({ workloads: [workload("kube-system/rke2-coredns", 1, { kind: "DaemonSet" })] }) },
      "a cache on the node, whose own servers are not seen": {
        kubernetes: kubernetes({ workloads: [two], dns: dns("169.254.20.10", "10.0.0.54") }),
      },
      "a stub resolver alone": { kubernetes: alone({ dns: dns("/etc/resolv.conf") }), resolver: resolver("127.0.0.53") },
    },
    unknown: { "no CoreDNS was listed": { kubernetes: kubernetes() } },
  },
);
