import type { Identity } from "#lib/facts/identity.ts";
import type { Kubernetes, PersistentVolume, Workload } from "#lib/facts/kubernetes.ts";
import type { Mounts } from "#lib/facts/mounts.ts";

/** Whether NFS requests give up after a time; `hard` is the default (nfs(5)). The last word wins. */
export function isSoft(options: readonly string[]): boolean {
  return /^soft/.test(options.findLast((option) => /^(hard|soft|softerr)$/.test(option)) ?? "hard");
}

/** Live options of a volume on this node, from its mount below the kubelet's folder; undefined where it is not mounted here. */
export function liveOptions(volume: PersistentVolume, mounts: Mounts | undefined): readonly string[] | undefined {
  const mount = mounts?.find(({ mountPoint, type }) => type.startsWith("nfs") && mountPoint.split("/").includes(volume.name));
  return mount && [...mount.options, ...mount.superOptions];
}

/** What uses a volume: the workload whose claim it is, by name; where that is not known, the claim itself. */
export interface VolumeUse {
  volume: PersistentVolume;
  workload: Workload | undefined;
  /** "monitoring/loki", or the claim "media/library". */
  label: string;
  /** All names by which its purpose may be known. */
  words: string;
}

export function usesOf(volumes: readonly PersistentVolume[], cluster: Kubernetes): VolumeUse[] {
  return volumes.flatMap((volume) => {
    const { claim } = volume;
    if (claim === null) return [];
    const workload = cluster.workloads.find(
      (one) => one.namespace === claim.namespace && one.claims.some((name) => isClaim(name, claim.name)),
    );
    const byName = cluster.workloads.find(
      (one) => one.kind === "StatefulSet" && one.namespace === claim.namespace && isReplica(one.name, claim.name),
    );
    const pod = cluster.pods?.find((one) => one.namespace === claim.namespace && one.claims.includes(claim.name));
    const user = workload ?? byName;
    const name = user?.name ?? pod?.name ?? claim.name;
    const images = user?.containers.map(({ image }) => image.split("/").at(-1) ?? "") ?? [];
    return [{ volume, workload: user, label: `${claim.namespace}/${name}`, words: [name, claim.name, ...images].join(" ").toLowerCase() }];
  });
}

/** A StatefulSet's claims are TEMPLATE-NAME-ORDINAL; the fact gives "TEMPLATE-NAME-". */
function isClaim(declared: string, claim: string): boolean {
  return declared === claim || (declared.endsWith("-") && claim.startsWith(declared) && /^\d+$/.test(claim.slice(declared.length)));
}

function isReplica(name: string, claim: string): boolean {
  const at = claim.lastIndexOf(`-${name}-`);
  return at > 0 && /^\d+$/.test(claim.slice(at + name.length + 2));
}

/** What a whole cluster stands on. */
const vitalNames = /coredns|kube-dns|cilium|calico|flannel|ingress|traefik|gateway|etcd|kube-apiserver/;

const vitalNamespaces = /^(kube-system|ingress|traefik)/;

const logging = /\b(loki|promtail|fluent|elasticsearch|opensearch|graylog)/;

/** Whether the cluster cannot do without it; logging counts on a node that carries the control plane. */
export function isVital({ label, words }: VolumeUse, onControlPlane: boolean): boolean {
  return vitalNamespaces.test(label) || vitalNames.test(words) || (onControlPlane && logging.test(words));
}

/** Whether this host is a control-plane node of the cluster. */
export function isControlPlane(kubernetes: Kubernetes, identity: Identity | undefined): boolean {
  return kubernetes.nodes.some(({ name, controlPlane }) => controlPlane && name === identity?.hostname.split(".")[0]);
}
