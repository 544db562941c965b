import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { counted, groupBy, listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { usesOf, type VolumeUse } from "./parts/cluster-volumes.ts";

/** What a name or an image says of a workload, in the order in which it matters. */
const purposes: readonly [string, RegExp][] = [
  ["the alert path", /\b(alertmanager|vmalert(manager)?|prometheus|thanos-(ruler|rule))/],
  ["the cluster's own services", /\b(coredns|etcd|vault|openbao|registry|harbor|argocd|cert-manager|keycloak|authentik)/],
  ["logging", /\b(loki|elasticsearch|opensearch|graylog|fluent)/],
  ["monitoring", /\b(grafana|mimir|cortex|victoria-?metrics|vm(single|storage|cluster|agent)|influxdb|thanos|tempo)/],
  ["databases", /\b(postgres|pgsql|cnpg|mysql|mariadb|percona|redis|valkey|mongo|clickhouse|cassandra|kafka|rabbitmq|minio|consul)/],
];
/** Bulk that may wait for the NAS. */
const bulk = /backup|dump|archive|wal-?g|chunks|media|downloads/;

export const criticalWorkloadOnNfs = defineRule({
  id: "k8s/critical-workload-on-nfs",
  title: "Logging, monitoring, databases or services of the cluster keep their state on NFS",
  why: "When the NAS restarts they stop, so that the outage leaves no logs and no metrics; a database may come back damaged.",
  scope: "cluster",
  scenarios: ["nas-loss"],
  likelihood: 3,
  impact: 2,
  postmortems: ["nfs-hang-takes-cluster-network"],
  references: ["nfs(5)"],
  needs: ["kubernetes"],
  check({ kubernetes }) {
    const volumes = kubernetes.volumes.filter(({ kind, readOnly }) => kind !== "other" && !readOnly);
    const uses = usesOf(volumes, kubernetes).flatMap((use) => {
      const purpose = bulk.test(use.volume.claim?.name ?? "") ? undefined : purposeOf(use);
      return purpose === undefined ? [] : [{ ...use, purpose }];
    });
    return [...groupBy(uses, ({ volume }) => volume.server ?? volume.storageClass ?? "NFS")].map(([server, group]): Observation => {
      const kinds = purposes.map(([purpose]) => purpose).filter((purpose) => group.some((use) => use.purpose === purpose));
      const labels = [...new Set(group.map(({ label }) => label))];
      return {
        subject: server,
        title: `${counted(labels.length, "workload")} of ${listed(kinds)} ${labels.length === 1 ? "keeps" : "keep"} state on ${server}`,
        observed: listed(
          group.map(({ label, volume }) => `${label} on ${volume.kind === "smb" ? "SMB" : "NFS"} (claim ${volume.claim?.name})`),
          8,
        ),
        expected: "local or replicated storage (local-path, Longhorn, Ceph) for these; NFS for bulk and backups",
        cite: group.slice(0, maximumCites).flatMap(({ volume, workload }) => [volume.at, ...(workload ? [workload.at] : [])]),
        impact: kinds.includes("the alert path") ? 3 : 2,
        confidence: "inferred",
      };
    });
  },
  remedy: {
    steps: [
      "For each of them make a claim of a local or replicated StorageClass, stop the workload, copy the data, start it on the new claim",
      "Begin with what tells you of outages: logs, metrics, alerts",
    ],
    risk: "Copying moves the data once: take a backup first, and stop the database before you copy. Local storage ties the pod to a node, so it wants replicas or a backup.",
    verify: "kubectl get pvc -A -o custom-columns=NAMESPACE:.metadata.namespace,NAME:.metadata.name,CLASS:.spec.storageClassName",
  },
});

function purposeOf({ words }: VolumeUse): string | undefined {
  return purposes.find(([, pattern]) => pattern.test(words))?.[0];
}
