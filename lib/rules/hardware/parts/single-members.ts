import type { BlockDevices } from "#lib/facts/block-devices.ts";
import type { Vdev, ZfsPool } from "#lib/facts/zfs.ts";

/** Volumes of RAID controllers and storage networks, which are redundant below what ZFS sees, as far as the host can tell. */
const redundantBelow = /PERC|MegaRAID|LOGICAL VOLUME|Smart Array|ServeRAID|Adaptec|Virtual (Disk|Drive)|LUN|iSCSI/i;

/** Disks directly below the pool that hold data of which there is no second copy. A single log or cache device holds none. */
export function singleMembers(pool: ZfsPool, devices: BlockDevices | undefined): Vdev[] {
  const single = pool.vdevs.filter(
    ({ kind, parent, role }) => kind === "disk" && parent === null && ["data", "special", "dedup"].includes(role),
  );
  return single.filter((vdev) => {
    if (redundantBelow.test(vdev.name)) return false;
    const device = devices?.find(
      ({ path, byId, serial }) => path === vdev.name || byId?.includes(vdev.name) || (serial && vdev.name.includes(serial)),
    );
    const whole = device?.type === "part" ? devices?.find(({ name }) => device.parents.includes(name)) : device;
    return (
      !whole ||
      !(redundantBelow.test(whole.model ?? "") || /^(raid\d+|mpath)$/.test(whole.type) || /^(iscsi|fc)$/.test(whole.transport ?? ""))
    );
  });
}
