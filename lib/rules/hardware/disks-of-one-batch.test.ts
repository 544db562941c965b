import { expect } from "vitest";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { blockDevice, pool, vdev } from "#lib/rules/testing/storage-testing.ts";
import { disksOfOneBatch as rule } from "./disks-of-one-batch.ts";

const disk = (name: string, serial: string, model = "HUH721212ALE601") => blockDevice(name, { serial, model });
const mirror = (...names: string[]) => ({
  zfs: { pools: [pool("rpool", { vdevs: names.map((name) => vdev(name, { parent: "mirror-0" })) })] },
});

describeRule(
  rule,
  { ...mirror("ata-HUH721212ALE601_8CK7L1HE-part3", "/dev/sdb"), blockDevices: [disk("sda", "8CK7L1HE"), disk("sdb", "8CK7L2KE")] },
  {
    fails: {
      "neighbouring serial numbers": [
        {},
        { severity: "low", subject: "rpool", observed: expect.stringContaining("8CK7L1HE and 8CK7L2KE") },
      ],
    },
    passes: {
      "serial numbers far apart": { blockDevices: [disk("sda", "8CK7L1HE"), disk("sdb", "5QH1A9PF")] },
      "different models": { blockDevices: [disk("sda", "8CK7L1HE"), disk("sdb", "8CK7L2KE", "ST12000NM001G")] },
      "the neighbour is in no pool": mirror("/dev/sda"),
    },
    notApplicable: { "no pool": { zfs: { pools: [] } }, "no serial numbers": { blockDevices: [blockDevice("sda"), blockDevice("sdb")] } },
  },
);
