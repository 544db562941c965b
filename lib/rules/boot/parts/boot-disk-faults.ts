import type { BlockDevice } from "#lib/facts/block-devices.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { type BootDisks, isHardwareRaid } from "./boot-disks.ts";

/** USB media and memory cards; the mirrored pair of SD cards of a server shows as one USB disk and is none. */
export function isStick(disk: BlockDevice): boolean {
  return (disk.transport === "usb" && !isHardwareRaid(disk)) || /^mmcblk\d+$/.test(disk.name);
}

/** A stick or card that the host boots from. */
export function sticks(worn: readonly BlockDevice[], places: readonly BootDisks[]): Observation {
  const names = listed(worn.map(labelOf));
  const on = places.filter(({ disks }) => disks.some((disk) => worn.includes(disk))).map(({ mountPoint }) => mountPoint);
  return {
    subject: listed(worn.map(({ name }) => name)),
    key: worn.map(({ serial, name }) => serial ?? name).join(","),
    title: `The host boots from a single ${worn.some(({ transport }) => transport === "usb") ? "USB stick" : "memory card"}: ${names}`,
    observed: `${listed(on)} on ${names}`,
    expected: "two mirrored disks that are made for writing",
    cite: worn.map(({ at }) => at),
    likelihood: 3,
  };
}

/** One disk, or several without redundancy. */
export function single(root: BootDisks): Observation {
  const names = listed(root.disks.map(labelOf));
  const several = root.disks.length > 1;
  return {
    subject: listed(root.disks.map(({ name }) => name)),
    key: root.disks.map(({ serial, name }) => serial ?? name).join(","),
    title: several
      ? `The root file system is spread over ${root.disks.length} disks without a mirror`
      : `The host boots from one disk without a mirror: ${names}`,
    observed: `/ on ${names}; no RAID 1, no mirror of ZFS, no RAID controller by its model`,
    expected: "a mirror of two disks",
    cite: root.disks.map(({ at }) => at),
    confidence: root.disks.every(({ model }) => model !== null) ? "confirmed" : "inferred",
  };
}

/** A mirrored root of which one leg alone can boot. */
export function oneLoader(root: BootDisks, uuids: readonly { uuid: string; at: Observation["cite"][number] }[]): Observation {
  return {
    subject: "boot partitions",
    key: "esp",
    title: `The root is mirrored over ${root.disks.length} disks, but only one of them can boot`,
    observed: `one boot partition known to proxmox-boot-tool: ${uuids[0]?.uuid}`,
    expected: "a boot partition on every disk of the mirror",
    cite: uuids.map(({ at }) => at),
    remedy: {
      steps: [
        "Look for the second boot partition, usually number 2 of the other disk: `lsblk -o NAME,PARTTYPENAME,FSTYPE,UUID`",
        "Prepare it: `proxmox-boot-tool format <partition>`, then `proxmox-boot-tool init <partition>`",
      ],
      risk: "The wrong partition loses its data.",
      verify: "proxmox-boot-tool status",
    },
  };
}

function labelOf({ name, model, serial }: BlockDevice): string {
  return [name, model?.trim(), serial].filter((word) => word !== null && word !== undefined && word !== "").join(" ");
}
