import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { sharedNode } from "#lib/rules/shared/cluster-pods.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";
import { soleUpstream } from "./parts/cluster-upstream.ts";

export const dnsNotResilient = defineRule({
  id: "k8s/dns-not-resilient",
  title: "The cluster's DNS has one replica, one node or one upstream",
  why: "When that one goes, no pod finds any name, inside or outside: everything fails at once, and the repair needs names too.",
  scope: "cluster",
  scenarios: ["dns-loss", "node-loss"],
  likelihood: 3,
  impact: 2,
  postmortems: ["nfs-hang-takes-cluster-network"],
  references: ["CoreDNS: forward, cache", "resolv.conf(5)"],
  needs: ["kubernetes"],
  wants: ["resolver"],
  check({ kubernetes, resolver }) {
    const server = kubernetes.workloads.find(({ namespace, name }) => namespace === "kube-system" && /coredns|kube-dns$/.test(name));
    if (!server) throw new Undecidable("no CoreDNS among the workloads that were listed");
    const [several, single] = [kubernetes.nodes.length > 1, server.kind !== "DaemonSet" && server.replicas < 2];
    const together = several && server.replicas > 1 ? sharedNode(kubernetes, server) : null;
    const upstream = soleUpstream(kubernetes.dns, resolver);
    const faults = [
      ...(single ? [`${server.name} has ${server.replicas === 1 ? "1 replica" : "no replica"}`] : []),
      ...(together ? [`all ready pods of ${server.name} run on ${together.node}`] : []),
      ...(upstream ? [`forwards to ${upstream.by}: one upstream, ${upstream.address}`] : []),
    ];
    // On a single node a second replica would fall with the first.
    if (faults.length === 0 || (!several && !upstream && server.replicas > 0)) return [];
    const unprotected = kubernetes.disruptionBudgets?.every(({ selector }) => !selector.every((label) => server.labels.includes(label)));
    return [
      {
        subject: server.name,
        title: `DNS of the cluster hangs on ${upstream && !single && !together ? `one upstream, ${upstream.address}` : several ? "one pod or one node" : `one replica and one upstream, ${upstream?.address}`}`,
        observed: [...faults, ...(several && unprotected ? ["no PodDisruptionBudget"] : [])].join("; "),
        expected: "2 replicas on 2 nodes, 2 upstreams, serve_stale for when they are gone",
        cite: [
          server.at,
          ...(together?.pods.slice(0, 4).map(({ at }) => at) ?? []),
          ...(upstream ? [...(kubernetes.dns ? [kubernetes.dns.at] : []), ...upstream.at] : []),
        ],
        remedy: {
          steps: [
            ...(several && (single || together)
              ? [
                  `\`kubectl -n kube-system scale deployment ${shellWord(server.name)} --replicas=2\`, with an anti-affinity on kubernetes.io/hostname`,
                ]
              : []),
            ...(upstream
              ? ["Name a second resolver that stands on another machine: in the node's resolver, or behind `forward .` in the Corefile"]
              : []),
            ...(kubernetes.dns?.servesStale
              ? []
              : ["In the Corefile: `cache 30 { serve_stale }`, so that known names survive an outage of the upstream"]),
          ],
        },
      },
    ];
  },
  remedy: {
    steps: ["Run 2 replicas on 2 nodes, forward to 2 upstreams, and let the cache serve stale answers"],
    risk: "A Corefile that does not parse stops CoreDNS at its next reload: change it while you watch its logs.",
    verify: "kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide",
  },
});
