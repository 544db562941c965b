import { defineRule, NotApplicable, type Remedy } from "#lib/rules/rule.ts";
import { linesNotMounted, mountingLines, serverLabel } from "#lib/rules/shared/declared-mounts.ts";
import { isNoauto } from "#lib/rules/shared/fstab-options.ts";
import { diskFinder, storageDirectory } from "#lib/rules/shared/guest-disks.ts";
import { isAtOrBelow, mountUnitName, normalPath } from "#lib/rules/shared/paths.ts";
import { isContainer, mayRunGuests } from "#lib/rules/shared/systems.ts";
import { counted, groupBy, listed, maximumCites, shellWord, uniqueBy } from "#lib/rules/shared/wording.ts";

export const fstabEntryNotMounted = defineRule({
  id: "storage/fstab-entry-not-mounted",
  title: "A configured mount is not mounted now; the empty directory below it looks healthy",
  why: "Guests with disks on the path cannot start, and whatever writes there fills the root disk instead. Nothing reports an error: the directory exists and is empty.",
  scope: "host",
  scenarios: ["nas-loss", "guest-restart"],
  likelihood: 4,
  impact: 3,
  postmortems: ["kvm-pair-panic-reboot", "debian-hosts-line-blocks-pmxcfs"],
  references: ["fstab(5)", "proc_pid_mountinfo(5)", "systemd.automount(5)"],
  needs: ["fstab", "mounts", "identity"],
  wants: ["mountUnits", "guests", "storages"],
  check({ fstab, mounts, identity, mountUnits, guests, storages }) {
    if (isContainer(identity)) throw new NotApplicable("a container has a mount namespace of its own");
    const missing = linesNotMounted(mountingLines(fstab), mounts).filter((line) => !isNoauto(line));
    const disksBelow = diskFinder(guests, storages);
    const groups = groupBy(
      uniqueBy(missing, (line) => normalPath(line.mountPoint)),
      (line) => serverLabel(line) ?? normalPath(line.mountPoint),
    );
    return [...groups].map(([key, lines]) => {
      const points = lines.map((line) => normalPath(line.mountPoint));
      const units = (mountUnits ?? []).filter((unit) => unit.unit.endsWith(".mount") && points.includes(normalPath(unit.where)));
      const failed = units.filter((unit) => unit.activeState === "failed");
      const disks = points.flatMap(disksBelow);
      const stores = (storages ?? []).filter((storage) => points.some((point) => isAtOrBelow(storageDirectory(storage) ?? "", point)));
      const mayBeUsed = disks.length + stores.length > 0 || (guests === undefined && mayRunGuests(identity, guests));
      return {
        subject: lines.length === 1 ? (points[0] ?? key) : listed(points),
        key,
        title:
          lines.length === 1
            ? `${points[0]} is configured but not mounted`
            : `${lines.length} mounts of ${key} are configured but not mounted`,
        observed: [
          `${listed(lines.map((line) => `${normalPath(line.mountPoint)} (line ${line.at.line})`))} not in mountinfo`,
          ...(failed.length > 0
            ? [`${counted(failed.length, "mount unit")} failed: ${listed([...new Set(failed.map(({ result }) => result))])}`]
            : []),
          ...(disks.length > 0 ? [`${counted(disks.length, "guest disk")} below: ${listed(disks.map(({ guest }) => guest.name))}`] : []),
          ...(stores.length > 0 ? [`storage ${listed(stores.map(({ id }) => id))} below`] : []),
        ].join("; "),
        expected: "mounted, or noauto, or an automount waiting there",
        cite: [...lines, ...failed].slice(0, maximumCites).map(({ at }) => at),
        impact: mayBeUsed ? 3 : 2,
        confidence: failed.length > 0 ? "confirmed" : "inferred",
        remedy: remedyFor(points.slice(0, 12)),
      };
    });
  },
  remedy: {
    steps: ["Find the cause before mounting: `journalctl -b -u <unit>.mount`"],
    risk: "Files that were written into the empty directory meanwhile become invisible below the mount.",
    verify: "cat /proc/self/mountinfo",
  },
});

function remedyFor(points: readonly string[]): Partial<Remedy> {
  const units = points.map((point) => shellWord(mountUnitName(point))).join(" ");
  return {
    steps: [
      `Find the cause: \`systemctl status ${units}\``,
      `Look for files in the directory before it is covered: \`ls -A ${points.map(shellWord).join(" ")}\``,
      `\`systemctl start ${units}\``,
    ],
    verify: `grep -F ${points.map((point) => `-e ${shellWord(` ${point} `)}`).join(" ")} /proc/self/mountinfo`,
  };
}
