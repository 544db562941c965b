import { since, thisBoot } from "#lib/rules/testing/change-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { blockDevice } from "#lib/rules/testing/storage-testing.ts";
import { disk, fstab, guest, storage } from "#lib/rules/testing/testing.ts";
import { diskEnumerationChanged } from "./disk-enumeration-changed.ts";

const drive = (name: string, serial: string | null) => blockDevice(name, { serial });
const was = (...drives: ReturnType<typeof drive>[]) => since({ blockDevices: drives });

describeRule(
  diskEnumerationChanged,
  { identity: thisBoot, blockDevices: [drive("sdc", "X")], fstab: fstab("/dev/sda1 /usb ext4 defaults 0 0"), ...was(drive("sda", "X")) },
  {
    fails: {
      "serial X sda -> sdc, and fstab names /dev/sda1": [
        {},
        { severity: "high", observed: "disk X: /dev/sda before, /dev/sdc now; asked for by kernel name: /dev/sda1 in line 1 of fstab" },
      ],
      "a guest names a disk by its kernel name": [
        { fstab: undefined, guests: [guest("a", { disks: [disk("sata0", "/dev/sdb")] })] },
        "high",
      ],
      "a storage does": [{ fstab: undefined, storages: [storage("s", "dir", { path: "/dev/sdb" })] }, "high"],
      "nothing asks for a kernel name": [
        { fstab: fstab("UUID=1 /usb ext4 defaults 0 0") },
        { severity: "info", observed: "disk X: /dev/sda before, /dev/sdc now; nothing asks for a kernel name" },
      ],
    },
    passes: {
      same: { blockDevices: [drive("sda", "X")] },
      "a new disk": { blockDevices: [drive("sda", "X"), drive("sdb", "Y")] },
      "disks without a serial number": { blockDevices: [drive("sdb", null)], ...was(drive("sda", null)) },
      "one serial number for all disks of a cheap bridge": {
        blockDevices: [drive("sda", "0"), drive("sdb", "0")],
        ...was(drive("sdc", "0"), drive("sdd", "0")),
      },
    },
    notApplicable: { "another machine": since({ blockDevices: [drive("sda", "X")] }, { machineId: "m-2" }) },
    unknown: { "disks were not read before": since({}) },
  },
);
