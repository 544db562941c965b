import type { Mount } from "#lib/facts/mounts.ts";

/** File systems that hold data. What the kernel, systemd, containers and snaps mount for themselves comes and goes. */
const dataTypes =
  /^(ext[234]|xfs|btrfs|zfs|bcachefs|f2fs|jfs|reiserfs|ntfs3?|vfat|exfat|fuseblk|nfs4?|cifs|smb3|ceph|fuse\.(glusterfs|sshfs|mergerfs|ceph|s3fs|rclone)|glusterfs|ocfs2|gfs2|iso9660|udf|9p|virtiofs)$/;
/** Places that programs use as they go, where people plug in what they take away again, and volumes that come and go with their guest. */
const passing =
  /^\/(run|proc|sys|dev|tmp|snap|media|var\/lib\/(docker|containers|containerd|kubelet|lxc|lxd|incus|snapd|machines)|var\/snap|var\/tmp|boot\/efi|efi)(\/|$)|^\/mnt\/vzsnap\d|\/(subvol|basevol|vm)-\d+-[\w-]+$/;

/** Whether a mount holds data of its own. A bind mount shows another root of the same file system; those of btrfs are its subvolumes, which are mounts in their own right. */
export function isDataMount({ mountPoint, type, root }: Mount): boolean {
  return dataTypes.test(type) && !passing.test(mountPoint) && (root === null || root === "/" || type === "btrfs");
}
