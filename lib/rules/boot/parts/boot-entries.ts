import type { BlockDevices } from "#lib/facts/block-devices.ts";
import type { BootState } from "#lib/facts/boot-state.ts";
import type { FileSystems } from "#lib/facts/file-systems.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { newestVersion } from "#lib/rules/shared/versions.ts";
import { listed, shellWord } from "#lib/rules/shared/wording.ts";
import { withAncestors } from "./boot-disks.ts";

const fullPercent = 95;

/** Whether the firmware is UEFI: then what the package grub-pc remembers of its disks is a remain. */
function isUefi({ firmware }: BootState, devices: BlockDevices): boolean {
  return firmware !== null || devices.some(({ mountPoints }) => mountPoints.some((place) => place === "/boot/efi" || place === "/efi"));
}

/** Disks that the next update of GRUB wants to write to, and that are not there. */
export function absentInstallDevices(boot: BootState, devices: BlockDevices): Observation[] {
  const absent = (boot.grubInstallDevices ?? []).filter(({ device, path }) => device === null && !devices.some((one) => one.path === path));
  if (absent.length === 0 || isUefi(boot, devices)) return [];
  const names = listed(absent.map(({ path }) => path));
  return [
    {
      subject: names,
      key: "install-devices",
      title: `The next update of GRUB is meant for ${names}, which is not present`,
      observed: `grub-pc/install_devices names ${names}: absent; loader and its modules in /boot will not fit together after the update`,
      expected: "every disk that the host boots from, and no other",
      cite: [...new Map(absent.map(({ at }) => [at.line, at])).values()],
      remedy: {
        steps: ["Choose the disks anew: `dpkg-reconfigure grub-pc`, all disks of the mirror and nothing else"],
        risk: "A wrong disk is written over in its first sectors: compare serial numbers, `lsblk -o NAME,SERIAL,MOUNTPOINT`.",
        verify: "debconf-show grub-pc | grep install_devices:",
      },
    },
  ];
}

/** Disks of a mirrored root on which GRUB is never installed. */
export function legsWithoutLoader(boot: BootState, devices: BlockDevices): Observation[] {
  const known = (boot.grubInstallDevices ?? []).flatMap(({ device }) => device ?? []);
  const byName = new Map(devices.map((device) => [device.name, device]));
  const root =
    devices.find(({ mountPoints }) => mountPoints.includes("/boot")) ?? devices.find(({ mountPoints }) => mountPoints.includes("/"));
  if (known.length === 0 || !root || isUefi(boot, devices)) return [];
  const chain = withAncestors(root, byName);
  const legs = chain.filter(({ type }) => type === "disk");
  const bare = legs.filter(({ name }) => !known.includes(name));
  if (!chain.some(({ type }) => /^raid(1|10)$/.test(type)) || bare.length === 0 || bare.length === legs.length) return [];
  const names = listed(bare.map(({ name, serial }) => (serial === null ? name : `${name} (${serial})`)));
  return [
    {
      subject: listed(bare.map(({ name }) => name)),
      key: "legs",
      title: `The boot mirror has its loader on one leg only: ${names} cannot boot`,
      observed: `grub is installed on ${listed(known)}; the mirror is ${listed(legs.map(({ name }) => name))}`,
      expected: "the loader on every leg of the mirror",
      cite: [...(boot.grubInstallDevices ?? []).slice(0, 1).map(({ at }) => at), ...bare.map(({ at }) => at)],
      impact: 3,
      confidence: "inferred",
      remedy: { steps: ["Add the other leg: `dpkg-reconfigure grub-pc`, every disk of the mirror"] },
    },
  ];
}

/** The first entry of the menu, or that of the firmware, whose root file system or partition no disk has. */
export function unknownRoots(boot: BootState, devices: BlockDevices): Observation[] {
  const uuids = new Set(devices.flatMap(({ uuid, partUuid }) => [uuid, partUuid]).flatMap((id) => id?.toLowerCase() ?? []));
  // Where not even the root of this boot is among the identifiers, the list is not whole.
  if (!devices.some(({ mountPoints, uuid }) => mountPoints.includes("/") && uuid !== null)) return [];
  const wanted = boot.pinned?.release ?? null;
  const entry = (wanted === null ? undefined : boot.entries?.find(({ kernel }) => kernel === wanted)) ?? boot.entries?.[0];
  const id = /^(?:UUID|PARTUUID)=(.+)$/
    .exec(entry?.root ?? "")?.[1]
    ?.replaceAll('"', "")
    .toLowerCase();
  const isLost = entry !== undefined && id !== undefined && !uuids.has(id);
  const firmware = boot.firmware?.entries.filter(({ partUuid }) => partUuid !== null) ?? [];
  const isFirmwareLost =
    firmware.length > 0 && firmware.every(({ partUuid }) => !uuids.has(partUuid ?? "")) && boot.firmware?.current !== null;
  if (!isLost && !isFirmwareLost) return [];
  return [
    {
      subject: isLost ? (entry?.at.source ?? "") : "firmware",
      key: "root",
      title: isLost
        ? `The default boot entry asks for root=${entry?.root}, which no disk has: the next boot stops`
        : "Every boot entry of the firmware points to a partition that no disk has",
      observed: [
        ...(isLost ? [`${entry?.at.source}: kernel ${entry?.kernel ?? "of another name"}, root=${entry?.root} unknown to lsblk`] : []),
        ...(isFirmwareLost
          ? [
              `firmware boot entry ${listed(firmware.map(({ id: number, title }) => `${number} ${title}`))}: partition ${listed(firmware.map(({ partUuid }) => partUuid ?? ""))} unknown`,
            ]
          : []),
        `running with ${boot.parameters.find((word) => word.startsWith("root=")) ?? "another root"}`,
      ].join("; "),
      expected: "entries that name file systems and partitions of this host",
      cite: [...(isLost && entry ? [entry.at] : []), ...(isFirmwareLost ? firmware.map(({ at }) => at) : []), boot.parametersAt],
      likelihood: isLost ? 3 : 2,
      remedy: {
        steps: [
          "See what is there: `lsblk -o NAME,UUID,PARTUUID,MOUNTPOINT`",
          "Write the menu again, `update-grub` or `grub2-mkconfig -o /boot/grub2/grub.cfg`, and the loader, `grub-install`",
          "Read the new entry before any reboot: `grep -m3 ' root=' /boot/grub/grub.cfg`",
        ],
      },
    },
  ];
}

