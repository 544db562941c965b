import type { Facts } from "#lib/facts/index.ts";
import { mountAt, mountingLines } from "./declared-mounts.ts";
import { isMountedStorage, type OwnedDisk, storageDirectory } from "./guest-disks.ts";
import { deepestHolding } from "./paths.ts";

/** What tells where the disks of guests should be. */
export interface SourceFacts {
  mounts: Facts["mounts"];
  fstab: Facts["fstab"] | undefined;
  storages: Facts["storages"] | undefined;
  /** Short name of this node, for storages that only some nodes have. */
  nodeName: string;
}

/** Why the source of a disk is not there now, in words; null where nothing says so. Existence of a local file is not asked. */
export function missingSource({ guest, disk }: OwnedDisk, facts: SourceFacts): string | null {
  if (disk.kind === "empty" || disk.kind === "network") return null;
  const known = facts.storages?.find((storage) => storage.id === disk.storage);
  if (disk.storage !== null && facts.storages !== undefined) {
    if (known === undefined) return guest.platform === "libvirt" ? null : `storage ${disk.storage} is not defined`;
    if (!known.enabled) return `storage ${known.id} is disabled`;
    if (known.nodes !== null && !known.nodes.includes(facts.nodeName)) return `storage ${known.id} is not for this node`;
  }
  const directory = known === undefined ? null : storageDirectory(known);
  if (known !== undefined && directory !== null) {
    const guarded = known.isMountPoint !== null && known.isMountPoint !== "no";
    const mountPoint = guarded && known.isMountPoint?.startsWith("/") ? known.isMountPoint : directory;
    if ((isMountedStorage(known) || guarded) && mountAt(mountPoint, facts.mounts) === undefined) return `${mountPoint} is not mounted`;
  }
  const path = disk.path ?? directory;
  return path === null || path.startsWith("/dev/") ? null : missingMount(path, facts);
}

/** The mount that a path should lie on, by fstab or by a pool, and that is not there. An idle automount counts as there. */
function missingMount(path: string, { mounts, fstab, storages }: SourceFacts): string | null {
  const lines = fstab === undefined ? [] : mountingLines(fstab).map((line) => line.mountPoint);
  const stores = (storages ?? []).flatMap((storage) =>
    storage.enabled && isMountedStorage(storage) ? (storageDirectory(storage) ?? []) : [],
  );
  const expected = deepestHolding(path, [...lines, ...stores], (directory) => directory);
  return expected === undefined || mountAt(expected, mounts) !== undefined ? null : `${expected} is not mounted`;
}
