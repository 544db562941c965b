import { z } from "zod";
import { Cite } from "./cite.ts";

/** A guest on another node of the same Proxmox cluster, by its file in the shared /etc/pve (pmxcfs(8)): what this node may have to take over. */
export const ClusterGuest = z.object({
  id: z.string(),
  name: z.string(),
  platform: z.enum(["qemu", "lxc"]),
  /** The node that owns it. */
  node: z.string(),
  /** Processor type as configured ("host", "x86-64-v2-AES"); null for the default and for containers. */
  cpu: z.string().nullable(),
  nics: z.array(z.object({ bridge: z.string().nullable(), vlanTag: z.number().int().nullable(), at: Cite })),
  at: Cite,
});
export type ClusterGuest = z.infer<typeof ClusterGuest>;

export const ClusterGuests = z.object({
  /** Directories of /etc/pve/nodes: nodes that the cluster knows or has known. */
  nodes: z.array(z.string()),
  nodesAt: Cite,
  guests: z.array(ClusterGuest),
});
export type ClusterGuests = z.infer<typeof ClusterGuests>;
