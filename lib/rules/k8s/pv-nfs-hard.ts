import type { Kubernetes } from "#lib/facts/kubernetes.ts";
import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { counted, groupBy, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { isControlPlane, isSoft, isVital, liveOptions, usesOf } from "./parts/cluster-volumes.ts";

export const pvNfsHard = defineRule({
  id: "k8s/pv-nfs-hard",
  title: "NFS volumes of the cluster are mounted hard, so an outage of the NAS hangs nodes and not only pods",
  why: "A process that waits for a hard mount cannot be killed: pods do not end, the kubelet stalls at their volumes, and the node stops working although nothing on it is broken.",
  scope: "cluster",
  scenarios: ["nas-loss"],
  likelihood: 3,
  impact: 3,
  postmortems: ["nfs-hang-takes-cluster-network"],
  references: ["nfs(5)", "Kubernetes: Persistent Volumes, Mount Options"],
  needs: ["kubernetes"],
  wants: ["mounts", "identity"],
  check({ kubernetes, mounts, identity }) {
    const volumes = kubernetes.volumes.filter(({ kind, readOnly }) => kind === "nfs" && !readOnly);
    const hard = volumes.filter((volume) => !isSoft(liveOptions(volume, mounts) ?? volume.mountOptions));
    const groups = groupBy(hard, ({ storageClass, server }) => storageClass ?? server ?? "NFS");
    const observations = [...groups].map(([key, group]): Observation => {
      const uses = usesOf(group, kubernetes);
      const live = group.filter((volume) => liveOptions(volume, mounts) !== undefined);
      const vital = uses.filter((use) => isVital(use, live.includes(use.volume) && isControlPlane(kubernetes, identity)));
      const storage = kubernetes.storageClasses.find(({ name }) => name === key);
      const spelled = group.some(({ mountOptions }) => mountOptions.includes("hard"))
        ? "hard in mountOptions"
        : "no soft in mountOptions: hard";
      return {
        subject: key,
        title: `${counted(group.length, "PersistentVolume")} of ${key} ${group.length === 1 ? "hangs" : "hang"} the nodes when NFS does not answer`,
        observed: [
          `${counted(group.length, "PersistentVolume")} on NFS, ${spelled}`,
          ...(live.length > 0 ? [`${live.length} mounted hard on this node`] : []),
          ...(uses.length > 0
            ? [
                `used by ${listed(
                  uses.map(({ label }) => label),
                  6,
                )}`,
              ]
            : []),
        ].join("; "),
        expected: "local or replicated storage for what the cluster needs; soft where lost writes are bearable",
        cite: [...(storage ? [storage.at] : []), ...group.map(({ at }) => at)].slice(0, maximumCites),
        impact: vital.length > 0 ? 4 : 3,
        remedy: {
          verify: `kubectl get pv -o custom-columns=NAME:.metadata.name,CLASS:.spec.storageClassName,OPTIONS:.spec.mountOptions | grep -F ${shellWord(key)}`,
        },
      };
    });
    const used = volumes.map(({ storageClass }) => storageClass);
    return [...observations, ...unusedClasses(kubernetes, used)];
  },
  remedy: {
    steps: [
      "Move what the cluster needs (DNS, ingress, logging, monitoring, databases) to local or replicated storage",
      "For data whose last writes may be lost: put `soft,timeo=100,retrans=2` in the StorageClass and in each PersistentVolume (`kubectl edit pv NAME`), then delete its pods one by one",
    ],
    risk: "soft hands write errors to programs that rarely expect them: never below a database. The new options hold only after the volume was unmounted on the node.",
    verify: "grep nfs /proc/self/mountinfo",
  },
});

/** Nobody uses the class yet; the first claim will. */
function unusedClasses(kubernetes: Kubernetes, used: readonly (string | null)[]): Observation[] {
  const classes = kubernetes.storageClasses.filter(
    ({ name, provisioner, mountOptions }) => /nfs/i.test(provisioner) && !isSoft(mountOptions) && !used.includes(name),
  );
  return classes.map((storage) => ({
    subject: storage.name,
    title: `StorageClass ${storage.name} will mount NFS hard`,
    observed: `${storage.provisioner}, mountOptions ${storage.mountOptions.join(",") || "not set"}; no PersistentVolume uses it`,
    expected: "options that were chosen, before the first claim",
    cite: [storage.at],
    likelihood: 1,
    impact: 2,
  }));
}
