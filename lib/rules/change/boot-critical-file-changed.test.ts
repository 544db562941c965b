import { since, thisBoot } from "#lib/rules/testing/change-testing.ts";
import { clusterConfig, configured, networkConfig, pin, resolver } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, fstab, names, storage } from "#lib/rules/testing/testing.ts";
import { bootCriticalFileChanged } from "./boot-critical-file-changed.ts";

const root = "UUID=1 / ext4 defaults 0 1";
const was = since({
  fstab: fstab(root),
  names: names("pve", "10.0.0.1 pve"),
  resolver: resolver("10.0.0.53"),
  networkConfig: networkConfig([configured("eno1")]),
  clusterConfig: clusterConfig("lab", ["a", "b"]),
  storages: [storage("local", "dir", { path: "/var/lib/vz" })],
});

describeRule(
  bootCriticalFileChanged,
  { identity: thisBoot, fstab: fstab(root, "nas:/a /mnt nfs defaults 0 0"), ...was },
  {
    fails: {
      "fstab line added": [{}, { severity: "low", subject: "/etc/fstab", observed: "line new: nas:/a /mnt nfs defaults 0 0" }],
      "a line of the hosts file changed": [
        { fstab: undefined, names: names("pve", "127.0.1.1 pve") },
        {
          subject: "/etc/hosts",
          title: "/etc/hosts is not what it was: 2 lines differ",
          observed: "line gone: 10.0.0.1 pve and line new: 127.0.1.1 pve",
        },
      ],
      "an option of a mount": [{ fstab: fstab("UUID=1 / ext4 ro 0 1") }, { observed: "line changed: UUID=1 / ext4 ro 0 1" }],
      "another name server": [{ fstab: undefined, resolver: resolver("10.0.0.54") }, { subject: "/etc/resolv.conf" }],
      "an interface became a bridge, a pin was added": [
        { fstab: undefined, networkConfig: networkConfig([configured("eno1", { dhcp: true })], [pin("nic0", "52:54:00:00:00:01")]) },
        { subject: "network configuration" },
      ],
      "a node of corosync.conf": [
        { fstab: undefined, clusterConfig: clusterConfig("lab", ["a", "b", "c"]) },
        { subject: "/etc/pve/corosync.conf" },
      ],
      "a storage is gone": [
        { fstab: undefined, storages: [] },
        { subject: "/etc/pve/storage.cfg", observed: "line gone: dir: local" },
      ],
    },
    passes: {
      same: { fstab: fstab(root) },
      "comments and white space": { fstab: fstab("# new words", "UUID=1   /   ext4   defaults 0 1") },
      "DHCP rewrote resolv.conf with the same servers": {
        fstab: undefined,
        resolver: {
          ...resolver("10.0.0.53"),
          nameservers: [{ address: "10.0.0.53", at: cite("/etc/resolv.conf", "nameserver 10.0.0.53", 9) }],
        },
      },
      "only the version of corosync.conf was raised": {
        fstab: undefined,
        clusterConfig: clusterConfig("lab", ["a", "b"], { configVersion: 9 }),
      },
    },
    notApplicable: { "another machine": since({ fstab: fstab(root) }, { machineId: "m-2" }) },
    unknown: { "nothing was read at both times": since({}) },
  },
);
