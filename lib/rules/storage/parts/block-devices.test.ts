import { describe, expect, test } from "vitest";
import { blockDevice } from "#lib/rules/testing/storage-testing.ts";
import { deviceFinder, disksBelow, isDeviceSpec, lastingName } from "./block-devices.ts";

const sda = blockDevice("sda", { byId: ["wwn-0x5001", "ata-SSD_1"] });
const sda3 = blockDevice("sda3", { type: "part", parents: ["sda"], fsType: "LVM2_member", partUuid: "aa-3" });
const root = blockDevice("dm-1", { type: "lvm", path: "/dev/mapper/pve-vm--root", parents: ["sda3"], uuid: "E4AF-8FC2", label: "my root" });
const mpath = blockDevice("dm-2", { type: "mpath", path: "/dev/mapper/mpatha", parents: ["sdb", "sdc"] });
const devices = [sda, sda3, root, mpath, blockDevice("sdb"), blockDevice("sdc")];

describe("deviceFinder", () => {
  test.each([
    ["UUID=e4af-8fc2", "dm-1"],
    ['LABEL="my root"', "dm-1"],
    ["/dev/disk/by-label/my\\x20root", "dm-1"],
    ["/dev/disk/by-uuid/E4AF-8FC2", "dm-1"],
    ["PARTUUID=AA-3", "sda3"],
    ["/dev/mapper/pve-vm--root", "dm-1"],
    ["/dev/pve/vm-root", "dm-1"],
    ["/dev/sda3", "sda3"],
    ["/dev/disk/by-id/ata-SSD_1", "sda"],
    ["UUID=1", undefined],
    ["/dev/sdz", undefined],
    ["nas:/vms", undefined],
  ])("%s is %s", (spec, name) => expect(deviceFinder(devices)(spec)?.name).toBe(name));
});

test("a device name is a path below /dev or a tag", () => {
  expect(["/dev/sda", "UUID=1", "LABEL=x", "proc", "nas:/a", "/srv/images"].filter(isDeviceSpec)).toEqual([
    "/dev/sda",
    "UUID=1",
    "LABEL=x",
  ]);
});

test("disks below a volume, through every layer, also of a stack that goes round", () => {
  expect(disksBelow(root, devices).map(({ name }) => name)).toEqual(["sda"]);
  expect(disksBelow(mpath, devices).map(({ name }) => name)).toEqual(["sdb", "sdc"]);
  expect(disksBelow(sda, devices)).toEqual([sda]);
  const loop = [blockDevice("a", { parents: ["b"] }), blockDevice("b", { parents: ["a"] })];
  expect(loop.flatMap((device) => disksBelow(device, loop))).toEqual([]);
});

test("a lasting name is the disk's id, else the file system's", () => {
  expect(lastingName(sda)).toBe("/dev/disk/by-id/ata-SSD_1");
  expect(lastingName(root)).toBe("/dev/disk/by-uuid/E4AF-8FC2");
  expect(lastingName(sda3)).toBeNull();
});
