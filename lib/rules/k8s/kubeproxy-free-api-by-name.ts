import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { staticNames } from "#lib/rules/shared/hosts-file.ts";
import { isAddress, isLoopback, sameAddress } from "#lib/rules/shared/ip-address.ts";
import { listed } from "#lib/rules/shared/wording.ts";

export const kubeproxyFreeApiByName = defineRule({
  id: "k8s/kubeproxy-free-api-by-name",
  title: "Without kube-proxy, Cilium reaches the API server by a name or one address that can fail first",
  why: "There is no service address to fall back on before Cilium runs. When the name does not resolve or that node is down, no agent starts, and without agents no pod has a network, DNS included.",
  scope: "cluster",
  scenarios: ["dns-loss", "node-loss"],
  likelihood: 2,
  impact: 3,
  postmortems: ["nfs-hang-takes-cluster-network"],
  references: ["Cilium: Kubernetes Without kube-proxy"],
  needs: ["kubernetes"],
  wants: ["names"],
  check({ kubernetes, names }) {
    const { cilium, nodes } = kubernetes;
    if (cilium === null) throw new NotApplicable("no ConfigMap cilium-config: another network plugin is in use");
    if (!cilium.kubeProxyReplacement) throw new NotApplicable("kube-proxy is in use");
    if (cilium.apiHosts.length === 0) throw new Undecidable("neither cilium-config nor the agents say how they reach the API server");
    const planes = nodes.filter(({ controlPlane }) => controlPlane);
    const entriesOf = names === undefined ? () => [] : staticNames(names);
    const inFile = (host: string) => host === "localhost" || entriesOf(host).length > 0;
    const byName = cilium.apiHosts.filter((host) => !isAddress(host) && !inFile(host));
    const [only] = cilium.apiHosts;
    const node = planes.find(({ addresses }) => addresses.some((address) => sameAddress(address, only ?? "")));
    const tied = cilium.apiHosts.length === 1 && only !== undefined && !isLoopback(only) && planes.length > 1 && node !== undefined;
    if (byName.length < cilium.apiHosts.length && !tied) return [];
    return [
      {
        subject: "cilium",
        title: tied
          ? `Cilium reaches the API server by the address of ${node.name} alone`
          : `Cilium reaches the API server by the name ${listed(byName)}`,
        observed: tied
          ? `${only} is ${node.name}, one of ${planes.length} control-plane nodes`
          : `${listed(byName)} is not in /etc/hosts of this node${names === undefined ? ", which was not read" : ""}: each agent asks DNS first`,
        expected: "a virtual address, or a load balancer on 127.0.0.1 of each node",
        cite: [cilium.apiAt ?? cilium.at],
        confidence: names === undefined && !tied ? "suspected" : "confirmed",
      },
    ];
  },
  remedy: {
    steps: [
      "Give the API server a virtual address (kube-vip, keepalived), or let each node proxy it (k3s does on 127.0.0.1:6444, Talos on localhost:7445)",
      "`helm upgrade cilium cilium/cilium -n kube-system --reuse-values --set k8sServiceHost=ADDRESS --set k8sServicePort=6443`",
      "Until then: the name in /etc/hosts of every node",
    ],
    risk: "All agents restart with the new address; with a wrong one none comes back, so try it on one node first.",
    verify:
      "kubectl -n kube-system get daemonset cilium -o jsonpath='{.spec.template.spec.containers[0].env[?(@.name==\"KUBERNETES_SERVICE_HOST\")].value}'",
  },
});
