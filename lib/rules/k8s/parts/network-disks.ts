import type { BlockDevice, BlockDevices } from "#lib/facts/block-devices.ts";
import type { Mount } from "#lib/facts/mounts.ts";
import { isNetworkMount } from "#lib/rules/shared/network-servers.ts";

/** In words how a mount comes over the network, its disks below included; null for a local one. */
export function overNetwork(mount: Mount, devices: BlockDevices | undefined): string | null {
  if (isNetworkMount(mount)) return `a network file system (${mount.type})`;
  if (/^\/dev\/(rbd|nbd|drbd)\d/.test(mount.source)) return `a network disk (${mount.source})`;
  const disks = roots(
    devices ?? [],
    devices?.find(({ path }) => path === mount.source),
  );
  return disks.some(({ transport }) => transport === "iscsi") ? "an iSCSI disk" : null;
}

/** The device and everything that it lies on. */
function roots(devices: BlockDevices, device: BlockDevice | undefined): BlockDevice[] {
  const found = new Map(device === undefined ? [] : [[device.name, device]]);
  for (const { parents } of found.values()) {
    for (const one of devices) if (parents.includes(one.name) && !found.has(one.name)) found.set(one.name, one);
  }
  return [...found.values()];
}
