import { z } from "zod";
import { Cite } from "./cite.ts";

/** A network device of the kernel. Sources: `ip -j -d link`, else `ip -d link`, else /sys/class/net. */
export const Link = z.object({
  name: z.string(),
  index: z.number().int().nullable(),
  kind: z.enum(["ethernet", "bridge", "bond", "vlan", "tun", "veth", "loopback", "openvswitch", "other"]),
  mac: z.string().nullable(),
  /** The address burnt into the card, where the kernel tells it; lower case with colons. */
  permanentMac: z.string().nullable(),
  altNames: z.array(z.string()),
  /** The bridge or bond that this device is a port of. */
  master: z.string().nullable(),
  operState: z.string(),
  /** Whether a cable or peer is there; null when the device is down or the kernel does not say. */
  carrier: z.boolean().nullable(),
  mtu: z.number().int().nullable(),
  vlan: z.object({ id: z.number().int(), parent: z.string().nullable() }).nullable(),
  bridge: z.object({ vlanFiltering: z.boolean(), defaultPvid: z.number().int().nullable() }).nullable(),
  /** PCI address with domain ("0000:04:00.0") of the card behind it; null for virtual devices. */
  pciAddress: z.string().nullable(),
  at: Cite,
});
export type Link = z.infer<typeof Link>;

export const Links = z.array(Link);
export type Links = z.infer<typeof Links>;
