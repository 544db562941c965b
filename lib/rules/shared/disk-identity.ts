import type { BlockDevice, BlockDevices } from "#lib/facts/block-devices.ts";

/** What stays with a disk whatever the kernel calls it; null where it tells nothing of the kind. */
export function diskIdentity({ serial, wwn }: Pick<BlockDevice, "serial" | "wwn">): string | null {
  return serial ?? wwn;
}

/** Disks with an identity of their own: cheap bridges give the same serial number to every disk behind them. */
export function knownDisks(devices: BlockDevices): BlockDevices {
  const disks = devices.filter(({ type }) => type === "disk");
  const keys = disks.map(diskIdentity);
  return disks.filter((disk) => keys.indexOf(diskIdentity(disk)) === keys.lastIndexOf(diskIdentity(disk)));
}
