import { z } from "zod";
import { Cite } from "./cite.ts";

/** A VLAN or a range of VLANs of one port; `vidEnd` equals `vid` for a single one. */
export const PortVlan = z.object({
  vid: z.number().int(),
  vidEnd: z.number().int(),
  pvid: z.boolean(),
  untagged: z.boolean(),
});
export type PortVlan = z.infer<typeof PortVlan>;

/**
 * A port of a bridge. `self` is the bridge device itself (the host's own port), `uplink` a physical card, bond or VLAN of one,
 * `guest` a tap, vnet, fwpr or veth device. With Proxmox's firewall=1 the guest's port on the bridge is `fwpr<ID>p<N>`.
 */
export const BridgePort = z.object({
  name: z.string(),
  role: z.enum(["self", "uplink", "guest", "other"]),
  /** The VLAN of untagged frames entering here; null when the port has none. */
  pvid: z.number().int().nullable(),
  vlans: z.array(PortVlan),
  at: Cite,
});
export type BridgePort = z.infer<typeof BridgePort>;

/** A Linux bridge and its VLAN table; with filtering off the tables have no effect (bridge(8)). */
export const VlanBridge = z.object({
  name: z.string(),
  vlanFiltering: z.boolean(),
  defaultPvid: z.number().int().nullable(),
  ports: z.array(BridgePort),
  at: Cite,
});
export type VlanBridge = z.infer<typeof VlanBridge>;

/** Sources: `bridge -j -compressvlans vlan show` in its three dialects, else text; filtering from `ip -j -d link` or sysfs. */
export const BridgeVlans = z.array(VlanBridge);
export type BridgeVlans = z.infer<typeof BridgeVlans>;
