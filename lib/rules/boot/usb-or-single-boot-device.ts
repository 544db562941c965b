import type { BlockDevice } from "#lib/facts/block-devices.ts";
import { defineRule, NotApplicable, type Observation } from "#lib/rules/rule.ts";
import { type BootDisks, bootDisks, isHardwareRaid } from "#lib/rules/shared/boot-disks.ts";
import { listed, uniqueBy } from "#lib/rules/shared/wording.ts";

export const usbOrSingleBootDevice = defineRule({
  id: "boot/usb-or-single-boot-device",
  title: "The host boots from one disk that nothing mirrors",
  why: "When that disk dies the host is down until somebody installs it anew, however well its guests are kept. USB sticks and cards wear out within years, and come late at boot.",
  scope: "host",
  scenarios: ["hardware-fault", "reboot"],
  likelihood: 2,
  impact: 3,
  postmortems: ["debian-hosts-line-blocks-pmxcfs"],
  references: ["lsblk(8)", "https://pve.proxmox.com/pve-docs/pve-admin-guide.html#sysboot"],
  needs: ["identity", "blockDevices"],
  wants: ["mounts", "zfs", "bootState"],
  check({ identity, blockDevices, mounts, zfs, bootState }) {
    if (identity.virtualization !== "none" && identity.virtualization !== null)
      throw new NotApplicable("a virtual machine: its disks are its host's");
    const places = bootDisks(blockDevices, mounts, zfs);
    const root = places.find(({ mountPoint }) => mountPoint === "/");
    if (root === undefined || root.disks.length === 0)
      throw new NotApplicable("the root file system lies on no disk of this host that can be told");
    const worn = uniqueBy(
      places.flatMap(({ disks }) => disks.filter(isStick)),
      ({ name }) => name,
    );
    if (worn.length > 0 && !root.redundant) return [sticks(worn, places)];
    const mirrored = root.redundant || root.disks.some(isHardwareRaid);
    if (!mirrored) return [single(root)];
    const uuids = bootState?.proxmoxBootUuids;
    if (root.redundant && uuids?.length === 1) return [oneLoader(root, uuids)];
    return [];
  },
  remedy: {
    steps: [
      "Put two SSDs with power-loss protection in, and install on a mirror of them (ZFS, md, or the controller's)",
      "Until then keep a copy of /etc and, on Proxmox, of /var/lib/pve-cluster/config.db on another machine",
    ],
    risk: "It means a new installation: the guests' disks must be elsewhere or stay untouched.",
    verify: "lsblk -o NAME,TYPE,TRAN,SIZE,MODEL,MOUNTPOINT",
  },
});

/** USB media and memory cards; the mirrored pair of SD cards of a server shows as one USB disk and is none. */
function isStick(disk: BlockDevice): boolean {
  return (disk.transport === "usb" && !isHardwareRaid(disk)) || /^mmcblk\d+$/.test(disk.name);
}

function sticks(worn: readonly BlockDevice[], places: readonly BootDisks[]): Observation {
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

function single(root: BootDisks): Observation {
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

function oneLoader(root: BootDisks, uuids: readonly { uuid: string; at: Observation["cite"][number] }[]): Observation {
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
