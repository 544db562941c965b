import type { FileSystem } from "#lib/facts/file-systems.ts";
import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { liveMounts } from "#lib/rules/shared/declared-mounts.ts";
import { normalPath } from "#lib/rules/shared/paths.ts";
import { overPercent, sizeOf } from "#lib/rules/shared/sizes.ts";
import { groupBy, listed, shellWord } from "#lib/rules/shared/wording.ts";
import { isSystemPath } from "./parts/essential-paths.ts";

const limits = { nearly: 90, full: 97, inodes: 95 };
/** Room for a loader; and for any burst of logs, however full a large disk is in per cent. */
const enough = { loaderBytes: 20 * 1024 ** 2, logsBytes: 100 * 1024 ** 3 };

export const rootNearlyFull = defineRule({
  id: "storage/root-nearly-full",
  title: "A file system that the host itself writes to is nearly full: the logs of the next outage, or a missed mount, stop the host",
  why: "An outage writes more than a quiet day: logs, core dumps, images that land in an empty mount point. When / or /var is full, services stop writing and new ones do not start; a full /boot leaves a kernel without its initramfs.",
  scope: "host",
  scenarios: ["reboot", "power-loss", "nas-loss"],
  likelihood: 2,
  impact: 3,
  references: ["df(1)", "journald.conf(5)"],
  needs: ["fileSystems"],
  wants: ["mounts"],
  check({ fileSystems, mounts }) {
    const own = fileSystems.filter(({ mountPoint }) => isSystemPath(mountPoint));
    if (own.length === 0) throw new NotApplicable("df lists no file system of the host's own");
    const live = mounts === undefined ? null : liveMounts(mounts);
    const writable = own.filter(({ mountPoint }) => live?.get(normalPath(mountPoint))?.options.includes("ro") !== true);
    // Datasets of one ZFS pool, and bind mounts, show one shortage several times.
    const short = [...groupBy(writable.filter(isShort), spaceOf).values()];
    return short.flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const points = listed(group.map(({ mountPoint }) => mountPoint));
      const isInodes = first.usePercent < limits.nearly;
      const use = isInodes ? overPercent(first.inodeUsePercent ?? 0) : overPercent(first.usePercent);
      return {
        subject: points,
        key: first.mountPoint,
        title: isInodes ? `${points} has hardly an inode left: no new file can be made there` : `${points} is nearly full: ${use} used`,
        observed: isInodes ? `${use} of the inodes used` : `${use} of ${sizeOf(first.sizeBytes)} used (${first.type})`,
        expected: `less than ${isInodes ? limits.inodes : limits.nearly} %`,
        cite: group.slice(0, 8).map(({ at }) => at),
        likelihood: isInodes || first.usePercent >= limits.full ? 4 : 2,
        remedy: remedyFor(first.mountPoint),
      };
    });
  },
  remedy: {
    steps: ["See what holds the space", "Remove old kernels with the package manager, shrink the journal: `journalctl --vacuum-size=500M`"],
    risk: "Files below a mount point are hidden by the mount: a directory that looks small may hold much. Never delete the running kernel.",
    verify: "df -l -h",
  },
});

function isShort({ mountPoint, usePercent, inodeUsePercent, availableBytes }: FileSystem): boolean {
  if (/^\/(boot\/)?efi$/.test(mountPoint)) return usePercent >= limits.nearly && availableBytes < enough.loaderBytes;
  if ((inodeUsePercent ?? 0) >= limits.inodes) return true;
  return usePercent >= limits.full || (usePercent >= limits.nearly && availableBytes < enough.logsBytes);
}

function spaceOf({ device, type }: FileSystem): string {
  return type === "zfs" ? (device.split("/")[0] ?? device) : device;
}

function remedyFor(mountPoint: string) {
  const point = shellWord(mountPoint);
  if (/^\/boot/.test(mountPoint)) {
    return {
      steps: ["`apt autoremove --purge` or `dnf remove --oldinstallonly`: old kernels, never the running one (`uname -r`)"],
      verify: `df -l -h ${point}`,
    };
  }
  const steps = [
    `See what holds the space, on this file system only: \`du -xh -d 2 ${point} | sort -h | tail -n 25\``,
    "`journalctl --vacuum-size=500M`",
  ];
  return { steps, verify: `df -l -h ${point}` };
}
