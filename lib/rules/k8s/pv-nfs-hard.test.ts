import { expect } from "vitest";
import { kubernetes, storageClass, volume } from "#lib/rules/testing/kubernetes-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { identity, mount } from "#lib/rules/testing/testing.ts";
import { pvNfsHard as rule } from "./pv-nfs-hard.ts";

const hard = volume("pvc-1", "nas", "hard,timeo=600,nfsvers=4.1", "shop/data");
const live = (options: string) => mount("/var/lib/kubelet/pods/9f/volumes/kubernetes.io~csi/pvc-1/mount", "nfs4", "nas.lan:/k8s", options);
const cluster = (volumes = [hard], classes = [storageClass("nas", "hard,timeo=600,nfsvers=4.1")]) =>
  kubernetes({ volumes, storageClasses: classes });

describeRule(
  rule,
  { kubernetes: cluster() },
  {
    fails: {
      "hard in so many words": [
        {},
        { severity: "high", subject: "nas", title: "1 PersistentVolume of nas hangs the nodes when NFS does not answer" },
      ],
      "no word at all is hard": [
        { kubernetes: cluster([volume("pvc-1", "nas", "", "shop/data")]) },
        { observed: expect.stringContaining("no soft") },
      ],
      "the class was changed, the volume was not": [{ kubernetes: cluster([hard], [storageClass("nas", "soft")]) }, "high"],
      "the volume was edited, the mount is still hard": [
        { kubernetes: cluster([volume("pvc-1", "nas", "soft", "shop/data")]), mounts: [live("rw,hard")] },
        { severity: "high", observed: expect.stringContaining("1 mounted hard on this node") },
      ],
      "critical below the cluster's own services": [
        { kubernetes: cluster([volume("pvc-1", "nas", "hard", "kube-system/registry")]) },
        "critical",
      ],
      "critical for logging on a control-plane node": [
        {
          kubernetes: cluster([volume("pvc-1", "nas", "hard", "monitoring/storage-loki-0")]),
          mounts: [live("rw,hard")],
          identity: identity({ hostname: "cp-1" }),
        },
        "critical",
      ],
      "a static volume has its server's name": [
        { kubernetes: cluster([volume("media", null, "", "media/library")], []) },
        { subject: "nas.lan" },
      ],
      "a class that nobody uses yet is low": [{ kubernetes: cluster([]) }, { severity: "low", subject: "nas" }],
    },
    passes: {
      soft: { kubernetes: cluster([volume("pvc-1", "nas", "nfsvers=4.1,soft,timeo=100,retrans=2,tcp", "shop/data")]) },
      softerr: { kubernetes: cluster([volume("pvc-1", "nas", "softerr", "shop/data")]) },
      "the live mount is soft already": { mounts: [live("rw,soft,timeo=100")] },
      "read-only media": { kubernetes: cluster([{ ...hard, readOnly: true }], []) },
      "Longhorn brings its own NFS server and options": {
        kubernetes: cluster([{ ...hard, kind: "other" }], [storageClass("longhorn", "", "driver.longhorn.io")]),
      },
      "no volume at all": { kubernetes: cluster([], []) },
    },
  },
);
