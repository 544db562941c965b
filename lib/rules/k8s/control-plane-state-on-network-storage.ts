import type { Mount, Mounts } from "#lib/facts/mounts.ts";
import { defineRule, NotApplicable, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { overNetwork } from "./parts/network-disks.ts";

const folders = [
  "/var/lib/etcd",
  "/var/lib/rancher/k3s/server/db",
  "/var/lib/rancher/rke2/server/db",
  "/var/lib/rancher/k3s/agent",
  "/var/lib/kubelet",
  "/var/lib/containerd",
] as const;
const units = /^(kubelet|k3s|k3s-agent|rke2-server|rke2-agent|k0s\w*|etcd|microk8s\S*)\.service$|^snap\.microk8s/;

export const controlPlaneStateOnNetworkStorage = defineRule({
  id: "k8s/control-plane-state-on-network-storage",
  title: "State of the Kubernetes node lies on network storage",
  why: "etcd wants its writes on disk within milliseconds. A NAS that pauses for seconds costs it the leader, then the API server, and a broken write costs the cluster's state.",
  scope: "cluster",
  scenarios: ["nas-loss"],
  likelihood: 2,
  impact: 4,
  references: ["etcd: Hardware recommendations", "proc_pid_mountinfo(5)"],
  needs: ["mounts"],
  wants: ["kubernetes", "services", "blockDevices"],
  check({ mounts, kubernetes, services, blockDevices }) {
    const found = folders.flatMap((folder): Observation[] => {
      const mount = below(folder, mounts);
      const network = mount && overNetwork(mount, blockDevices);
      if (!mount || !network) return [];
      const isState = /etcd|\/db$/.test(folder);
      return [
        {
          subject: folder,
          title: `${folder} lies on ${network}`,
          observed: `${folder} is on ${mount.source} (${mount.type}), mounted at ${mount.mountPoint}`,
          expected: "a local disk, best an SSD of its own",
          cite: [mount.at],
          impact: isState ? 4 : 3,
        },
      ];
    });
    const node = kubernetes !== undefined || (services ?? []).some(({ unit }) => units.test(unit));
    if (!node && services !== undefined) throw new NotApplicable("no unit of Kubernetes is enabled here");
    const own = node ? found : found.filter(({ subject }) => mounts.some(({ mountPoint }) => mountPoint === subject));
    if (!node && own.length === 0) throw new Undecidable("nothing tells whether this host is a node of Kubernetes");
    return own;
  },
  remedy: {
    steps: [
      "`etcdctl snapshot save` (k3s: `k3s etcd-snapshot save`) and copy the snapshot off the host",
      "Add a control-plane node whose disk is local, wait until it is a member, then remove this one; or stop the node, copy the folder to a local disk, mount it there",
    ],
    risk: "One member at a time: two that are away at once cost the quorum of three.",
    verify: "findmnt -no SOURCE,FSTYPE /var/lib/etcd",
  },
});

/** The mount that a folder lies on: the longest mount point above it. */
function below(folder: string, mounts: Mounts): Mount | undefined {
  const above = mounts.filter(({ mountPoint }) => mountPoint === "/" || folder === mountPoint || folder.startsWith(`${mountPoint}/`));
  return above.reduce<Mount | undefined>(
    (best, mount) => (best === undefined || mount.mountPoint.length >= best.mountPoint.length ? mount : best),
    undefined,
  );
}
