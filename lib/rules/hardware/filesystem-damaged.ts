import { defineRule } from "#lib/rules/rule.ts";
import { groupBy, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";

export const filesystemDamaged = defineRule({
  id: "hardware/filesystem-damaged",
  title: "A file system found damage in itself since this boot",
  why: "The kernel turns such a file system read-only or shuts it down to save what is left: guests on it stop in mid-write, and the next boot may wait for a check or not come up at all.",
  scope: "host",
  scenarios: ["hardware-fault", "reboot", "power-loss"],
  likelihood: 3,
  impact: 3,
  needs: ["kernelEvents"],
  wants: ["mounts", "blockDevices"],
  check({ kernelEvents, mounts, blockDevices }) {
    const events = kernelEvents.events.filter(({ kind, subject }) => kind === "filesystem-error" && subject !== null);
    return [...groupBy(events, ({ subject }) => subject ?? "")].map(([device, group]) => {
      const known = blockDevices?.find(({ name }) => name === device);
      const paths = [`/dev/${device}`, ...(known ? [known.path] : [])];
      const points = [
        ...new Set([
          ...(known?.mountPoints ?? []),
          ...(mounts ?? []).filter(({ source }) => paths.includes(source)).map(({ mountPoint }) => mountPoint),
        ]),
      ];
      const isReadOnly = group.some(({ at }) => /read-only|shutting down|shutdown/i.test(at.text));
      const name = points.length > 0 ? `${listed(points)} (${device})` : device;
      return {
        subject: name,
        key: device,
        title: `${name} reports damage${isReadOnly ? ", and was turned read-only or shut down" : ""}`,
        observed: `file system errors of ${device} in the kernel's log of this boot`,
        expected: "no errors of a file system",
        cite: group.map(({ at }) => at).slice(0, maximumCites),
        ...(isReadOnly ? { likelihood: 4 as const } : {}),
        remedy: { verify: `journalctl -k -b -g ${shellWord(device)} --no-pager` },
      };
    });
  },
  remedy: {
    steps: [
      "Copy what matters while it can still be read, and look at SMART and cables of the disk below",
      "Check it while it is not mounted: `fsck -n` or `xfs_repair -n` first, which change nothing",
    ],
    risk: "A repair of a file system on a failing disk makes it worse: copy first. The root file system needs a rescue system.",
    verify: "journalctl -k -b -g 'EXT4-fs error|XFS .*orruption|BTRFS error' --no-pager",
  },
  references: ["ext4(5)", "xfs_repair(8)"],
});
