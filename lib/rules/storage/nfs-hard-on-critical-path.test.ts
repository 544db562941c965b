import { expect } from "vitest";
import { service } from "#lib/rules/testing/boot-testing.ts";
import { containers } from "#lib/rules/testing/containers-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, identity, mount } from "#lib/rules/testing/testing.ts";
import { nfsHardOnCriticalPath as rule } from "./nfs-hard-on-critical-path.ts";

const root = mount("/", "ext4", "/dev/sda2");
const nfs = (mountPoint: string, options = "rw,hard,timeo=600") => ({
  mounts: [root, mount(mountPoint, "nfs4", "172.16.0.5:/k8s", options)],
});
const volume = (name: string) => `/var/lib/kubelet/pods/896d/volumes/kubernetes.io~csi/${name}/mount`;
const claim = (name: string) => ({
  kubernetes: {
    nodes: [],
    storageClasses: [],
    volumes: [
      {
        name: "pvc-1",
        storageClass: null,
        mountOptions: [],
        kind: "nfs" as const,
        server: "172.16.0.5",
        readOnly: false,
        claim: { namespace: "logging", name },
        at: cite("kubectl get pv", "pvc-1"),
      },
    ],
    workloads: [],
    pods: null,
    disruptionBudgets: null,
    warnings: null,
    dns: null,
    cilium: null,
  },
});

describeRule(
  rule,
  { ...nfs("/var/log"), identity: identity({ hostname: "node-1.example.net", system: "linux" }) },
  {
    fails: {
      "the logs of the host": [
        {},
        {
          severity: "high",
          subject: "172.16.0.5",
          title: "node-1 needs 172.16.0.5 for its logs: an outage of that server freezes more than its data",
        },
      ],
      "a share above the logs": [nfs("/var"), "high"],
      "the home of one login": [nfs("/home/admin"), { observed: "1 hard NFS mount of 172.16.0.5 for the homes of logins" }],
      "homes of logins": [nfs("/home"), { observed: "1 hard NFS mount of 172.16.0.5 for the homes of logins" }],
      "the data of a container engine": [nfs("/var/lib/docker"), "high"],
      "where the engine really keeps its data": [
        { ...nfs("/mnt/nas"), containers: containers([], { dataRoot: "/mnt/nas/docker" }) },
        { observed: "1 hard NFS mount of 172.16.0.5 for the data of docker" },
      ],
      "hard by default, without the word": [nfs("/var/log", "rw,vers=4.2"), "high"],
      "pod volumes on the control plane": [
        { ...nfs(volume("pvc-1")), services: [service("k3s.service")] },
        { severity: "critical", title: expect.stringContaining("node-1 carries the control plane and 1 hard NFS mount of 172.16.0.5") },
      ],
      "Loki's volume on a worker": [
        { ...nfs(volume("pvc-1")), ...claim("storage-loki-0") },
        { severity: "high", observed: "1 hard NFS mount of 172.16.0.5 for the volume logging/storage-loki-0" },
      ],
    },
    passes: {
      "disks of guests: hard is right there": nfs("/srv/vmstore"),
      "a share of backups": nfs("/mnt/backup", "rw,hard"),
      "read-only media": nfs("/srv/iso", "ro,hard"),
      "a pod volume of something else on a worker": { ...nfs(volume("pvc-1")), ...claim("photos") },
      "a worker whose pods are not known": { ...nfs(volume("pvc-1")), services: [service("k3s-agent.service")] },
      soft: nfs("/var/log", "rw,soft"),
      rpc_pipefs: { mounts: [root, mount("/var/lib/nfs/rpc_pipefs", "rpc_pipefs", "sunrpc")] },
      "a media share below /home": nfs("/home/media/films"),
      "a volume of one container": nfs("/var/lib/docker/volumes/media/_data"),
    },
    notApplicable: {
      "a diskless host": { mounts: [mount("/", "nfs4", "nas:/roots/a"), mount("/var/log", "nfs4", "nas:/logs")] },
      "a container": { identity: identity({ virtualization: "lxc" }) },
    },
  },
);