/** The newest kernel has no initial RAM disk while others have one: an update that ran out of space leaves that behind. */
export function kernelWithoutInitrd({ kernels }: BootState): Observation[] {
  const newest = newestVersion((kernels ?? []).map(({ release }) => release));
  const kernel = kernels?.find(({ release }) => release === newest);
  if (kernel?.initrd !== false || !kernels?.some(({ initrd }) => initrd)) return [];
  return [
    {
      subject: kernel.release,
      key: "initrd",
      title: `The newest kernel ${kernel.release} has no initial RAM disk: it is the default, and finds no root`,
      observed: `vmlinuz-${kernel.release} in /boot, no initrd for it; other kernels have one`,
      expected: "an initrd for every kernel",
      cite: [kernel.at],
      remedy: {
        steps: [
          "Look for space in /boot: `df -h /boot`",
          `Make it: \`update-initramfs -c -k ${shellWord(kernel.release)}\` or \`dracut --kver ${shellWord(kernel.release)}\``,
        ],
      },
    },
  ];
}

/** A full /boot or EFI partition: the next kernel is written half. */
export function fullBoot(fileSystems: FileSystems): Observation[] {
  const full = fileSystems.filter(
    ({ mountPoint, usePercent }) => ["/boot", "/boot/efi", "/efi"].includes(mountPoint) && usePercent >= fullPercent,
  );
  return full.map(({ mountPoint, at }) => ({
    subject: mountPoint,
    title: `${mountPoint} is over ${fullPercent - 1} % full: the next kernel does not fit`,
    observed: `${mountPoint} over ${fullPercent - 1} % full`,
    expected: `room for two kernels, below ${fullPercent} %`,
    cite: [at],
    impact: 3,
    remedy: { steps: ["Remove kernels that nothing boots: `apt-get autoremove --purge` or `dnf remove --oldinstallonly`"] },
  }));
}

/** An initramfs that knows only the hardware it was made on. */
export function narrowInitramfs({ initramfsModules: modules }: BootState): Observation[] {
  if (modules?.value !== "dep") return [];
  return [
    {
      subject: "/etc/initramfs-tools/initramfs.conf",
      key: "initramfs",
      title: "The initramfs holds only the drivers of the present hardware: on another controller or chassis this system finds no disk",
      observed: "MODULES=dep",
      expected: "MODULES=most, so that the disks boot in a spare machine too",
      cite: [modules.at],
      likelihood: 1,
      impact: 3,
      remedy: {
        steps: [`Write \`MODULES=most\` in ${modules.at.source}`, "Make it anew: `update-initramfs -u -k all`, with room in /boot"],
        verify: "lsinitramfs /boot/initrd.img-$(uname -r) | grep -c -e mpt3sas -e megaraid_sas -e nvme",
      },
    },
  ];
}

/** Boot partitions of proxmox-boot-tool that no disk has: their disk was taken out and the other one never prepared. */
export function absentBootPartitions({ proxmoxBootUuids }: BootState, devices: BlockDevices): Observation[] {
  const known = new Set(devices.flatMap(({ uuid }) => uuid?.toLowerCase() ?? []));
  const absent = (proxmoxBootUuids ?? []).filter(({ uuid }) => !known.has(uuid.toLowerCase()));
  // A listing that shows none of them shows no boot partitions at all.
  if (absent.length === 0 || absent.length === proxmoxBootUuids?.length) return [];
  return [
    {
      subject: listed(absent.map(({ uuid }) => uuid)),
      key: "boot-partitions",
      title: `${listed(absent.map(({ uuid }) => uuid))} of proxmox-boot-tool is on no disk: kernels go to ${(proxmoxBootUuids?.length ?? 0) - absent.length} boot partition only`,
      observed: `/etc/kernel/proxmox-boot-uuids names ${proxmoxBootUuids?.length} partitions, absent: ${listed(absent.map(({ uuid }) => uuid))}`,
      expected: "a boot partition on every disk of the mirror",
      cite: absent.map(({ at }) => at),
      impact: 3,
      remedy: {
        steps: [
          "Prepare the partition of the new disk: `proxmox-boot-tool format <partition>`, then `proxmox-boot-tool init <partition>`",
          "Drop the old one: `proxmox-boot-tool clean`",
        ],
        verify: "proxmox-boot-tool status",
      },
    },
  ];
}
