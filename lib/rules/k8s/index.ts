import type { AnyRule } from "#lib/rules/rule.ts";
import { ciliumDegraded } from "./cilium-degraded.ts";
import { ciliumMetricsOff } from "./cilium-metrics-off.ts";
import { controlPlaneStateOnNetworkStorage } from "./control-plane-state-on-network-storage.ts";
import { criticalWorkloadOnNfs } from "./critical-workload-on-nfs.ts";
import { dnsNotResilient } from "./dns-not-resilient.ts";
import { kubeproxyFreeApiByName } from "./kubeproxy-free-api-by-name.ts";
import { nodesOrPodsStuck } from "./nodes-or-pods-stuck.ts";
import { pvNfsHard } from "./pv-nfs-hard.ts";
import { pvOptionsDrift } from "./pv-options-drift.ts";

/** Rules of the family `k8s`, sorted by id; one line each. */
export const k8sRules: readonly AnyRule[] = [
  ciliumDegraded,
  ciliumMetricsOff,
  controlPlaneStateOnNetworkStorage,
  criticalWorkloadOnNfs,
  dnsNotResilient,
  kubeproxyFreeApiByName,
  nodesOrPodsStuck,
  pvNfsHard,
  pvOptionsDrift,
];
