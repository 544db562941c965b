import type { BlockDevice, BlockDevices } from "#lib/facts/block-devices.ts";
import { sizeOf } from "#lib/rules/shared/sizes.ts";

/** Tags that fstab(5) takes for a device, with the property of the device that they name. */
const tags: Readonly<Record<string, (device: BlockDevice) => string | null>> = {
  UUID: ({ uuid }) => uuid,
  LABEL: ({ label }) => label,
  PARTUUID: ({ partUuid }) => partUuid,
  PARTLABEL: ({ partLabel }) => partLabel,
};

/** Partition, RAID, encryption, LVM, thin pool, volume: no stack of devices is deeper, unless it goes round. */
const deeperThanAnyStack = 16;

/** Whether a line of fstab names a block device, in any spelling, and not a directory, a server or a word such as `proc`. */
export function isDeviceSpec(spec: string): boolean {
  return spec.startsWith("/dev/") || tagOf(spec) !== null;
}

/** "UUID" and the value of UUID="1234-ABCD" or /dev/disk/by-uuid/1234-ABCD; null for any other spelling. */
export function tagOf(spec: string): { tag: string; value: string } | null {
  const [, tag, value] = /^(UUID|LABEL|PARTUUID|PARTLABEL)=(.*)$/.exec(spec) ?? [];
  if (tag !== undefined && value !== undefined) return { tag, value: value.replace(/^(["'])(.*)\1$/, "$2") };
  const [, folder, name] = /^\/dev\/disk\/by-(uuid|label|partuuid|partlabel)\/(.+)$/.exec(spec) ?? [];
  return folder === undefined || name === undefined ? null : { tag: folder.toUpperCase(), value: decodeUdev(name) };
}

/** Finds the device that fstab or a storage means: by tag, by path, by the names of LVM and of /dev/disk/by-id. */
export function deviceFinder(devices: BlockDevices): (spec: string) => BlockDevice | undefined {
  const byPath = new Map(devices.flatMap((device) => [[`/dev/${device.name}`, device] as const, [device.path, device] as const]));
  const byId = new Map(
    devices.flatMap((device) => (device.byId ?? []).map((name) => [`/dev/disk/by-id/${name}`, device] as [string, BlockDevice])),
  );
  return (spec) => {
    const tagged = tagOf(spec);
    if (tagged !== null) {
      const read = tags[tagged.tag];
      // The case of a vfat or NTFS serial number depends on who prints it.
      return devices.find((device) => read?.(device)?.toLowerCase() === tagged.value.toLowerCase());
    }
    return byPath.get(spec) ?? byPath.get(mapperPath(spec)) ?? byId.get(spec);
  };
}

/** The whole disks that a device lies on, by kernel name; the device itself where nothing lies below it. */
export function disksBelow(device: BlockDevice, devices: BlockDevices): BlockDevice[] {
  const byName = new Map(devices.map((candidate) => [candidate.name, candidate]));
  const found = new Map<string, BlockDevice>();
  let layer = [device];
  for (let depth = 0; layer.length > 0 && depth < deeperThanAnyStack; depth += 1) {
    for (const one of layer) if (one.parents.length === 0) found.set(one.name, one);
    const parents = new Set(layer.flatMap((one) => one.parents));
    layer = [...parents].flatMap((name) => byName.get(name) ?? []);
  }
  return [...found.values()];
}

/** A path that stays the same from boot to boot: by the disk's own id, else by the file system's; null where neither is known. */
export function lastingName(device: BlockDevice): string | null {
  const id = device.byId?.find((name) => !/^(wwn|nvme-eui|dm-|lvm-pv|md-)/.test(name)) ?? device.byId?.[0];
  if (id !== undefined) return `/dev/disk/by-id/${id}`;
  return device.uuid === null ? null : `/dev/disk/by-uuid/${device.uuid}`;
}

/** Disks without which the host does not boot: what lies on them fails together with the root, whatever fstab says. */
export function systemDisks(devices: BlockDevices): string[] {
  const system = devices.filter(({ mountPoints }) =>
    mountPoints.some((point) => ["/", "/boot", "/boot/efi", "/usr", "/var"].includes(point)),
  );
  return system.flatMap((device) => disksBelow(device, devices).map(({ name }) => name));
}

/** Tells whether another machine serves a device: iSCSI, RBD, NBD, NVMe over fabrics, whatever lies between. */
export function servedFinder(devices: BlockDevices): (spec: string) => boolean {
  const find = deviceFinder(devices);
  const root = devices.filter(({ mountPoints }) => mountPoints.includes("/")).flatMap((device) => disksBelow(device, devices));
  return (spec) => {
    const device = find(spec);
    // Where the root itself comes from there, the initramfs has logged in before any line of fstab is read.
    const disks = device === undefined ? [] : disksBelow(device, devices).filter((disk) => !root.includes(disk));
    return disks.some(
      ({ name, transport }) => transport === "iscsi" || transport === "tcp" || transport === "rdma" || /^(rbd|nbd)\d/.test(name),
    );
  };
}

/** "sdb (PERC H730 Mini, 1.7 TiB, sata)": a disk as one finds it again. */
export function diskLabel({ name, model, sizeBytes, transport }: BlockDevice): string {
  const known = [model, sizeBytes === null ? null : sizeOf(sizeBytes), transport].filter((part) => part !== null);
  return known.length === 0 ? name : `${name} (${known.join(", ")})`;
}

/** "/dev/pve/vm-1-root" is "/dev/mapper/pve-vm--1--root" to device-mapper. */
function mapperPath(path: string): string {
  const [, group, volume] = /^\/dev\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  if (group === undefined || volume === undefined) return path;
  return `/dev/mapper/${group.replaceAll("-", "--")}-${volume.replaceAll("-", "--")}`;
}

/** udev writes a blank in a link's name as \x20. */
function decodeUdev(name: string): string {
  return name.replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
