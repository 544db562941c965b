import type { FstabEntry } from "#lib/facts/fstab.ts";
import { defineRule, type Remedy } from "#lib/rules/rule.ts";
import { mountingLines, serverLabel } from "#lib/rules/shared/declared-mounts.ts";
import { fstabLine, isNetworkType, isNfs, isNoauto, optionValues, withOptions } from "#lib/rules/shared/fstab-options.ts";
import { mountUnitName, normalPath } from "#lib/rules/shared/paths.ts";
import { counted, groupBy, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { isDeviceSpec } from "./parts/block-devices.ts";

export const nfsDeviceTimeoutNoop = defineRule({
  id: "storage/nfs-device-timeout-noop",
  title:
    "A network mount carries x-systemd.device-timeout=, which has no effect there: the wait for the server is longer than its author believes",
  why: "systemd knows that option for block devices only and says in the journal that it is ignored. mount.nfs then tries for 2 minutes, and systemd gives the mount 90 s, whatever stands in the line.",
  scope: "host",
  scenarios: ["reboot", "power-loss", "nas-loss"],
  likelihood: 3,
  impact: 1,
  references: ["systemd.mount(5)", "nfs(5)", "https://github.com/systemd/systemd/pull/6368"],
  needs: ["fstab"],
  check({ fstab }) {
    const lines = mountingLines(fstab).filter((line) => !isNoauto(line) && hasDeadTimeout(line));
    return [...groupBy(lines, (line) => serverLabel(line) ?? normalPath(line.mountPoint))].map(([key, group]) => ({
      subject: group.length === 1 ? normalPath(group[0]?.mountPoint ?? key) : key,
      key,
      title: `${counted(group.length, "mount")} of ${key} set${group.length === 1 ? "s" : ""} a time limit that systemd ignores`,
      observed: `x-systemd.device-timeout= without x-systemd.mount-timeout= or retry= in line ${listed(group.map(({ at }) => String(at.line)))} of /etc/fstab`,
      expected: "x-systemd.mount-timeout=, and retry= for NFS",
      cite: group.slice(0, maximumCites).map(({ at }) => at),
      remedy: remedyFor(group.slice(0, 12)),
    }));
  },
  remedy: {
    steps: ["Replace the option by `x-systemd.mount-timeout=30`", "`systemctl daemon-reload`"],
    risk: "A limit that is too short for a NAS that is just starting leaves the mount away: add x-systemd.automount, so that the next access tries again.",
    verify: "systemctl show '*.mount' -p Id,TimeoutUSec",
  },
});

/** The option counts for a device only: gfs2 and ocfs2 are network types that lie on one. */
function hasDeadTimeout(line: FstabEntry): boolean {
  const has = (name: string) => optionValues(line.options, name).length > 0;
  if (!isNetworkType(line.type) || isDeviceSpec(line.device)) return false;
  return has("x-systemd.device-timeout") && !has("x-systemd.mount-timeout") && !has("retry");
}

function remedyFor(lines: readonly FstabEntry[]): Partial<Remedy> {
  const better = (line: FstabEntry) =>
    withOptions(
      line.options.filter((option) => !option.startsWith("x-systemd.device-timeout=")),
      ["x-systemd.mount-timeout=30", ...(isNfs(line.type) ? ["retry=0"] : [])],
    );
  return {
    steps: [
      ...lines.map((line) => `Write line ${line.at.line} of /etc/fstab as \`${fstabLine(line, better(line))}\``),
      "`systemctl daemon-reload`",
    ],
    verify: `systemctl show ${lines.map((line) => shellWord(mountUnitName(line.mountPoint))).join(" ")} -p Id,TimeoutUSec`,
  };
}
