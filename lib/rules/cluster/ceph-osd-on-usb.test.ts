import { expect } from "vitest";
import type { BlockDevice } from "#lib/facts/block-devices.ts";
import { ceph, cephOsd } from "#lib/rules/testing/cluster-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { blockDevice } from "#lib/rules/testing/storage-testing.ts";
import { names } from "#lib/rules/testing/testing.ts";
import { cephOsdOnUsb } from "./ceph-osd-on-usb.ts";

const disk = (name: string, transport: string): BlockDevice =>
  blockDevice(name, { transport, model: "Elements 25A3", serial: `S-${name}` });
const osd = (name: string, parent: string, over: Partial<BlockDevice> = {}): BlockDevice =>
  blockDevice(name, { type: "lvm", parents: [parent], fsType: "ceph_bluestore", ...over });
const hosts = [disk("sda", "sata"), osd("dm-0", "sda"), disk("sdb", "usb"), osd("dm-1", "sdb")];

describeRule(
  cephOsdOnUsb,
  { blockDevices: hosts },
  {
    fails: {
      "an OSD on a USB disk": [
        {},
        { severity: "medium", subject: "/dev/sdb", observed: "/dev/sdb (Elements 25A3, S-sdb) by USB of 2 OSD disks" },
      ],
      "the OSDs of this host are named": [
        { names: names("shale2.lan"), ceph: ceph({ osds: [cephOsd(4, { host: "shale2" }), cephOsd(9, { host: "shale3" })] }) },
        { observed: expect.stringContaining("OSDs of this host: osd.4") },
      ],
      "on a partition, as FileStore": [
        {
          blockDevices: [
            disk("sdb", "usb"),
            blockDevice("sdb1", { type: "part", parents: ["sdb"], mountPoints: ["/var/lib/ceph/osd/ceph-4"] }),
          ],
        },
        "medium",
      ],
    },
    passes: {
      "all disks inside": { blockDevices: [disk("sda", "sata"), osd("dm-0", "sda")] },
      "a USB disk beside the OSDs": { blockDevices: [disk("sda", "sata"), osd("dm-0", "sda"), disk("sdb", "usb")] },
    },
    notApplicable: { "no OSD here": { blockDevices: [disk("sdb", "usb")] } },
  },
);
