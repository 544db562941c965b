import { compareBy } from "#lib/engine/drift/compare.ts";
import type { Facts } from "#lib/facts/index.ts";
import type { Mount, Mounts } from "#lib/facts/mounts.ts";
import { normalPath } from "#lib/rules/shared/paths.ts";

/** File systems that hold data. What the kernel, systemd, containers and snaps mount for themselves comes and goes. */
const dataTypes =
  /^(ext[234]|xfs|btrfs|zfs|bcachefs|f2fs|jfs|reiserfs|ntfs3?|vfat|exfat|fuseblk|nfs4?|cifs|smb3|ceph|fuse\.(glusterfs|sshfs|mergerfs|ceph|s3fs|rclone)|glusterfs|ocfs2|gfs2|iso9660|udf|9p|virtiofs)$/;
/** Places that programs use as they go, where people plug in what they take away again, and volumes that come and go with their guest. */
const passing =
  /^\/(run|proc|sys|dev|tmp|snap|media|var\/lib\/(docker|containers|containerd|kubelet|lxc|lxd|incus|snapd|machines)|var\/snap|var\/tmp|boot\/efi|efi)(\/|$)|^\/mnt\/vzsnap\d|\/(subvol|basevol|vm)-\d+-[\w-]+$/;

/** Mounts of data that were there and are gone, nothing else in their place, not taken away with a medium or with the storage that used them. */
export function vanishedMounts(
  before: Mounts,
  now: Mounts,
  { storages, blockDevices }: { [K in "storages" | "blockDevices"]: Facts[K] | undefined },
): Mount[] {
  const { removed } = compareBy(before.filter(isData), now, ({ mountPoint }) => normalPath(mountPoint));
  const removable = new Set((blockDevices ?? []).filter((device) => device.removable === true).map(({ path }) => path));
  const inUse = storages?.filter(({ enabled }) => enabled).map(({ id }) => `/mnt/pve/${id}`);
  return removed.filter(({ mountPoint, source }) => {
    const retired = inUse !== undefined && mountPoint.startsWith("/mnt/pve/") && !inUse.includes(normalPath(mountPoint));
    return !retired && !removable.has(source);
  });
}

/** A bind mount shows another root of the same file system; those of btrfs are its subvolumes, which are mounts in their own right. */
function isData({ mountPoint, type, root }: Mount): boolean {
  return dataTypes.test(type) && !passing.test(mountPoint) && (root === null || root === "/" || type === "btrfs");
}
