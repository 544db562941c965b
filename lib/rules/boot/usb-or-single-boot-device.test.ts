import { bootState } from "#lib/rules/testing/boot-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { blockDevice, pool, vdev } from "#lib/rules/testing/storage-testing.ts";
import { cite, identity, mount } from "#lib/rules/testing/testing.ts";
import { usbOrSingleBootDevice } from "./usb-or-single-boot-device.ts";

const part = (name: string, parent: string, over = {}) => blockDevice(name, { type: "part", parents: [parent], ...over });
const usb = [
  blockDevice("sda", { transport: "usb", model: "Cruzer Fit", serial: "4C53" }),
  part("sda3", "sda"),
  blockDevice("dm-0", { type: "lvm", parents: ["sda3"], mountPoints: ["/"], path: "/dev/mapper/pve-root" }),
];
const root = (name: string, over = {}) => blockDevice(name, { serial: `SN-${name.toUpperCase()}`, model: "Micron 5400", ...over });
const single = [root("sda"), part("sda2", "sda", { mountPoints: ["/"] })];
const mirror = [
  root("sda"),
  root("sdb"),
  part("sda2", "sda"),
  part("sdb2", "sdb"),
  blockDevice("md0", { type: "raid1", parents: ["sda2", "sdb2"], mountPoints: ["/"] }),
];
const pools = (...parents: (string | null)[]) => ({
  pools: [
    pool("rpool", {
      vdevs: parents.map((parent, index) => vdev(`/dev/disk/by-id/ata-SN-SD${"AB"[index]}-part3`, { kind: "disk", parent })),
    }),
  ],
});
const onZfs = { blockDevices: [root("sda"), root("sdb")], mounts: [mount("/", "zfs", "rpool/ROOT/pve-1")] };
const uuids = (...ids: string[]) => ids.map((uuid, index) => ({ uuid, at: cite("/etc/kernel/proxmox-boot-uuids", uuid, index + 1) }));

describeRule(
  usbOrSingleBootDevice,
  { identity: identity(), blockDevices: usb },
  {
    fails: {
      "a USB stick": [
        {},
        {
          severity: "high",
          subject: "sda",
          title: "The host boots from a single USB stick: sda Cruzer Fit 4C53",
          fingerprint: "boot/usb-or-single-boot-device|host:kvm-01|4C53",
        },
      ],
      "a memory card": [
        { blockDevices: [blockDevice("mmcblk0", { transport: null }), part("mmcblk0p2", "mmcblk0", { mountPoints: ["/"] })] },
        { severity: "high", title: "The host boots from a single memory card: mmcblk0" },
      ],
      "one disk": [
        { blockDevices: single },
        { severity: "medium", title: "The host boots from one disk without a mirror: sda Micron 5400 SN-SDA" },
      ],
      "a ZFS pool of one disk": [
        { ...onZfs, zfs: pools(null) },
        { severity: "medium", subject: "sda" },
      ],
      "a mirror with one loader": [
        {
          ...onZfs,
          zfs: pools("mirror-0", "mirror-0"),
          bootState: bootState("6.8.12-4-pve", null, { proxmoxBootUuids: uuids("630B-AB8C") }),
        },
        { severity: "medium", subject: "boot partitions" },
      ],
    },
    passes: {
      "a mirror of two SATA disks": { blockDevices: mirror },
      "a mirror of ZFS with two loaders": {
        ...onZfs,
        zfs: pools("mirror-0", "mirror-0"),
        bootState: bootState("6.8.12-4-pve", null, { proxmoxBootUuids: uuids("630B-AB8C", "B7F4-4E72") }),
      },
      "btrfs over two disks": {
        blockDevices: [
          root("sda"),
          root("sdb"),
          part("sda2", "sda", { fsType: "btrfs", uuid: "b", mountPoints: ["/"] }),
          part("sdb2", "sdb", { fsType: "btrfs", uuid: "b" }),
        ],
      },
      "a mirror of LVM": {
        blockDevices: [
          root("sda"),
          root("sdb"),
          blockDevice("vg-root_rimage_0", { type: "lvm", parents: ["sda"] }),
          blockDevice("vg-root_rimage_1", { type: "lvm", parents: ["sdb"] }),
          blockDevice("vg-root", { type: "lvm", parents: ["vg-root_rimage_0", "vg-root_rimage_1"], mountPoints: ["/"] }),
        ],
      },
      "a volume of a RAID controller": {
        blockDevices: [root("sda", { model: "PERC H745 Frnt" }), part("sda2", "sda", { mountPoints: ["/"] })],
      },
      "a controller's volume as an old lsblk spells it": {
        blockDevices: [root("sda", { model: "PERC_H730P_Mini" }), part("sda2", "sda", { mountPoints: ["/"] })],
      },
      "a MegaRAID": { blockDevices: [root("sda", { model: "MR9361-8i" }), part("sda2", "sda", { mountPoints: ["/"] })] },
      "a logical volume of a Smart Array": {
        blockDevices: [root("sda", { model: "LOGICAL VOLUME" }), part("sda2", "sda", { mountPoints: ["/"] })],
      },
      "a stick that only holds installer media": {
        blockDevices: [...mirror, blockDevice("sdz", { transport: "usb", mountPoints: ["/media/usb"] })],
      },
      "the mirrored pair of cards of a server": {
        blockDevices: [root("sda", { transport: "usb", model: "IDSDM" }), part("sda2", "sda", { mountPoints: ["/"] })],
      },
    },
    notApplicable: {
      "a virtual machine": { identity: identity({ virtualization: "kvm" }) },
      "a virtual machine, by its disk": {
        identity: identity({ virtualization: null }),
        blockDevices: [blockDevice("vda", { transport: null, model: null }), part("vda1", "vda", { mountPoints: ["/"] })],
      },
      "root on a network file system": { blockDevices: [root("sda")], mounts: [mount("/", "nfs4", "nas:/roots/a")] },
    },
  },
);
