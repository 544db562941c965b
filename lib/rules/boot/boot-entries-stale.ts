import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";
import {
  absentBootPartitions,
  absentInstallDevices,
  fullBoot,
  kernelWithoutInitrd,
  legsWithoutLoader,
  narrowInitramfs,
  unknownRoots,
} from "./parts/boot-entries.ts";

export const bootEntriesStale = defineRule({
  id: "boot/boot-entries-stale",
  title: "Boot loader, boot partition or initramfs do not match the disks and kernels that are there",
  why: "Nothing reads them while the host runs. The next reboot, the next update of the loader or the loss of one disk does, and then the machine stays dark.",
  scope: "host",
  scenarios: ["reboot", "hardware-fault", "power-loss"],
  likelihood: 2,
  impact: 4,
  postmortems: ["grub-install-device-stale", "initramfs-missing-driver", "latent-boot-config"],
  references: ["grub-install(8)", "efibootmgr(8)", "initramfs.conf(5)", "https://pve.proxmox.com/pve-docs/pve-admin-guide.html#sysboot"],
  needs: ["identity", "bootState", "blockDevices"],
  wants: ["fileSystems"],
  check({ identity, bootState, blockDevices, fileSystems }) {
    if (isContainer(identity)) throw new NotApplicable("a container has no boot loader");
    return [
      ...unknownRoots(bootState, blockDevices),
      ...absentInstallDevices(bootState, blockDevices),
      ...legsWithoutLoader(bootState, blockDevices),
      ...absentBootPartitions(bootState, blockDevices),
      ...kernelWithoutInitrd(bootState),
      ...fullBoot(fileSystems ?? []),
      ...narrowInitramfs(bootState),
    ];
  },
  remedy: {
    steps: [
      "Bring loader, entries and initramfs in line with the disks: `update-grub`, `dpkg-reconfigure grub-pc`, `proxmox-boot-tool refresh`",
    ],
    risk: "A loader on the wrong disk makes the host unbootable: have a rescue medium and the console at hand.",
    verify: "lsblk -o NAME,UUID,PARTUUID,MOUNTPOINT; efibootmgr -v",
  },
});
