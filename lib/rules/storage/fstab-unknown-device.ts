import type { FstabEntry } from "#lib/facts/fstab.ts";
import { defineRule, NotApplicable, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { mountingLines } from "#lib/rules/shared/declared-mounts.ts";
import { fstabLine, isNetworkType, isNoauto, isSwap, requiringTargets, withOptions } from "#lib/rules/shared/fstab-options.ts";
import { normalPath } from "#lib/rules/shared/paths.ts";
import { isContainer } from "#lib/rules/shared/systems.ts";
import { counted } from "#lib/rules/shared/wording.ts";
import { duplicateLines, isUnknownDevice, sharedMountPoint } from "./parts/fstab-devices.ts";

export const fstabUnknownDevice = defineRule({
  id: "storage/fstab-unknown-device",
  title: "A line of fstab names a disk that no device of this host is: the next boot waits 90 s for it and ends in emergency mode",
  why: "The line was right once: the disk was replaced, formatted anew, or has failed. systemd waits for the device at each boot, and without nofail local-fs.target then fails: a root prompt on the console, no SSH, no guests.",
  scope: "host",
  scenarios: ["reboot", "power-loss", "hardware-fault"],
  likelihood: 3,
  impact: 4,
  postmortems: ["pbs-fstab-stale-lines"],
  references: ["fstab(5)", "systemd.mount(5)", "systemd-fstab-generator(8)"],
  needs: ["fstab", "blockDevices", "identity"],
  check({ fstab, blockDevices, identity }) {
    if (isContainer(identity)) throw new NotApplicable("a container sees the disks of its host and mounts none");
    const ids = blockDevices.filter(({ uuid, partUuid }) => uuid !== null || partUuid !== null).length;
    if (ids === 0) throw new Undecidable("lsblk shows no UUID at all: the login may not ask udev");
    const lines = fstab.entries.filter((line) => !isNetworkType(line.type) && !isNoauto(line) && isUnknownDevice(line, blockDevices));
    const twice = duplicateLines(mountingLines(fstab));
    return [...lines.map((line) => unknownDevice(line, twice, ids)), ...twice.map(sharedMountPoint)];
  },
  remedy: {
    steps: ["Correct the line, add nofail, or remove it", "`systemctl daemon-reload`"],
    risk: "A disk that is missing may be one that has failed: look at RAID, SMART and cables before its line goes.",
    verify: "lsblk -o NAME,UUID,PARTUUID,LABEL,MOUNTPOINT",
  },
});

function unknownDevice(line: FstabEntry, twice: readonly FstabEntry[][], knownIds: number): Observation {
  const where = isSwap(line) ? "swap" : normalPath(line.mountPoint);
  const isHarmless = requiringTargets(line).length === 0 || isSwap(line);
  const shadow = twice.find((group) => group.indexOf(line) > 0)?.[0];
  const then = isSwap(line) ? "the boot waits 90 s" : isHarmless ? "its directory stays empty" : "the next boot ends in emergency mode";
  return {
    subject: where,
    key: line.device,
    title: shadow
      ? `${where} has a second line with ${line.device}, a disk that no device is, and without the first line the boot ends in emergency mode`
      : `${where} needs ${line.device}, which no device is: ${then}`,
    observed: `line ${line.at.line} of /etc/fstab: ${line.device} is not among the ${counted(knownIds, "id")} that lsblk shows${shadow ? `; systemd takes line ${shadow.at.line} for ${where} as long as that stands first` : ""}`,
    expected: "a device of this host, or nofail",
    cite: [line.at],
    likelihood: shadow ? 2 : 3,
    impact: isHarmless ? 1 : 4,
    remedy: {
      steps: [
        `Look for the disk that was meant: \`lsblk -o NAME,SIZE,MODEL,SERIAL,FSTYPE,UUID\``,
        shadow || isHarmless
          ? `Delete line ${line.at.line} of /etc/fstab if the disk is gone for good`
          : `Correct line ${line.at.line} of /etc/fstab, delete it, or at least write it as \`${fstabLine(line, withOptions(line.options, ["nofail", "x-systemd.device-timeout=30s"]))}\``,
        "`systemctl daemon-reload`",
      ],
      verify: "lsblk -o NAME,UUID,PARTUUID,LABEL,MOUNTPOINT",
    },
  };
}
