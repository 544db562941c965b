import { expect, test } from "vitest";
import { disk, guest, storage } from "#lib/rules/testing/testing.ts";
import { diskFinder, guestLabel, storageDirectory } from "./guest-disks.ts";

test("disks are found below a directory by path and by storage; templates do not count", () => {
  const guests = [
    guest("a", { disks: [disk("vda", "/mnt/pve/nas/images/100/vm-100-disk-0.qcow2")] }),
    guest("b", { disks: [disk("scsi0", "nas:101/vm-101-disk-0.qcow2"), disk("scsi1", "local-lvm:vm-101-disk-0")] }),
    guest("t", { template: true, disks: [disk("scsi0", "nas:102/base-102-disk-0.qcow2")] }),
  ];
  const storages = [storage("nas", "nfs", { server: "10.0.0.7" }), storage("local-lvm", "lvmthin")];
  expect(diskFinder(guests, storages)("/mnt/pve/nas/").map(({ guest: owner, disk: own }) => `${owner.name} ${own.slot}`)).toEqual([
    "a vda",
    "b scsi0",
  ]);
  expect(diskFinder(undefined, storages)("/mnt/pve/nas")).toEqual([]);
});

test("a Proxmox network storage without path lies below /mnt/pve, an LVM pool nowhere", () => {
  expect(storageDirectory(storage("iso", "cifs"))).toBe("/mnt/pve/iso");
  expect(storageDirectory(storage("iso", "nfs", { path: "/srv/iso" }))).toBe("/srv/iso");
  expect(storageDirectory(storage("pve", "lvmthin"))).toBeNull();
});

test("guests are called as their own tool calls them", () => {
  expect(guestLabel(guest("dns", { platform: "lxc", id: "101" }))).toBe("dns (CT 101)");
  expect(guestLabel(guest("bind-02"))).toBe("bind-02");
});
