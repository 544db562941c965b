import type { Kubernetes } from "#lib/facts/kubernetes.ts";
import { defineRule, type Level, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { counted, listed, maximumCites } from "#lib/rules/shared/wording.ts";

const refused = /\[429\]|TooManyRequests/;
/** Fewer of a kind are a hiccup that the kubelet repairs by trying again. */
const leastRefused = 2;
const leastSandboxes = 5;

export const ciliumDegraded = defineRule({
  id: "k8s/cilium-degraded",
  title: "Cilium is not whole or near overload: new pods get no network",
  why: "Running pods keep their network, so it looks well; each pod that starts anew, after a restart or on another node, stays without one.",
  scope: "cluster",
  scenarios: ["dns-loss", "nas-loss"],
  likelihood: 4,
  impact: 4,
  postmortems: ["nfs-hang-takes-cluster-network"],
  references: ["Cilium: Troubleshooting"],
  needs: ["kubernetes"],
  check({ kubernetes }) {
    const agents = kubernetes.workloads.find(({ kind, name }) => kind === "DaemonSet" && name === "cilium");
    const operator = kubernetes.workloads.find(({ name }) => name === "cilium-operator");
    const daemons = kubernetes.workloads.some(({ kind }) => kind === "DaemonSet");
    if (!agents && !operator && !kubernetes.cilium) {
      if (daemons) throw new NotApplicable("no DaemonSet cilium: another network plugin is in use");
      throw new Undecidable("DaemonSets were not listed");
    }
    const down = kubernetes.nodes.filter(({ ready }) => !ready).length;
    // The agent of a node that is down cannot be ready; that node is a finding of its own.
    const missing = agents && !agents.rollingOut ? Math.max(0, agents.replicas - agents.readyReplicas - down) : 0;
    const events = troubles(kubernetes);
    const noOperator = operator !== undefined && operator.replicas > 0 && operator.readyReplicas === 0;
    if (missing === 0 && events.length === 0 && !noOperator) {
      if (!agents) throw new Undecidable("the agents of Cilium were not listed");
      return [];
    }
    const nodes = new Set(events.flatMap(({ node }) => node ?? []));
    const many = missing > 1 || nodes.size > 1 || noOperator;
    return [
      {
        subject: "cilium",
        title: missing > 0 ? `${counted(missing, "node")} without a working Cilium agent` : "Cilium turns new pods away",
        observed: [
          ...(missing > 0 ? [`${agents?.readyReplicas} of ${agents?.replicas} agents ready`] : []),
          ...(noOperator ? ["no operator ready"] : []),
          ...(events.some(({ message }) => refused.test(message)) ? ["requests refused with 429 (too many)"] : []),
          ...(events.length > 0 ? [`pods without network on ${nodes.size > 0 ? listed([...nodes]) : "this cluster"}`] : []),
        ].join("; "),
        expected: "as many agents ready as nodes, and no pod that waits for its network",
        cite: [...(missing > 0 && agents ? [agents.at] : []), ...(noOperator ? [operator.at] : []), ...events.map(({ at }) => at)].slice(
          0,
          maximumCites,
        ),
        impact: (many ? 4 : 3) satisfies Level,
      },
    ];
  },
  remedy: {
    steps: [
      "First see that nodes resolve names and reach the API server: an agent without them only piles up requests",
      "`kubectl -n kube-system get pods -l k8s-app=cilium -o wide`, and the logs of those that are not ready",
      "Then restart them one by one: `kubectl -n kube-system delete pod POD`, and wait until it is ready",
    ],
    risk: "All agents restarted at once ask the API server for everything at once, which is how an overload lasts.",
    verify: "kubectl -n kube-system get daemonset cilium",
  },
});

/** Events that tell of pods without a network, where they are more than a hiccup. */
function troubles({ warnings }: Kubernetes): NonNullable<Kubernetes["warnings"]> {
  const own = (warnings ?? []).filter(({ message }) => /cilium/i.test(message) || refused.test(message));
  const tooMany = own.filter(({ message }) => refused.test(message));
  const sandboxes = own.filter(({ reason }) => /FailedCreatePodSandBox/i.test(reason));
  const sum = (events: typeof own) => events.reduce((total, { count }) => total + count, 0);
  return [...new Set([...(sum(tooMany) >= leastRefused ? tooMany : []), ...(sum(sandboxes) >= leastSandboxes ? sandboxes : [])])];
}
