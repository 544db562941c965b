import type { Facts } from "#lib/facts/index.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { kernelDisk } from "#lib/rules/shared/kernel-disk-names.ts";
import { groupBy, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { deviceFinder, lastingName } from "./block-devices.ts";

/** A kernel disk name as a word of a command: "/dev/sdd1" of "mount /dev/sdd1 /mnt" and of "of=/dev/sdd". */
const deviceWord = /(?<![\w./-])\/dev\/(?:(?:sd|hd|vd|xvd)[a-z]+\d*|nvme\d+n\d+(?:p\d+)?)(?![\w/])/g;
const longestCommand = 4096;
/** They ask the disk how it is, and ask another one if the names have moved: nothing is written. */
const onlyLooks = /^(\S*\/)?(smartctl|hdparm|sdparm|nvme|lsblk|blkid|iostat|blockdev|hddtemp)\b/;

/** Jobs of cron and timers that name a disk by its kernel name: after the disks have changed places they write to another one. */
export function rawDiskJobs(
  schedules: Facts["schedules"] | undefined,
  isOnly: (disk: string) => boolean,
  blockDevices: Facts["blockDevices"] | undefined,
): Observation[] {
  const jobs = (schedules ?? []).flatMap((schedule) => {
    const devices = [...new Set(schedule.command.slice(0, longestCommand).match(deviceWord))].filter(
      (device) => !isOnly(kernelDisk(device) ?? ""),
    );
    return devices.length === 0 || onlyLooks.test(schedule.command.trim()) ? [] : [{ schedule, devices }];
  });
  const find = blockDevices === undefined ? undefined : deviceFinder(blockDevices);
  return [...groupBy(jobs, ({ schedule }) => schedule.at.source)].map(([source, group]) => {
    const devices = [...new Set(group.flatMap((job) => job.devices))];
    const lasting = devices.flatMap((device) => {
      const known = find?.(device);
      const name = known && lastingName(known);
      return name ? [`Write \`${name}\` instead of \`${device}\``] : [];
    });
    return {
      subject: source,
      key: `job:${source}`,
      title: `A job in ${source} uses ${listed(devices)}, which may be another disk after the next boot`,
      observed: `${source} names ${listed(devices)} in ${listed([...new Set(group.map(({ schedule }) => `line ${schedule.at.line}`))])}`,
      expected: "a name below /dev/disk/by-id, or the UUID",
      cite: group.slice(0, maximumCites).map(({ schedule }) => schedule.at),
      ...(lasting.length > 0 && { remedy: { steps: lasting, verify: `grep -nF /dev/disk/ ${shellWord(source)}` } }),
    };
  });
}

/** ZFS finds its members by their labels, so that only a replacement or a cache file goes astray: low, and only with several disks. */
export function poolsByKernelName(zfs: Facts["zfs"] | undefined, isOnly: (disk: string) => boolean): Observation[] {
  return (zfs?.pools ?? []).flatMap(({ name, vdevs }) => {
    const members = vdevs.filter((vdev) => {
      const disk = kernelDisk(vdev.name);
      return disk !== null && !isOnly(disk);
    });
    if (members.length === 0) return [];
    const names = listed(members.map((member) => member.name));
    return [
      {
        subject: name,
        key: `pool:${name}`,
        title: `Pool ${name} knows its members by kernel names`,
        observed: `members ${names}`,
        expected: "names below /dev/disk/by-id",
        cite: members.slice(0, maximumCites).map(({ at }) => at),
        likelihood: 1,
        impact: 3,
        remedy: {
          steps: [`While nobody uses it: \`zpool export ${shellWord(name)}\`, then \`zpool import -d /dev/disk/by-id ${shellWord(name)}\``],
          risk: "Guests on the pool stop for that time. Before the next `zpool replace` compare serial numbers, not names.",
          verify: `zpool status -P ${shellWord(name)}`,
        },
      },
    ];
  });
}
