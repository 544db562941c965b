import { z } from "zod";
import { Cite } from "./cite.ts";

/** The kernel's table of connections (nf_conntrack-sysctl). Absent where nothing on the host tracks connections. */
export const Conntrack = z.object({
  /** Connections in the table at the visit. */
  count: z.number().int(),
  maximum: z.number().int(),
  /** Size of the hash table, from which the kernel derives its own maximum; null where it was not told. */
  buckets: z.number().int().nullable(),
  /** Whether frames between guests pass the host's packet filter, and so this table (bridge-nf-call-iptables); null where br_netfilter is not loaded. */
  filtersBridges: z.boolean().nullable(),
  countAt: Cite,
  at: Cite,
});
export type Conntrack = z.infer<typeof Conntrack>;
