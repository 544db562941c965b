import { z } from "zod";
import { Cite } from "./cite.ts";

/** A card in a bond, as the bonding driver sees it. */
export const BondPort = z.object({
  name: z.string(),
  up: z.boolean(),
  /** Null where the card tells none, as one without a link. */
  speedMbps: z.number().int().nullable(),
  permanentMac: z.string().nullable(),
  /** LACP: ports that carry traffic together have one aggregator; null in other modes, or where the login may not see it. */
  aggregatorId: z.number().int().nullable(),
  /** LACP: the switch on the other end; all zeros where none answers. */
  partnerMac: z.string().nullable(),
  at: Cite,
  stateAt: Cite,
});
export type BondPort = z.infer<typeof BondPort>;

/** A bond of the kernel. Source: /proc/net/bonding/<name>; absent where the host has none. Counters are left out. */
export const Bond = z.object({
  name: z.string(),
  /** As the driver calls it: "active-backup", "802.3ad", "balance-rr". */
  mode: z.string(),
  /** LACP: the switch of the active aggregator; all zeros where none answers. */
  partnerMac: z.string().nullable(),
  ports: z.array(BondPort),
  at: Cite,
  partnerAt: Cite.nullable(),
});
export type Bond = z.infer<typeof Bond>;

export const Bonds = z.array(Bond);
export type Bonds = z.infer<typeof Bonds>;
