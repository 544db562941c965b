import type { Alertmanager } from "#lib/facts/alertmanager.ts";
import type { Workload } from "#lib/facts/kubernetes.ts";
import { defineRule, NotApplicable, type Observation } from "#lib/rules/rule.ts";
import { sharedNode } from "#lib/rules/shared/cluster-pods.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";

const inPath = /^(.*-)?(alertmanager|vmalert(manager)?|prometheus|vmsingle)(-(main|server|k8s|stack|\d+))?$|alertmanager|vmalert/;
const proxies =
  /(alert|discord|telegram|matrix|ntfy|gotify|apprise|sms|webhook).*(proxy|bridge|relay|gateway|forward|receiver|webhook|alerts?)$|^(ntfy|gotify|apprise)$/;
const beside = /operator|exporter|adapter|state-metrics|pushgateway|grafana|config-reloader|reporter/;

export const notifierSingleReplica = defineRule({
  id: "alert/notifier-single-replica",
  title: "A part of the way that alerts take has one replica, which may stand on the node that fails",
  why: "The node that dies takes the messenger with it: the very outage that should be told is the one that stays silent.",
  scope: "cluster",
  scenarios: ["node-loss"],
  likelihood: 3,
  impact: 3,
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  references: ["Kubernetes: Specifying a Disruption Budget", "Prometheus: Alertmanager, High availability"],
  needs: ["kubernetes"],
  wants: ["alertmanager"],
  check({ kubernetes, alertmanager }) {
    const workloads = kubernetes.workloads.filter((one) => one.kind !== "DaemonSet" && one.replicas > 0 && isInPath(one, alertmanager));
    if (workloads.length === 0) throw new NotApplicable("no Alertmanager, Prometheus or notification proxy among the workloads");
    if (kubernetes.nodes.length < 2) throw new NotApplicable("a cluster of one node: every pod falls with it");
    return workloads.flatMap((workload): Observation[] => {
      const node = sharedNode(kubernetes, workload)?.node ?? null;
      if (workload.replicas > 1 && node === null) return [];
      const budget = kubernetes.disruptionBudgets?.some(
        ({ namespace, selector }) =>
          namespace === workload.namespace && selector.length > 0 && selector.every((label) => workload.labels.includes(label)),
      );
      const path = `${workload.namespace}/${workload.name}`;
      return [
        {
          subject: workload.name,
          key: path,
          title: workload.replicas > 1 ? `All pods of ${path} stand on ${node}` : `${path} delivers alerts with one replica`,
          observed: [
            workload.replicas > 1 ? `${workload.replicas} replicas, all on ${node}` : "1 replica",
            ...(workload.spread ? [] : ["no anti-affinity"]),
            ...(budget === false ? ["no PodDisruptionBudget"] : []),
            ...(workload.priorityClass === null ? ["no priority class: among the first to be evicted"] : []),
          ].join("; "),
          expected: "2 replicas on 2 nodes with a PodDisruptionBudget and a priority class",
          cite: [workload.at],
          remedy: {
            steps: [
              `\`kubectl -n ${shellWord(workload.namespace)} scale ${workload.kind.toLowerCase()} ${shellWord(workload.name)} --replicas=2\`, or \`replicas: 2\` in the resource of its operator or chart`,
              "Add a podAntiAffinity on kubernetes.io/hostname, `priorityClassName: system-cluster-critical` and a PodDisruptionBudget with `minAvailable: 1`",
            ],
            verify: `kubectl -n ${shellWord(workload.namespace)} get pods -o wide`,
          },
        },
      ];
    });
  },
  remedy: {
    steps: ["Run 2 replicas with an anti-affinity on the node, a PodDisruptionBudget and a priority class"],
    risk: "Two notifiers may tell one alert twice: Alertmanagers must know each other (--cluster.peer), a proxy must not mind.",
    verify: "kubectl get pods -A -o wide",
  },
});

/** By its name, or because Alertmanager sends to the service of its name. */
function isInPath({ name, namespace }: Workload, alertmanager: Alertmanager | undefined): boolean {
  const hosts = alertmanager?.receivers.flatMap(({ integrations }) => integrations.flatMap(({ host }) => host ?? [])) ?? [];
  const told = hosts.some((host) => {
    const [service, where = namespace] = host.split(".");
    return service === name && where === namespace;
  });
  return told || (!beside.test(name) && (inPath.test(name) || proxies.test(name)));
}
