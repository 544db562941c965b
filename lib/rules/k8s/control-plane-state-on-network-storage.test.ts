import type { BlockDevice } from "#lib/facts/block-devices.ts";
import { kubernetes } from "#lib/rules/testing/kubernetes-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, mount } from "#lib/rules/testing/testing.ts";
import { controlPlaneStateOnNetworkStorage as rule } from "./control-plane-state-on-network-storage.ts";

const root = mount("/", "ext4", "/dev/mapper/vg-root");
const device = (name: string, over: Partial<BlockDevice> = {}): BlockDevice => ({
  name,
  path: `/dev/${name}`,
  type: "disk",
  parents: [],
  sizeBytes: null,
  fsType: null,
  label: null,
  uuid: null,
  partUuid: null,
  partLabel: null,
  mountPoints: [],
  transport: null,
  rotational: null,
  removable: null,
  readOnly: null,
  model: null,
  serial: null,
  wwn: null,
  byId: null,
  at: cite("lsblk", name),
  ...over,
});

describeRule(
  rule,
  { mounts: [root, mount("/var/lib/etcd", "nfs4", "nas:/etcd")], kubernetes: kubernetes() },
  {
    fails: {
      "etcd on NFS": [{}, { severity: "high", subject: "/var/lib/etcd", title: "/var/lib/etcd lies on a network file system (nfs4)" }],
      "a mount at that very place says enough by itself": [{ kubernetes: undefined }, "high"],
      "the kubelet's folder weighs less": [{ mounts: [root, mount("/var/lib/kubelet", "cifs", "//nas/kubelet")] }, "medium"],
      "a Ceph block device": [{ mounts: [root, mount("/var/lib/etcd", "ext4", "/dev/rbd0")] }, "high"],
      "an iSCSI disk under LVM": [
        {
          mounts: [root, mount("/var/lib/etcd", "xfs", "/dev/mapper/vg-etcd")],
          blockDevices: [
            device("dm-1", { path: "/dev/mapper/vg-etcd", parents: ["sdb1"] }),
            device("sdb1", { parents: ["sdb"] }),
            device("sdb", { transport: "iscsi" }),
          ],
        },
        { subject: "/var/lib/etcd", title: "/var/lib/etcd lies on an iSCSI disk" },
      ],
    },
    passes: {
      "a local disk": { mounts: [root, mount("/var/lib/etcd", "ext4", "/dev/nvme0n1p3")] },
      "volumes of pods below the kubelet's folder": {
        mounts: [root, mount("/var/lib/kubelet/pods/9f/volumes/kubernetes.io~csi/pvc-1/mount", "nfs4", "nas:/k8s")],
      },
      "everything on the local root": { mounts: [root] },
    },
    notApplicable: { "no unit of Kubernetes": { kubernetes: undefined, services: [] } },
    unknown: { "nothing tells whether it is a node": { mounts: [root], kubernetes: undefined } },
  },
);
