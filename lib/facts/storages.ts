import { z } from "zod";
import { Cite } from "./cite.ts";

/** A named store for guests: an entry of Proxmox's storage.cfg, or a libvirt pool. */
export const Storage = z.object({
  id: z.string(),
  platform: z.enum(["proxmox", "libvirt"]),
  /** "dir", "nfs", "lvmthin", "zfspool", "rbd", "pbs", "iscsi", "netfs" … as the configuration says. */
  type: z.string(),
  /** Server of a networked store, as written: a name or an address. */
  server: z.string().nullable(),
  export: z.string().nullable(),
  /** Where it lies on the host, where the configuration says so. */
  path: z.string().nullable(),
  content: z.array(z.string()),
  enabled: z.boolean(),
  /** Proxmox `nodes`: null means all. */
  nodes: z.array(z.string()).nullable(),
  /** Proxmox `is_mountpoint`: "yes", "no" or a path. */
  isMountPoint: z.string().nullable(),
  at: Cite,
});
export type Storage = z.infer<typeof Storage>;

export const Storages = z.array(Storage);
export type Storages = z.infer<typeof Storages>;
