import { container, containers } from "#lib/rules/testing/containers-testing.ts";
import { kubernetes, workload } from "#lib/rules/testing/kubernetes-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity } from "#lib/rules/testing/testing.ts";
import { imageNotRestartableOffline as rule } from "./image-not-restartable-offline.ts";

const dns = (image: string) => containers([container("pihole", { image })]);
const inCluster = (image: string, pullPolicy: string) =>
  kubernetes({ workloads: [workload("kube-system/coredns", 2, { containers: [{ name: "coredns", image, pullPolicy, command: [] }] })] });

describeRule(
  rule,
  { identity: identity(), containers: dns("pihole/pihole:latest") },
  {
    fails: {
      latest: [{}, { severity: "low", subject: "pihole", observed: "pihole: pihole/pihole:latest has no fixed tag" }],
      "no tag": [{ containers: dns("pihole/pihole") }, "low"],
      "pulled at each start of the cluster's DNS": [
        { containers: undefined, kubernetes: inCluster("docker.io/coredns/coredns:1.12.3", "Always") },
        { severity: "medium", observed: "kube-system/coredns: docker.io/coredns/coredns:1.12.3 is pulled at each start" },
      ],
    },
    passes: {
      "a digest": { containers: dns("pihole/pihole@sha256:0a1b") },
      "a fixed tag that is kept": { containers: dns("pihole/pihole:2026.05.1") },
      "Always with a digest": { containers: undefined, kubernetes: inCluster("coredns/coredns@sha256:0a1b", "Always") },
      "a registry of one's own": { containers: dns("registry.lan:5000/pihole:latest") },
      "an ordinary workload may be latest": { containers: containers([container("wiki", { image: "wiki:latest" })]) },
      "an image by its id": { containers: dns("41ba1e940e0f") },
    },
    notApplicable: { "no container engine": { containers: undefined, services: [{ unit: "ssh.service" } as never] } },
    unknown: { "nothing was read": { containers: undefined } },
  },
);
