import { z } from "zod";
import { Cite } from "./cite.ts";

/** The management controller's own network (ipmitool(1), `lan print 1`). Absent where nothing tells whether there is a controller. */
export const BmcNetwork = z.object({
  /** "none" where the tables of the firmware list no controller: everything else is null then. */
  controller: z.enum(["present", "none"]),
  /** Null where it has none: 0.0.0.0 on the first channel. */
  address: z.string().nullable(),
  prefixLength: z.number().int().nullable(),
  gateway: z.string().nullable(),
  mac: z.string().nullable(),
  /** "Static Address", "DHCP Address". */
  addressSource: z.string().nullable(),
  /** Tag of its frames; null where they carry none. */
  vlan: z.number().int().nullable(),
  at: Cite,
});
export type BmcNetwork = z.infer<typeof BmcNetwork>;
