import type { Cite } from "#lib/facts/cite.ts";
import type { Facts } from "#lib/facts/index.ts";
import type { Level } from "#lib/rules/rule.ts";
import { diskFinder, isMountedStorage, storageDirectory } from "#lib/rules/shared/guest-disks.ts";
import { isAtOrBelow } from "#lib/rules/shared/paths.ts";
import { overPercent } from "#lib/rules/shared/sizes.ts";
import { isSystemPath } from "./essential-paths.ts";

/** Space for data that is nearly used up. */
export interface FullPool {
  name: string;
  key: string;
  /** "the ZFS pool tank is over 95 % full" without the name: what is full, and how far. */
  what: string;
  use: string;
  limitPercent: number;
  likelihood: Level;
  impact: Level;
  at: Cite;
}

/** What may tell of guests on it; a store of backups runs fuller by design. */
export type UserFacts = { [Name in "guests" | "storages"]: Facts[Name] | undefined };

/** A copy-on-write file system slows down and breaks into pieces from here on. */
const zfsPercent = { guests: 85, others: 90 };
const thinPercent = 90;
const diskPercent = 90;
const almostPercent = 95;
const fullPercent = 99;

/** ZFS pools by their capacity. At the end every write fails, also the one that would free space. */
export function fullZfsPools(zfs: Facts["zfs"] | undefined, { storages }: UserFacts): FullPool[] {
  const forGuests = (storages ?? []).filter(({ content }) => content.includes("images") || content.includes("rootdir"));
  return (zfs?.pools ?? []).flatMap(({ name, usePercent, sizeAt, at }) => {
    // zfspool storages say `pool rpool/data`, which the fact has as no directory: their id tells nothing, so any of them counts.
    const limitPercent = forGuests.some(({ type }) => type === "zfspool" || type === "zfs") ? zfsPercent.guests : zfsPercent.others;
    if (usePercent === null || usePercent < limitPercent) return [];
    return [{ name, key: `zfs:${name}`, what: "ZFS pool", ...levels(usePercent, fullPercent), limitPercent, at: sizeAt ?? at }];
  });
}

/** Thin pools by data and metadata: a pool without metadata stops, and is repaired only offline (lvmthin(7)). */
export function fullThinPools(volumes: Facts["logicalVolumes"] | undefined): FullPool[] {
  return (volumes ?? []).flatMap(({ name, group, attributes, dataPercent, metadataPercent, at }) => {
    const [data, metadata] = [dataPercent ?? 0, metadataPercent ?? 0];
    if (!attributes.startsWith("t") || Math.max(data, metadata) < thinPercent) return [];
    const what = metadata > data ? "metadata of the thin pool" : "thin pool";
    const label = `${group}/${name}`;
    return [{ name: label, key: `lvm:${label}`, what, ...levels(Math.max(data, metadata), fullPercent), limitPercent: thinPercent, at }];
  });
}

/** File systems on disks of the host that hold disks of guests or a storage; the system's own are another rule's, ZFS has its pools. */
export function fullDataDisks(fileSystems: Facts["fileSystems"], { guests, storages }: UserFacts): FullPool[] {
  const disksBelow = diskFinder(guests, storages);
  const directories = (storages ?? []).flatMap((storage) =>
    storage.enabled && !isMountedStorage(storage) ? (storageDirectory(storage) ?? []) : [],
  );
  return fileSystems.flatMap(({ mountPoint, type, usePercent, at }) => {
    const isUsed = directories.some((directory) => isAtOrBelow(directory, mountPoint)) || disksBelow(mountPoint).length > 0;
    if (isSystemPath(mountPoint) || type === "zfs" || !isUsed || usePercent < diskPercent) return [];
    return [
      { name: mountPoint, key: `disk:${mountPoint}`, what: "file system", ...levels(usePercent, 101), limitPercent: diskPercent, at },
    ];
  });
}

function levels(percent: number, vitalPercent: number): { use: string; likelihood: Level; impact: Level } {
  return { use: overPercent(percent), likelihood: percent >= almostPercent ? 4 : 2, impact: percent >= vitalPercent ? 4 : 3 };
}
