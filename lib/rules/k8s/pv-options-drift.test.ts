import { expect } from "vitest";
import { kubernetes, storageClass, volume } from "#lib/rules/testing/kubernetes-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { mount } from "#lib/rules/testing/testing.ts";
import { pvOptionsDrift as rule } from "./pv-options-drift.ts";

const cluster = (classOptions: string, volumeOptions: string) =>
  kubernetes({ storageClasses: [storageClass("nas", classOptions)], volumes: [volume("pvc-1", "nas", volumeOptions)] });
const live = (options: string) => mount("/var/lib/kubelet/pods/9f/volumes/kubernetes.io~csi/pvc-1/mount", "nfs4", "nas.lan:/k8s", options);

describeRule(
  rule,
  { kubernetes: cluster("nfsvers=4.1,soft,timeo=100", "hard,nfsvers=4.1,timeo=600") },
  {
    fails: {
      "the class was made soft, the volume is hard": [
        {},
        {
          severity: "high",
          subject: "nas",
          title: "1 PersistentVolume of nas is mounted otherwise than the class says, hard against soft",
          observed: expect.stringContaining("without soft, without timeo=100 and with timeo=600"),
        },
      ],
      "another time limit alone": [{ kubernetes: cluster("soft,timeo=100", "soft,timeo=600") }, "medium"],
      "both say soft, the live mount is hard still": [{ kubernetes: cluster("soft", "soft"), mounts: [live("rw,hard")] }, "high"],
    },
    passes: {
      equal: { kubernetes: cluster("soft,nfsvers=4.1", "soft,nfsvers=4.1") },
      "another order": { kubernetes: cluster("soft,nfsvers=4.1", "nfsvers=4.1,soft") },
      "two spellings of one version": { kubernetes: cluster("soft,nfsvers=4.1", "soft,vers=4.1") },
      "hard is what no word means": { kubernetes: cluster("hard,tcp", "") },
      "a static volume without a class": { kubernetes: kubernetes({ volumes: [volume("media", null, "hard")] }) },
      "a class that is not there any more": { kubernetes: kubernetes({ volumes: [volume("old", "gone", "hard")] }) },
    },
  },
);
