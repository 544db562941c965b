import type { Kubernetes, Pod, Workload } from "#lib/facts/kubernetes.ts";

/** The node that all ready pods of a workload stand on, with those pods; null where there are several, or pods were not listed. */
export function sharedNode({ pods }: Kubernetes, { namespace, labels }: Workload): { node: string; pods: Pod[] } | null {
  const own = (pods ?? []).filter(
    (pod) => pod.namespace === namespace && pod.ready && labels.length > 0 && labels.every((label) => pod.labels.includes(label)),
  );
  const node = own[0]?.node;
  return own.length > 1 && node && own.every((pod) => pod.node === node) ? { node, pods: own } : null;
}
