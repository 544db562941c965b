import type { Facts } from "#lib/facts/index.ts";
import type { Storage } from "#lib/facts/storages.ts";
import { liveMounts, mountingLines } from "#lib/rules/shared/declared-mounts.ts";
import { isMountedStorage, type OwnedDisk, storageDirectory } from "#lib/rules/shared/guest-disks.ts";
import { byDirectory, holderOf, normalPath } from "#lib/rules/shared/paths.ts";

/** What tells where the disks of guests should be. */
export interface SourceFacts {
  mounts: Facts["mounts"];
  fstab: Facts["fstab"] | undefined;
  storages: Facts["storages"] | undefined;
  /** Short name of this node, for storages that only some nodes have. */
  nodeName: string;
}

/** Tells of a disk why its source is not there now, in words; null where nothing says so. Existence of a local file is not asked. */
export function missingSources({ mounts, fstab, storages, nodeName }: SourceFacts): (owned: OwnedDisk) => string | null {
  const live = liveMounts(mounts);
  const lines = fstab === undefined ? [] : mountingLines(fstab).map((line) => line.mountPoint);
  const stores = (storages ?? []).flatMap((storage) => (isMountedStorage(storage) ? (storageDirectory(storage) ?? []) : []));
  const declared = byDirectory([...lines, ...stores], (directory) => directory);
  const byId = new Map(storages?.map((storage) => [storage.id, storage]));
  // Every installer writes a store of its own: where only the implicit "local" is known, the file was not there to be read.
  const areKnown = storages?.some(({ id }) => id !== "local") ?? false;
  const notMounted = (directory: string) => (live.has(normalPath(directory)) ? null : `${directory} is not mounted`);
  return ({ guest, disk }) => {
    if (disk.kind === "empty" || disk.kind === "network") return null;
    const storage = disk.storage === null ? undefined : byId.get(disk.storage);
    if (disk.storage !== null && storage === undefined && areKnown && guest.platform !== "libvirt") {
      return `storage ${disk.storage} is not defined`;
    }
    const unusable = storage === undefined ? null : (whyUnusable(storage, nodeName) ?? guardOf(storage).map(notMounted)[0]);
    const path = disk.path ?? (storage === undefined ? null : storageDirectory(storage));
    if (unusable || path === null || path.startsWith("/dev/")) return unusable ?? null;
    const expected = holderOf(path, declared);
    return expected === undefined ? null : notMounted(expected);
  };
}

function whyUnusable(storage: Storage, nodeName: string): string | null {
  if (!storage.enabled) return storage.platform === "libvirt" ? `pool ${storage.id} is not active` : `storage ${storage.id} is disabled`;
  return storage.nodes === null || storage.nodes.includes(nodeName) ? null : `storage ${storage.id} is not for this node`;
}

/** Zero or one directory that must be a mount point before the storage may be used (`is_mountpoint` of storage.cfg, or a network share). */
function guardOf(storage: Storage): string[] {
  const { isMountPoint } = storage;
  const directory = storageDirectory(storage);
  if (isMountPoint?.startsWith("/")) return [isMountPoint];
  const guarded = isMountedStorage(storage) || (isMountPoint !== null && isMountPoint !== "no");
  return guarded && directory !== null ? [directory] : [];
}
