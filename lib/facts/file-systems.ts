import { z } from "zod";
import { Cite } from "./cite.ts";

/** A file system of the host's own disks and how full it is, from `df -l -P -T` and, for inodes, `df -l -P -i` (df(1)). */
export const FileSystem = z.object({
  mountPoint: z.string(),
  /** What is mounted: "/dev/mapper/pve-root", "rpool/ROOT/pve-1". */
  device: z.string(),
  type: z.string(),
  sizeBytes: z.number(),
  /** For ordinary users: what is reserved for root does not count. */
  availableBytes: z.number(),
  usedBytes: z.number(),
  /** As df rounds it: up to the next whole per cent. */
  usePercent: z.number(),
  /** Null for a file system without a fixed number of inodes (btrfs, vfat) and where df did not say. */
  inodeUsePercent: z.number().nullable(),
  at: Cite,
});
export type FileSystem = z.infer<typeof FileSystem>;

/** Without network file systems, FUSE and those that hold no data (tmpfs, overlay): nothing here is asked of another machine. */
export const FileSystems = z.array(FileSystem);
export type FileSystems = z.infer<typeof FileSystems>;
