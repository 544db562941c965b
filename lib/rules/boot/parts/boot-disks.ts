import type { BlockDevice, BlockDevices } from "#lib/facts/block-devices.ts";
import type { Mounts } from "#lib/facts/mounts.ts";
import type { Zfs } from "#lib/facts/zfs.ts";
import { normalPath } from "#lib/rules/shared/paths.ts";

/** Mount points without which a host does not boot. */
const bootMounts = ["/", "/boot", "/boot/efi", "/efi"];
/** What a controller or a card shows as one disk and is several. */
const hardwareRaid =
  /\b(PERC|AVAGO|\w*RAID\w*|LOGICAL VOLUME|Smart ?Array|Virtual ?(Dis[kc]|Drive)|DELLBOSS|BOSS-?\w*|MR\d{3,4}\w*|MSCC|Adaptec|ASR-?\d+\w*|IDSDM|Internal Dual SD|3ware|VROC|Volume\d|Elastic Block Store|PersistentDisk)\b|^(LSI|SMC\d|INTEL RS)/i;

/** The disks that carry one mount point of the boot. */
export interface BootDisks {
  mountPoint: string;
  disks: BlockDevice[];
  /** Whether the loss of one of them leaves the mount point whole. */
  redundant: boolean;
}

/** The disks below `/`, `/boot` and the EFI partition; a mount point whose disks cannot be told is left out. */
export function bootDisks(devices: BlockDevices, mounts: Mounts | undefined, zfs: Zfs | undefined): BootDisks[] {
  const byName = new Map(devices.map((device) => [device.name, device]));
  return bootMounts.flatMap((mountPoint) => {
    const device = devices.find(({ mountPoints }) => mountPoints.includes(mountPoint));
    if (device) return [fromDevice(mountPoint, device, byName)];
    const onZfs = mounts?.findLast((mount) => normalPath(mount.mountPoint) === mountPoint && mount.type === "zfs");
    const fromPool = onZfs && zfs ? fromZfs(mountPoint, onZfs.source, zfs, devices) : null;
    return fromPool ? [fromPool] : [];
  });
}

/** A device and everything that it lies on. */
export function withAncestors(device: BlockDevice, byName: ReadonlyMap<string, BlockDevice>): BlockDevice[] {
  const found = new Map<string, BlockDevice>();
  const queue = [device];
  for (const one of queue) {
    if (found.has(one.name)) continue;
    found.set(one.name, one);
    for (const parent of one.parents) {
      const above = byName.get(parent);
      if (above) queue.push(above);
    }
  }
  return [...found.values()];
}

/** Whether a controller stands before the disk: then one disk says nothing of how many there are. */
export function isHardwareRaid({ model, transport }: BlockDevice): boolean {
  return hardwareRaid.test((model ?? "").replaceAll("_", " ")) || transport === "fc" || transport === "iscsi";
}

function fromDevice(mountPoint: string, device: BlockDevice, byName: ReadonlyMap<string, BlockDevice>): BootDisks {
  // A file system of btrfs over several devices shows its mount point on one of them only.
  const members = device.fsType === "btrfs" ? [...byName.values()].filter(({ uuid }) => uuid !== null && uuid === device.uuid) : [];
  const chain = [device, ...members].flatMap((one) => withAncestors(one, byName));
  const disks = [...new Set(chain)].filter(({ type }) => type === "disk");
  const redundant =
    members.length > 1 || chain.some(({ type, name }) => /^(raid(1|4|5|6|10)|mpath|dmraid)$/.test(type) || /_[rm]image_\d/.test(name));
  return { mountPoint, disks, redundant: redundant && disks.length > 1 };
}

function fromZfs(mountPoint: string, source: string, zfs: Zfs, devices: BlockDevices): BootDisks | null {
  const pool = zfs.pools.find(({ name }) => name === source.split("/", 1)[0]);
  if (!pool) return null;
  const data = pool.vdevs.filter(({ role }) => role === "data");
  const leaves = data.filter(({ kind }) => kind === "disk");
  const disks = leaves.flatMap(({ name }) => diskOf(name, devices) ?? []);
  if (disks.length < leaves.length || leaves.length === 0) return null;
  return { mountPoint, disks, redundant: leaves.every(({ parent }) => parent !== null) };
}

/** The whole disk behind a name of a pool's member: by its path, its serial number or another name of udev. */
function diskOf(path: string, devices: BlockDevices): BlockDevice | undefined {
  const byName = new Map(devices.map((device) => [device.name, device]));
  const base = path.replace(/^.*\//, "");
  const whole = base.replace(/-part\d+$/, "");
  const exact = devices.find((device) => device.path === path || device.name === base || device.byId?.includes(base));
  if (exact) return withAncestors(exact, byName).find(({ type }) => type === "disk");
  return devices.find(
    ({ type, serial, wwn, byId }) =>
      type === "disk" &&
      (byId?.includes(whole) || [serial, wwn?.replace(/^0x/, "")].some((id) => id != null && id.length >= 4 && whole.includes(id))),
  );
}
