import { expect } from "vitest";
import type { BootState } from "#lib/facts/boot-state.ts";
import { bootEntry, bootState } from "#lib/rules/testing/boot-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { blockDevice, fileSystem } from "#lib/rules/testing/storage-testing.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";
import { bootEntriesStale } from "./boot-entries-stale.ts";

const root = "512b103d-7cd0-4861-a179-9e7757416b6c";
const gone = "c3a4296f-647a-4753-a002-5ecb231aa1cd";
const kernel = "6.1.0-40-amd64";
const part = (name: string, parent: string, over = {}) => blockDevice(name, { type: "part", parents: [parent], ...over });
const mirror = [
  blockDevice("sda", { serial: "PHYF18" }),
  blockDevice("sdb", { serial: "PHYF91" }),
  part("sda2", "sda"),
  part("sdb2", "sdb"),
  blockDevice("md0", { type: "raid1", parents: ["sda2", "sdb2"], mountPoints: ["/"], uuid: root }),
];
const efi = [
  ...mirror,
  part("sda1", "sda", { mountPoints: ["/boot/efi"], uuid: "1D86-2047", partUuid: "c1d2f222-9702-4e87-a2d2-62577145b5a4" }),
];
const state = (over: Partial<BootState>) => bootState(kernel, [kernel], { entries: [bootEntry(kernel, `UUID=${root}`)], ...over });
const debconf = (...devices: [path: string, device: string | null][]) => {
  const at = cite("debconf-show grub-pc", `* grub-pc/install_devices: ${devices.map(([path]) => path).join(", ")}`, 4);
  return devices.map(([path, device]) => ({ path, device, at }));
};
const old = "/dev/disk/by-id/ata-OLD_BTYF25";
const firmware = (...partUuids: string[]): BootState["firmware"] => ({
  current: "0004",
  order: ["0004"],
  entries: partUuids.map((partUuid, index) => ({
    id: `000${4 + index}`,
    title: "ubuntu",
    partUuid,
    at: cite("efibootmgr -v", `Boot000${4 + index}* ubuntu HD(1,GPT,${partUuid})`),
  })),
});
const uuids = (...ids: string[]) => ids.map((uuid, index) => ({ uuid, at: cite("/etc/kernel/proxmox-boot-uuids", uuid, index + 1) }));
const kernels = (...initrds: boolean[]) =>
  initrds.map((initrd, index) => ({ release: `6.1.0-4${index}-amd64`, initrd, at: cite("ls -1 /boot", `vmlinuz-6.1.0-4${index}-amd64`) }));

describeRule(
  bootEntriesStale,
  {
    identity: identity(),
    bootState: state({ grubInstallDevices: debconf([old, null], ["/dev/disk/by-id/ata-NEW", "sda"], ["/dev/sdb", "sdb"]) }),
    blockDevices: mirror,
  },
  {
    fails: {
      "grub-pc is meant for a disk that is gone": [
        {},
        {
          severity: "high",
          subject: old,
          title: `The next update of GRUB is meant for ${old}, which is not present`,
          fingerprint: "boot/boot-entries-stale|host:kvm-01|install-devices",
        },
      ],
      "the loader is on one leg of the mirror": [
        { bootState: state({ grubInstallDevices: debconf(["/dev/disk/by-id/ata-NEW", "sda"]) }) },
        { severity: "medium", subject: "sdb", title: "The boot mirror has its loader on one leg only: sdb (PHYF91) cannot boot" },
      ],
      "the default entry names an unknown root": [
        { bootState: state({ entries: [bootEntry(kernel, `UUID=${gone}`)] }) },
        {
          severity: "critical",
          subject: "/boot/grub/grub.cfg",
          title: `The default boot entry asks for root=UUID=${gone}, which no disk has: the next boot stops`,
        },
      ],
      "the entry of the pinned kernel counts": [
        {
          bootState: state({
            entries: [bootEntry("6.1.0-41-amd64", `UUID=${root}`), bootEntry(kernel, `UUID=${gone}`)],
            pinned: { release: kernel, at: cite("/boot/grub2/grubenv", "saved_entry") },
          }),
        },
        "critical",
      ],
      "the firmware knows only a partition that is gone": [
        { blockDevices: efi, bootState: state({ firmware: firmware("a3fecbff-b142-43c1-a430-a2f79dfe478a") }) },
        { severity: "high", subject: "firmware" },
      ],
      "a kernel whose name is a command, quoted in the remedy": [
        {
          bootState: state({
            kernels: [...kernels(true), { release: "9;reboot", initrd: false, at: cite("ls -1 /boot", "vmlinuz-9;reboot") }],
          }),
        },
        {
          subject: "9;reboot",
          remedy: expect.objectContaining({ steps: expect.arrayContaining([expect.stringContaining("-k '9;reboot'`")]) }),
        },
      ],
      "no initrd for the newest kernel": [
        { bootState: state({ kernels: kernels(true, false) }) },
        { severity: "high", subject: "6.1.0-41-amd64" },
      ],
      "/boot is full": [
        { bootState: state({}), fileSystems: [fileSystem("/boot", 97)] },
        { severity: "medium", subject: "/boot", observed: "/boot over 94 % full" },
      ],
      "an initramfs for this hardware only": [
        { bootState: state({ initramfsModules: { value: "dep", at: cite("/etc/initramfs-tools/initramfs.conf", "MODULES=dep", 5) } }) },
        { severity: "low", observed: "MODULES=dep" },
      ],
      "one boot partition of Proxmox is gone": [
        { blockDevices: efi, bootState: state({ proxmoxBootUuids: uuids("1D86-2047", "B7F4-4E72") }) },
        { severity: "medium", subject: "B7F4-4E72", title: expect.stringContaining("1 boot partition only") },
      ],
    },
    passes: {
      "both disks of the mirror": { bootState: state({ grubInstallDevices: debconf(["/dev/sda", "sda"], ["/dev/sdb", "sdb"]) }) },
      "a UEFI host with remains of grub-pc": { blockDevices: efi, bootState: state({ grubInstallDevices: debconf([old, null]) }) },
      "one disk, one loader": {
        blockDevices: [blockDevice("sda"), part("sda2", "sda", { mountPoints: ["/"], uuid: root })],
        bootState: state({ grubInstallDevices: debconf(["/dev/sda", "sda"]) }),
      },
      "an entry by device path": { bootState: state({ entries: [bootEntry(kernel, "/dev/mapper/vg0-root")] }) },
      "a list of disks without the root's own UUID proves nothing": {
        blockDevices: [blockDevice("sda")],
        bootState: state({ entries: [bootEntry(kernel, `UUID=${gone}`)] }),
      },
      "the firmware knows another partition that is there": {
        blockDevices: efi,
        bootState: state({ firmware: firmware("a3fecbff-b142-43c1-a430-a2f79dfe478a", "c1d2f222-9702-4e87-a2d2-62577145b5a4") }),
      },
      "no kernel has an initrd": { bootState: state({ kernels: kernels(false, false) }) },
      "an old kernel without initrd": { bootState: state({ kernels: kernels(false, true) }) },
      "MODULES=most": {
        bootState: state({ initramfsModules: { value: "most", at: cite("/etc/initramfs-tools/initramfs.conf", "MODULES=most") } }),
      },
    },
    notApplicable: { "a container": { identity: identity({ virtualization: "lxc" }) } },
  },
);
