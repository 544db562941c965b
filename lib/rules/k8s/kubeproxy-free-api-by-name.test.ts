import { cilium, kubernetes, node } from "#lib/rules/testing/kubernetes-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { names } from "#lib/rules/testing/testing.ts";
import { kubeproxyFreeApiByName as rule } from "./kubeproxy-free-api-by-name.ts";

const reached = (...apiHosts: string[]) => kubernetes({ cilium: cilium({ apiHosts }) });
const planes = [1, 2, 3].map((number) => node(`cp-${number}`, { controlPlane: true, addresses: [`10.0.0.${number}`] }));

describeRule(
  rule,
  { kubernetes: reached("api.k8s.lan"), names: names("cp-1", "127.0.0.1 localhost") },
  {
    fails: {
      "a name that only DNS knows": [
        {},
        { severity: "medium", subject: "cilium", confidence: "confirmed", title: "Cilium reaches the API server by the name api.k8s.lan" },
      ],
      "the hosts file was not read": [{ names: undefined }, { confidence: "suspected" }],
      "one of three control-plane nodes": [
        { kubernetes: kubernetes({ nodes: planes, cilium: cilium({ apiHosts: ["10.0.0.2"] }) }) },
        { severity: "medium", observed: "10.0.0.2 is cp-2, one of 3 control-plane nodes" },
      ],
    },
    passes: {
      "a local load balancer": { kubernetes: reached("127.0.0.1") },
      KubePrism: { kubernetes: reached("localhost") },
      "a virtual address": { kubernetes: kubernetes({ nodes: planes, cilium: cilium({ apiHosts: ["10.0.0.100"] }) }) },
      "the only control-plane node there is": {
        kubernetes: kubernetes({ nodes: planes.slice(0, 1), cilium: cilium({ apiHosts: ["10.0.0.1"] }) }),
      },
      "a name in the hosts file": { names: names("cp-1", "10.0.0.100 api.k8s.lan") },
      "several servers, one of them by address": { kubernetes: reached("api.k8s.lan", "10.0.0.2") },
    },
    notApplicable: {
      "kube-proxy is in use": { kubernetes: kubernetes({ cilium: cilium({ kubeProxyReplacement: false, apiHosts: ["api.k8s.lan"] }) }) },
      "another network plugin": { kubernetes: kubernetes() },
    },
    unknown: { "no server is named": { kubernetes: reached() } },
  },
);
