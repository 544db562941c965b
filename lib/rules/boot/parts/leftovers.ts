import type { BlockDevices } from "#lib/facts/block-devices.ts";
import type { BootState } from "#lib/facts/boot-state.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Declarations } from "#lib/facts/declared.ts";
import type { Fstab } from "#lib/facts/fstab.ts";
import type { Mounts } from "#lib/facts/mounts.ts";
import type { Level } from "#lib/rules/rule.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";

/** Something that an earlier repair left in place, with what undoes it. */
export interface Leftover {
  key: string;
  what: string;
  undo: string;
  at: Cite;
  likelihood: Level;
  impact: Level;
}

/** Words of the kernel command line that a repair adds by hand and that end a normal boot. */
const repairWord =
  /^(systemd\.unit=(emergency|rescue)\.(target|service)|systemd\.mask=.+|rd\.break.*|(rd)?init=\/(usr\/)?s?bin\/(ba|da)?sh|emergency|rescue|single|[S1])$/;

/** Words of a repair on the kernel command line. A 1 or S alone is the run level of old (kernel-command-line(7)). */
export function repairWords({ parameters, parametersAt }: BootState): Leftover[] {
  const words = parameters.filter((word) => repairWord.test(word));
  return words.map((word) => ({
    key: `cmdline ${word}`,
    what: `\`${word}\` on the kernel command line`,
    undo: "Take the word out of /etc/default/grub or /etc/kernel/cmdline, then `update-grub` or `proxmox-boot-tool refresh`",
    at: parametersAt,
    likelihood: 3,
    impact: 3,
  }));
}

/** Lines of fstab that were switched off although their device is there and mounted nowhere. */
export function switchedOffMounts(fstab: Fstab, devices: BlockDevices, mounts: Mounts): Leftover[] {
  const mounted = new Set(mounts.map(({ mountPoint }) => mountPoint));
  const active = new Set(fstab.entries.flatMap(({ device, mountPoint }) => [device, mountPoint]));
  return fstab.commented.flatMap(({ device, mountPoint, at }) => {
    const [, kind, value = ""] = /^(UUID|PARTUUID|LABEL)=(\S+)$/.exec(device.replaceAll('"', "")) ?? [];
    const found = devices.find(({ uuid, partUuid, label }) => (kind === "UUID" ? uuid : kind === "PARTUUID" ? partUuid : label) === value);
    if (kind === undefined || !found || found.mountPoints.length > 0) return [];
    if (!mountPoint.startsWith("/") || mounted.has(mountPoint) || active.has(device) || active.has(mountPoint)) return [];
    const undo = `Ask whether ${shellWord(mountPoint)} is still wanted; then take the # off line ${at.line} of /etc/fstab, with nofail`;
    return [
      {
        key: `fstab ${mountPoint}`,
        what: `${mountPoint} commented out in fstab although ${found.name} is there`,
        undo,
        at,
        likelihood: 2,
        impact: 2,
      },
    ];
  });
}

/** Temporary changes that somebody declared and that are past their end. */
export function overdueChanges(declared: Declarations, now: Date): Leftover[] {
  return declared.flatMap((said) => {
    if (said.kind !== "temporary-change" || said.undoneOn !== null || Date.parse(`${said.expiresOn}T23:59:59Z`) >= now.getTime()) return [];
    return [
      {
        key: `change ${said.id}`,
        what: `${said.what} (until ${said.expiresOn}, ${said.owner})`,
        undo: `Ask ${said.owner} to undo it, or give it a new end`,
        at: { source: "declared", line: 1, text: `${said.what}: until ${said.expiresOn}` },
        likelihood: 2,
        impact: 3,
      },
    ];
  });
}
