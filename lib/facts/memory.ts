import { z } from "zod";
import { Cite } from "./cite.ts";

/** Main memory and swap. Sources: /proc/meminfo, /proc/swaps, /sys/kernel/mm/ksm, /proc/spl/kstat/zfs/arcstats (proc_meminfo(5)). */
export const Memory = z.object({
  totalBytes: z.number(),
  availableBytes: z.number().nullable(),
  swapTotalBytes: z.number(),
  swapUsedBytes: z.number(),
  /** What is set aside for huge pages, used or not. */
  hugePagesBytes: z.number(),
  /** Pages that same-page merging saves now; null where the kernel has none. */
  sharedByKsmBytes: z.number().nullable(),
  /** Most that ZFS may keep in its cache, and what it keeps now; null without ZFS. */
  arcMaximumBytes: z.number().nullable(),
  arcBytes: z.number().nullable(),
  /** Lines MemTotal and SwapFree. */
  totalAt: Cite,
  swapAt: Cite,
});
export type Memory = z.infer<typeof Memory>;
