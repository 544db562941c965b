import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { fileSystem } from "#lib/rules/testing/storage-testing.ts";
import { mount } from "#lib/rules/testing/testing.ts";
import { rootNearlyFull as rule } from "./root-nearly-full.ts";

const mebibyte = 1024 ** 2;
const only = (...fileSystems: ReturnType<typeof fileSystem>[]) => ({ fileSystems });

describeRule(rule, only(fileSystem("/", 99), fileSystem("/srv/backup", 100)), {
  fails: {
    "the root, high at 99 %": [
      {},
      { severity: "high", subject: "/", title: "/ is nearly full: over 99 % used", observed: "over 99 % of 100 GiB used (ext4)" },
    ],
    "medium from 90 %": [only(fileSystem("/var", 92)), { severity: "medium", observed: "over 90 % of 100 GiB used (ext4)" }],
    "no inodes left": [
      only(fileSystem("/var/log", 40, { inodeUsePercent: 96 })),
      {
        severity: "high",
        title: "/var/log has hardly an inode left: no new file can be made there",
        observed: "over 95 % of the inodes used",
      },
    ],
    "/boot": [only(fileSystem("/boot", 94, { sizeBytes: 500 * mebibyte })), "medium"],
    "an EFI partition without room": [only(fileSystem("/boot/efi", 95, { sizeBytes: 100 * mebibyte, type: "vfat" })), "medium"],
    "datasets of one pool together": [
      only(
        fileSystem("/", 98, { type: "zfs", device: "rpool/ROOT/pve-1" }),
        fileSystem("/var/lib/vz", 98, { type: "zfs", device: "rpool/var-lib-vz" }),
      ),
      { subject: "/ and /var/lib/vz" },
    ],
  },
  passes: {
    "41 %": only(fileSystem("/", 41)),
    "a data disk is another rule's": only(fileSystem("/", 41), fileSystem("/srv/backup", 100)),
    "squashfs of a snap": only(fileSystem("/", 41), fileSystem("/snap/core20/2669", 100, { type: "squashfs" })),
    "a read-only system": { ...only(fileSystem("/usr", 100)), mounts: [{ ...mount("/usr", "ext4", "/dev/sda2"), options: ["ro"] }] },
    "an EFI partition with room": only(fileSystem("/boot/efi", 92, { sizeBytes: 1024 * mebibyte, type: "vfat" })),
    "a large root with room for any log": only(fileSystem("/", 91, { sizeBytes: 4096 * 1024 * mebibyte })),
  },
  notApplicable: { "no file system of the host's own": only(fileSystem("/srv/backup", 100)) },
});
