import { z } from "zod";
import { Cite } from "./cite.ts";

/** An IP address on a device. Sources: `ip -j addr`, else `ip addr`. */
export const Address = z.object({
  interface: z.string(),
  family: z.union([z.literal(4), z.literal(6)]),
  address: z.string(),
  prefixLength: z.number().int(),
  scope: z.string(),
  dynamic: z.boolean(),
  at: Cite,
});
export type Address = z.infer<typeof Address>;

export const Addresses = z.array(Address);
export type Addresses = z.infer<typeof Addresses>;
