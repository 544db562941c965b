import { expect } from "vitest";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { blockDevice, pool, vdev } from "#lib/rules/testing/storage-testing.ts";
import { identity } from "#lib/rules/testing/testing.ts";
import { poolWithoutRedundancy as rule } from "./pool-without-redundancy.ts";

const zfs = (...vdevs: ReturnType<typeof vdev>[]) => ({ zfs: { pools: [pool("vmdata", { vdevs })] } });

describeRule(rule, zfs(vdev("/dev/sdb1"), vdev("/dev/sdc1")), {
  fails: {
    "a stripe of two disks": [
      {},
      { severity: "high", subject: "vmdata", observed: expect.stringContaining("sdb1 and sdc1"), title: expect.stringContaining("stripe") },
    ],
    "a mirror made longer by a single disk": [
      zfs(vdev("mirror-0", { kind: "mirror" }), vdev("sda1", { parent: "mirror-0" }), vdev("sdb1", { parent: "mirror-0" }), vdev("sdc1")),
      "high",
    ],
    "a special device without a copy": [zfs(vdev("mirror-0", { kind: "mirror" }), vdev("nvme0n1", { role: "special" })), "high"],
    "a pool of one disk is low": [zfs(vdev("ata-ST3000DM007_ZFN-part1")), "low"],
  },
  passes: {
    "a mirror": { zfs: { pools: [pool("tank")] } },
    "a single log or cache device": zfs(
      vdev("mirror-0", { kind: "mirror" }),
      vdev("nvme0n1p1", { role: "log" }),
      vdev("nvme0n1p2", { role: "cache" }),
    ),
    "a volume of a RAID controller": {
      ...zfs(vdev("/dev/sda3")),
      blockDevices: [blockDevice("sda", { model: "PERC H730P" }), blockDevice("sda3", { type: "part", parents: ["sda"] })],
    },
    "a disk of a storage network": { ...zfs(vdev("/dev/sdb")), blockDevices: [blockDevice("sdb", { transport: "iscsi" })] },
  },
  notApplicable: {
    "no pool": { zfs: { pools: [] } },
    "disks of a guest lie on its host's storage": { identity: identity({ virtualization: "kvm" }) },
  },
});
