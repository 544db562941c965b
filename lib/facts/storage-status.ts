import { z } from "zod";
import { Cite } from "./cite.ts";

/** A row of `pvesm status` (pvesm(1)): whether the node can use a storage now, and how full that is. */
export const StorageState = z.object({
  id: z.string(),
  type: z.string(),
  /** "active", "inactive", "disabled": as Proxmox says it. */
  status: z.string(),
  sizeBytes: z.number(),
  usedBytes: z.number(),
  /** Null where Proxmox prints N/A. */
  usePercent: z.number().nullable(),
  at: Cite,
});
export type StorageState = z.infer<typeof StorageState>;

/** Every storage that this node may use; one that `nodes` keeps from it is not listed. */
export const StorageStatus = z.array(StorageState);
export type StorageStatus = z.infer<typeof StorageStatus>;
