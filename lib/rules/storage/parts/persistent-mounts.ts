import type { Facts } from "#lib/facts/index.ts";
import type { Mount } from "#lib/facts/mounts.ts";
import { mountingLines } from "#lib/rules/shared/declared-mounts.ts";
import { isNetworkType } from "#lib/rules/shared/fstab-options.ts";
import { isMountedStorage, storageDirectory } from "#lib/rules/shared/guest-disks.ts";
import { normalPath } from "#lib/rules/shared/paths.ts";
import { isEssentialPath } from "./essential-paths.ts";

/** Where others mount things for themselves, as it suits them. */
const ownMounts =
  /^\/(run|media|proc|sys|dev|tmp|snap)(\/|$)|^\/var\/(lib\/(kubelet|docker|containers|lxc|lxcfs|rancher|snapd|nfs)|snap|tmp)(\/|$)/;

/** Network shares, disks and bind mounts: not what ZFS, a container engine or the kernel mounts. */
export function comesByMount({ mountPoint, type, source }: Mount): boolean {
  const point = normalPath(mountPoint);
  if (isEssentialPath(point) || ownMounts.test(point)) return false;
  return isNetworkType(type) || (source.startsWith("/dev/") && !/^(autofs|squashfs|overlay|fuse(blk|ctl)?)$/.test(type));
}

/** Directories that the next boot mounts again: lines, unit files, automounts, and shares of Proxmox and libvirt. */
export function declarationsOf(
  facts: Pick<Facts, "fstab" | "mountUnits"> & { storages: Facts["storages"] | undefined },
): (directory: string) => boolean {
  const lines = mountingLines(facts.fstab).map((line) => line.mountPoint);
  const units = facts.mountUnits
    .filter(
      (unit) => unit.unit.endsWith(".automount") || (unit.fragmentPath !== null && !unit.fragmentPath.startsWith("/run/systemd/transient")),
    )
    .map((unit) => unit.where);
  const stores = (facts.storages ?? []).flatMap((storage) => (isMountedStorage(storage) ? (storageDirectory(storage) ?? []) : []));
  const declared = new Set([...lines, ...units, ...stores].map(normalPath));
  return (directory) => declared.has(directory);
}
