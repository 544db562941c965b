import { z } from "zod";
import { Cite } from "./cite.ts";

/** A member of a pool or a group of members, one line below `config:` of `zpool status -P` (zpool-status(8)). */
export const Vdev = z.object({
  /** "mirror-0", "raidz2-0", "/dev/disk/by-id/ata-…-part3". */
  name: z.string(),
  /** What the pool uses it for; "spare" and "cache" hold no data of their own. */
  role: z.enum(["data", "log", "cache", "spare", "special", "dedup"]),
  /** "disk" for a leaf, else the word before the dash: "mirror", "raidz1", "draid2", "replacing", "spare". */
  kind: z.string(),
  /** Name of the group that it belongs to; null for one directly below the pool. */
  parent: z.string().nullable(),
  /** "ONLINE", "DEGRADED", "FAULTED", "UNAVAIL", "OFFLINE", "REMOVED"; "AVAIL" and "INUSE" of spares. */
  state: z.string(),
  readErrors: z.number(),
  writeErrors: z.number(),
  checksumErrors: z.number(),
  /** What stands after the counters: "was /dev/sdb1", "too many errors". */
  note: z.string().nullable(),
  at: Cite,
});
export type Vdev = z.infer<typeof Vdev>;

export const ZfsPool = z.object({
  name: z.string(),
  /** "ONLINE", "DEGRADED", "FAULTED", "UNAVAIL", "SUSPENDED". */
  state: z.string(),
  /** The paragraph after `status:` in one line; null for a pool that has nothing to say. */
  status: z.string().nullable(),
  /** Of the page that `see:` names: "ZFS-8000-EY". */
  messageId: z.string().nullable(),
  /** The first line after `scan:`. */
  scan: z.string().nullable(),
  /** The line after `errors:`: "No known data errors". */
  errors: z.string().nullable(),
  vdevs: z.array(Vdev),
  sizeBytes: z.number().nullable(),
  allocatedBytes: z.number().nullable(),
  usePercent: z.number().nullable(),
  /** The property (zpoolprops(7)): "none", a path, or "default"; null where it was not read. */
  cacheFile: z.string().nullable(),
  /** Lines that state the fullness and the cache file; null where they were not read. */
  sizeAt: Cite.nullable(),
  cacheFileAt: Cite.nullable(),
  /** The line `status:` where there is one, else `state:`. */
  at: Cite,
});
export type ZfsPool = z.infer<typeof ZfsPool>;

/** Pools that are imported now. Sources: `zpool status -P`, `zpool list`, `zpool get cachefile`. Absent where there is no ZFS. */
export const Zfs = z.object({ pools: z.array(ZfsPool) });
export type Zfs = z.infer<typeof Zfs>;

export const ZfsSnapshot = z.object({
  /** "rpool/data@2023-05-30". */
  name: z.string(),
  /** ISO 8601. */
  createdAt: z.string(),
  /** Space that only this snapshot holds. */
  usedBytes: z.number(),
  at: Cite,
});
export type ZfsSnapshot = z.infer<typeof ZfsSnapshot>;

/** Snapshots of each dataset in short, and which datasets are clones. Sources: `zfs list -Hp -t snapshot`, `zfs get origin`. */
export const ZfsSnapshots = z.object({
  datasets: z.array(
    z.object({
      name: z.string(),
      snapshots: z.number().int().min(1),
      /** Sum of what each snapshot holds alone. */
      usedBytes: z.number(),
      oldest: ZfsSnapshot,
      newest: ZfsSnapshot,
      /** The one before the newest; null where there is one only. */
      previous: ZfsSnapshot.nullable(),
      /** The one that holds most. */
      largest: ZfsSnapshot,
    }),
  ),
  /** A clone keeps the snapshot that it was made of, and that dataset cannot be rolled back behind it. */
  clones: z.array(z.object({ name: z.string(), origin: z.string(), at: Cite })),
});
export type ZfsSnapshots = z.infer<typeof ZfsSnapshots>;
