import { expect } from "vitest";
import { kubernetes, pod, volume, workload } from "#lib/rules/testing/kubernetes-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { criticalWorkloadOnNfs as rule } from "./critical-workload-on-nfs.ts";

const loki = workload("monitoring/loki", 1, { kind: "StatefulSet", claims: ["storage-loki-"] });
const onNfs = (claim: string, over = {}) => volume("pvc-1", "nas", "hard", claim, over);

describeRule(
  rule,
  { kubernetes: kubernetes({ volumes: [onNfs("monitoring/storage-loki-0")], workloads: [loki] }) },
  {
    fails: {
      "logs on the NAS": [
        {},
        {
          severity: "medium",
          subject: "nas.lan",
          title: "1 workload of logging keeps state on nas.lan",
          observed: "monitoring/loki on NFS (claim storage-loki-0)",
        },
      ],
      "the alert path weighs more": [{ kubernetes: kubernetes({ volumes: [onNfs("monitoring/prometheus-k8s-db-0")] }) }, "high"],
      "a database told by its image": [
        {
          kubernetes: kubernetes({
            volumes: [onNfs("shop/data")],
            workloads: [
              workload("shop/db", 1, {
                claims: ["data"],
                containers: [{ name: "db", image: "docker.io/library/postgres:17", pullPolicy: null, command: [] }],
              }),
            ],
          }),
        },
        { severity: "medium", observed: expect.stringContaining("shop/db") },
      ],
      "a StatefulSet whose templates were not listed": [
        {
          kubernetes: kubernetes({
            volumes: [onNfs("eta/data-postgres-eta-0")],
            workloads: [workload("eta/postgres-eta", 1, { kind: "StatefulSet" })],
          }),
        },
        { observed: expect.stringContaining("eta/postgres-eta") },
      ],
      "a claim told by its pod": [
        { kubernetes: kubernetes({ volumes: [onNfs("shop/d1")], pods: [pod("shop/redis-0", "w-1", { claims: ["d1"] })] }) },
        { observed: expect.stringContaining("shop/redis-0") },
      ],
      SMB: [
        { kubernetes: kubernetes({ volumes: [onNfs("shop/mysql", { kind: "smb" })] }) },
        { observed: expect.stringContaining("on SMB") },
      ],
    },
    passes: {
      Longhorn: {
        kubernetes: kubernetes({ volumes: [onNfs("monitoring/storage-loki-0", { kind: "other", server: null })], workloads: [loki] }),
      },
      "backups of a database": { kubernetes: kubernetes({ volumes: [onNfs("shop/postgres-backup")] }) },
      "chunks that an object store holds too": { kubernetes: kubernetes({ volumes: [onNfs("monitoring/loki-chunks")] }) },
      "bulk of something else": { kubernetes: kubernetes({ volumes: [onNfs("media/library")] }) },
      "a volume that nobody claims": { kubernetes: kubernetes({ volumes: [volume("pvc-1", "nas", "hard")] }) },
    },
  },
);
