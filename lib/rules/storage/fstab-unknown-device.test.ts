import { expect, test } from "vitest";
import { describeRule, judge } from "#lib/rules/testing/rule-cases.ts";
import { blockDevice } from "#lib/rules/testing/storage-testing.ts";
import { fstab, identity } from "#lib/rules/testing/testing.ts";
import { fstabUnknownDevice as rule } from "./fstab-unknown-device.ts";

const disks = [blockDevice("sda1", { type: "part", uuid: "B3BF-3CB0", partUuid: "aa-1", label: "data", byId: ["ata-X-part1"] })];
const base = { fstab: fstab("UUID=0000-dead /srv ext4 defaults 0 2"), blockDevices: disks, identity: identity() };
const line = (text: string) => ({ fstab: fstab(text) });

describeRule(rule, base, {
  fails: {
    "a UUID that nobody has": [
      {},
      {
        severity: "critical",
        subject: "/srv",
        title: "/srv needs UUID=0000-dead, which no device is: the next boot ends in emergency mode",
        observed: "line 1 of /etc/fstab: UUID=0000-dead is not among the 1 id that lsblk shows",
        remedy: expect.objectContaining({ steps: expect.arrayContaining(["`systemctl daemon-reload`"]) }),
      },
    ],
    "a label": [line("LABEL=old /srv ext4 defaults 0 2"), "critical"],
    "a name below /dev/disk": [line("/dev/disk/by-uuid/1-2 /srv ext4 defaults 0 2"), "critical"],
    "a disk by its id": [line("/dev/disk/by-id/ata-Y-part1 /srv ext4 defaults 0 2"), "critical"],
    "a volume of device-mapper": [line("/dev/mapper/old-data /srv ext4 defaults 0 2"), "critical"],
    "a kernel name": [line("/dev/sdz1 /srv ext4 defaults 0 2"), "critical"],
    "low with nofail": [line("UUID=dead /srv ext4 nofail 0 2"), "low"],
    "low for swap, which only delays": [line("UUID=dead none swap sw 0 0"), { severity: "low", subject: "swap" }],
  },
  passes: {
    "the UUID is there": line("UUID=B3BF-3CB0 /srv ext4 defaults 0 2"),
    "in other letters": line("UUID=b3bf-3cb0 /boot/efi vfat defaults 0 1"),
    "by partition, label and id": {
      fstab: fstab(
        "PARTUUID=AA-1 /a ext4 defaults 0 2",
        "LABEL=data /b ext4 defaults 0 2",
        "/dev/disk/by-id/ata-X-part1 /c ext4 defaults 0 2",
      ),
    },
    "a kernel name that is a link to the disk that is mounted": {
      ...line("/dev/xvdf1 /srv ext4 defaults 0 2"),
      blockDevices: [...disks, blockDevice("nvme1n1p1", { type: "part", mountPoints: ["/srv"] })],
    },
    "names that other tools make": {
      fstab: fstab(
        "/dev/zvol/tank/x /a ext4 defaults 0 2",
        "/dev/md/data /b ext4 defaults 0 2",
        "/dev/sr0 /c auto defaults 0 0",
        "/dev/disk/by-path/x /d ext4 defaults 0 2",
      ),
    },
    noauto: line("UUID=dead /mnt/usb ext4 noauto 0 0"),
    "a network type": line("nas:/a /a nfs defaults 0 0"),
    "a disk in a container that is still locked": { blockDevices: [...disks, blockDevice("sdb", { fsType: "crypto_LUKS" })] },
    "an optical drive": line("UUID=2026-01-01 /media/cdrom udf,iso9660 ro 0 0"),
    "a label where no label could be read": {
      ...line("LABEL=x /srv ext4 defaults 0 2"),
      blockDevices: [blockDevice("sda", { uuid: "1" })],
    },
    "subvolumes of one disk on one directory are one disk": {
      fstab: fstab("UUID=B3BF-3CB0 /a btrfs subvol=x 0 0", "UUID=B3BF-3CB0 /b btrfs subvol=y 0 0"),
    },
  },
  notApplicable: { "a container": { identity: identity({ virtualization: "lxc" }) } },
  unknown: { "a login that sees no UUID": { blockDevices: [blockDevice("sda")] } },
});

test("two lines for one directory are a finding of their own, and the second one only waits for the first to go", () => {
  const twice = fstab("UUID=B3BF-3CB0 /mnt/x ext4 nofail 0 2", "UUID=1111 /mnt/x ext4 defaults 0 2");
  const { findings } = judge(rule, { ...base, fstab: twice });
  expect(findings.map(({ severity, subject, title }) => [severity, subject, title])).toEqual([
    [
      "high",
      "/mnt/x",
      "/mnt/x has a second line with UUID=1111, a disk that no device is, and without the first line the boot ends in emergency mode",
    ],
    ["medium", "/mnt/x", "/mnt/x stands twice in fstab, with two different disks"],
  ]);
});
