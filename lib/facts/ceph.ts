import { z } from "zod";
import { Cite } from "./cite.ts";

/** A Ceph cluster as its monitors see it: `ceph -s`, `ceph health detail`, `ceph osd tree`, `ceph osd df`, `ceph osd pool ls detail` (ceph(8)). */
export const Ceph = z.object({
  /** "HEALTH_OK", "HEALTH_WARN", "HEALTH_ERR". */
  health: z.string(),
  healthAt: Cite,
  checks: z.array(
    z.object({
      /** "OSD_DOWN"; where only the text was told, the message itself. */
      code: z.string(),
      severity: z.string(),
      message: z.string(),
      muted: z.boolean(),
      details: z.array(z.string()),
      at: Cite,
    }),
  ),
  /** Monitors in quorum by name, and how many the map has. */
  monitors: z.object({ inQuorum: z.array(z.string()), total: z.number().int().nullable(), at: Cite }),
  osdCounts: z.object({ total: z.number().int(), up: z.number().int(), in: z.number().int() }).nullable(),
  /** Null where the tree was not told. */
  osds: z
    .array(
      z.object({
        id: z.number().int(),
        /** Host of the CRUSH map. */
        host: z.string().nullable(),
        deviceClass: z.string().nullable(),
        up: z.boolean(),
        in: z.boolean(),
        /** Null where the usage was not told. */
        usedPercent: z.number().nullable(),
        at: Cite,
      }),
    )
    .nullable(),
  /** Replicated pools by name; null where they were not told. */
  pools: z.array(z.object({ name: z.string(), size: z.number().int(), minSize: z.number().int(), at: Cite })).nullable(),
});
export type Ceph = z.infer<typeof Ceph>;

/** ceph.conf(5) as this host has it. */
export const CephConfig = z.object({
  path: z.string(),
  /** Networks as written, each of a list by itself. */
  networks: z.array(z.object({ option: z.enum(["public_network", "cluster_network"]), value: z.string(), at: Cite })),
  monitorHosts: z.array(z.string()),
});
export type CephConfig = z.infer<typeof CephConfig>;

/** TCP ports that Ceph's daemons of this host listen on, and what the host's own packet filter lets in: `ss -Hltnp`, `nft list ruleset`. */
export const CephPorts = z.object({
  listening: z.array(z.object({ daemon: z.string(), port: z.number().int(), at: Cite })),
  /** Input chains of nftables that drop what no rule accepts; empty where none filters. */
  filters: z.array(
    z.object({
      chain: z.string(),
      /** Ports that a rule of the chain accepts, both ends included. */
      accepted: z.array(z.object({ from: z.number().int(), to: z.number().int(), at: Cite })),
      at: Cite,
    }),
  ),
});
export type CephPorts = z.infer<typeof CephPorts>;
