import { defineRule } from "#lib/rules/rule.ts";
import { lostNodes, startFailures, stuckPods } from "./parts/stuck-pods.ts";

const nodeSeconds = 5 * 60;

export const nodesOrPodsStuck = defineRule({
  id: "k8s/nodes-or-pods-stuck",
  title: "Nodes of the cluster are not ready, or pods do not start",
  why: "What ran on a lost node waits for another, and the cluster has no room left for the next loss.",
  scope: "cluster",
  scenarios: ["node-loss"],
  likelihood: 4,
  impact: 3,
  postmortems: ["nfs-hang-takes-cluster-network", "pve-self-fence-unseen-nine-hours"],
  references: ["Kubernetes: Debug Running Pods", "Kubernetes: Nodes"],
  needs: ["kubernetes"],
  wants: ["identity"],
  check({ kubernetes, identity }, now) {
    const clock = Date.parse(identity?.clock ?? "") || now.getTime();
    const isOlder = (time: string | null, seconds: number) => time === null || clock - Date.parse(time) > seconds * 1000;
    const down = kubernetes.nodes.filter((node) => !node.ready && !node.unschedulable && isOlder(node.readySince, nodeSeconds));
    return [...lostNodes(kubernetes, down, clock), ...stuckPods(kubernetes, isOlder), ...startFailures(kubernetes, clock)];
  },
  remedy: {
    steps: [
      "`kubectl describe node NODE` and `kubectl describe pod POD`: the last events name the cause",
      "Repair the host, the storage or the network that they name",
    ],
    risk: "Deleting a pod of a StatefulSet by force while its node still runs unseen starts a second writer on the same data.",
    verify: "kubectl get nodes; kubectl get pods -A --field-selector=status.phase=Pending",
  },
});
