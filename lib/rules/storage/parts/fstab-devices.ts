import type { BlockDevices } from "#lib/facts/block-devices.ts";
import type { FstabEntry } from "#lib/facts/fstab.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { isNoauto } from "#lib/rules/shared/fstab-options.ts";
import { kernelDisk } from "#lib/rules/shared/kernel-disk-names.ts";
import { normalPath } from "#lib/rules/shared/paths.ts";
import { groupBy, listed, shellWord } from "#lib/rules/shared/wording.ts";
import { deviceFinder, tagOf } from "./block-devices.ts";

/** Tags that udev can answer, names of device-mapper and of the kernel; what a locked LUKS container holds is not to be seen yet. */
export function isUnknownDevice({ device, type, mountPoint }: FstabEntry, devices: BlockDevices): boolean {
  const tag = tagOf(device)?.tag;
  const isById = device.startsWith("/dev/disk/by-id/") && devices.some(({ byId }) => byId !== null);
  const isRead =
    tag === "PARTLABEL"
      ? devices.some(({ partLabel }) => partLabel !== null)
      : tag !== "LABEL" || devices.some(({ label }) => label !== null);
  // A cloud's disk may answer to a name that udev links to another one: mounted there, it is no missing one.
  const isMounted = devices.some(({ mountPoints }) => mountPoints.includes(mountPoint));
  const isName = !isMounted && (device.startsWith("/dev/mapper/") || kernelDisk(device) !== null);
  if ((tag === undefined && !isById && !isName) || !isRead || /udf|iso9660/.test(type)) return false;
  return deviceFinder(devices)(device) === undefined && !devices.some((disk) => isLocked(disk.name, devices));
}

function isLocked(name: string, devices: BlockDevices): boolean {
  const isLuks = devices.some((device) => device.name === name && device.fsType === "crypto_LUKS");
  return isLuks && !devices.some(({ parents }) => parents.includes(name));
}

/** Lines of one directory, the first of which is the one that systemd takes. */
export function duplicateLines(lines: readonly FstabEntry[]): FstabEntry[][] {
  return [
    ...groupBy(
      lines.filter((line) => !isNoauto(line)),
      (line) => normalPath(line.mountPoint),
    ).values(),
  ].filter(
    (group) =>
      group.length > 1 &&
      new Set(group.map(({ device, options }) => `${device} ${options.find((option) => option.startsWith("subvol"))}`)).size > 1,
  );
}

/** Two disks for one directory: which one is mounted depends on who mounts. */
export function sharedMountPoint(group: readonly FstabEntry[]): Observation {
  const where = normalPath(group[0]?.mountPoint ?? "");
  return {
    subject: where,
    key: `twice:${where}`,
    title: `${where} stands twice in fstab, with two different disks`,
    observed: `lines ${listed(group.map(({ at }) => String(at.line)))} of /etc/fstab have the mount point ${where} with ${listed(group.map(({ device }) => device))}; systemd takes the first, \`mount -a\` both`,
    expected: "one line for each mount point",
    cite: group.slice(0, 8).map(({ at }) => at),
    likelihood: 2,
    impact: 3,
    remedy: {
      steps: [
        `Keep the line whose disk is mounted now: \`grep -F ${shellWord(` ${where} `)} /proc/self/mountinfo\``,
        "`systemctl daemon-reload`",
      ],
    },
  };
}
