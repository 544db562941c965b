import { defineRule, type Level, type Observation } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { isOnlyDisk, kernelDisk } from "#lib/rules/shared/kernel-disk-names.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";
import { counted, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { poolsByKernelName, rawDiskJobs } from "./parts/raw-disks.ts";

export const unstableDeviceName = defineRule({
  id: "storage/unstable-device-name",
  title: "A configuration uses a kernel disk name such as /dev/sdb, which may point to another disk after the next boot",
  why: "The kernel numbers disks in the order in which they answer. A new disk, a USB stick or another firmware changes it: then the wrong disk is mounted, or a guest overwrites it.",
  scope: "host",
  scenarios: ["reboot", "power-loss", "hardware-fault"],
  likelihood: 2,
  impact: 4,
  postmortems: ["debian-hosts-line-blocks-pmxcfs", "pbs-fstab-stale-lines", "stripe-pool-suspended"],
  references: ["fstab(5)", "https://pve.proxmox.com/wiki/Passthrough_Physical_Disk_to_Virtual_Machine_(VM)"],
  needs: ["fstab", "identity"],
  wants: ["guests", "storages", "mounts", "pciDevices", "schedules", "zfs", "blockDevices"],
  check({ fstab, identity, guests, storages, mounts, pciDevices, schedules, zfs, blockDevices }) {
    const lines = isContainer(identity) ? [] : fstab.entries.filter((entry) => kernelDisk(entry.device) !== null);
    const isOnly = (disk: string) => isOnlyDisk(disk, { fstab, identity, mounts, pciDevices, blockDevices });
    const likelihood = lines.every((entry) => isOnly(kernelDisk(entry.device) ?? "")) ? 1 : 2;
    const inFstab: Observation[] = lines.slice(0, 1).map(() => ({
      subject: "/etc/fstab",
      title: `${counted(lines.length, "line")} of /etc/fstab name${lines.length === 1 ? "s" : ""} a disk by its kernel name`,
      observed: listed(lines.map((entry) => `${entry.device} on ${entry.mountPoint} (line ${entry.at.line})`)),
      expected: "UUID=, LABEL= or a name below /dev/disk/by-id",
      cite: lines.slice(0, maximumCites).map((entry) => entry.at),
      likelihood,
      impact: 3 as Level,
      remedy: {
        steps: [
          `\`blkid ${lines
            .slice(0, 12)
            .map((entry) => shellWord(entry.device))
            .join(" ")}\``,
          ...lines.map(
            (entry) => `In line ${entry.at.line} of /etc/fstab write \`UUID=\` and the UUID of it instead of \`${entry.device}\``,
          ),
        ],
      },
    }));
    const inStorages = (storages ?? [])
      .filter((storage) => storage.enabled && kernelDisk(storage.path ?? "") !== null)
      .map((storage) => raw(`storage ${storage.id}`, `storage:${storage.id}`, `storage ${storage.id} is ${storage.path}`, [storage.at]));
    const inGuests = (guests ?? []).flatMap((guest) => {
      const disks = guest.disks.filter((disk) => kernelDisk(disk.path ?? "") !== null);
      const observed = `${guestLabel(guest)} has ${listed(disks.map((disk) => `${disk.path} as ${disk.slot}`))}`;
      return disks.length === 0
        ? []
        : [
            raw(
              guest.name,
              `guest:${guest.id}`,
              observed,
              disks.map((disk) => disk.at),
            ),
          ];
    });
    return [...inFstab, ...inStorages, ...inGuests, ...rawDiskJobs(schedules, isOnly, blockDevices), ...poolsByKernelName(zfs, isOnly)];
  },
  remedy: {
    steps: ["Find the lasting name: `ls -l /dev/disk/by-id`", "Write that name, or the UUID, instead of the kernel name"],
    risk: "Cloned disks, multipath paths and LVM snapshots share UUIDs: look for duplicates with `blkid` first.",
    verify: "lsblk -o NAME,MOUNTPOINT,UUID,SERIAL",
  },
});

/** A raw disk given away whole: the wrong one gets overwritten. */
function raw(subject: string, key: string, observed: string, cite: Observation["cite"]): Observation {
  const title = `${subject} writes to a raw disk by its kernel name, which may be another disk after the next boot`;
  return { subject, key, title, observed, expected: "a name below /dev/disk/by-id", cite };
}
