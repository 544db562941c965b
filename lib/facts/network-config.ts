import { z } from "zod";
import { Cite } from "./cite.ts";

export const NetworkManagerKind = z.enum(["ifupdown", "netplan", "networkmanager", "systemd-networkd", "network-scripts"]);

/** One interface as a configuration file declares it: what the next boot will build. */
export const ConfiguredInterface = z.object({
  manager: NetworkManagerKind,
  /** The name that the configuration binds to: the device's name, or the netplan id where it is not a name. */
  name: z.string(),
  kind: z.enum(["ethernet", "bridge", "bond", "vlan", "loopback", "other"]),
  /** Brought up at boot (ifupdown `auto`; netplan, networkd: always; NetworkManager autoconnect). */
  auto: z.boolean(),
  /** Hot-plug only (ifupdown `allow-hotplug`), or networkd RequiredForOnline=no, netplan `optional: true`. */
  optional: z.boolean(),
  /** The MAC address that the card must have, else null. It ties the configuration to one card whatever its name only where `matchName` is null. */
  matchMac: z.string().nullable(),
  /** A name or pattern that the card must match too; null when none is asked for beside `name` or the MAC. */
  matchName: z.string().nullable(),
  setName: z.string().nullable(),
  addresses: z.array(z.string()),
  dhcp: z.boolean(),
  gateway: z.string().nullable(),
  /** Devices it is built on: bridge ports, bond members, the parent of a VLAN. */
  ports: z.array(z.string()),
  bridge: z.object({ vlanAware: z.boolean().nullable(), pvid: z.number().int().nullable(), vids: z.string().nullable() }).nullable(),
  vlanId: z.number().int().nullable(),
  /** Null where the configuration leaves it to the kernel. */
  mtu: z.number().int().nullable(),
  /** The MAC address that the configuration gives the device; null where it keeps its own. */
  mac: z.string().nullable(),
  /** "active-backup", "802.3ad", "balance-rr" …; null where none is said, and for what is no bond. */
  bondMode: z.string().nullable(),
  /** VLANs that it is given as a port of a bridge, as the configuration writes them; null where nothing is said of them. */
  portVlans: z.object({ pvid: z.number().int().nullable(), vids: z.string().nullable() }).nullable(),
  at: Cite,
});
export type ConfiguredInterface = z.infer<typeof ConfiguredInterface>;

/** A rule that gives a card its name by something that stays (systemd.link(5), udev(7)). */
export const NamePin = z.object({
  by: z.enum(["link-file", "udev"]),
  /** The MAC it matches; null when it matches by path or driver instead. */
  mac: z.string().nullable(),
  path: z.string().nullable(),
  name: z.string(),
  at: Cite,
});
export type NamePin = z.infer<typeof NamePin>;

/**
 * What is configured for the network, whoever configures it. Sources: interfaces(5), netplan(5), nm-settings-keyfile(5),
 * systemd.network(5), systemd.link(5), /etc/sysconfig/network-scripts, /proc/cmdline.
 */
export const NetworkConfig = z.object({
  managers: z.array(NetworkManagerKind),
  interfaces: z.array(ConfiguredInterface),
  pins: z.array(NamePin),
  /** `net.ifnames=0` on the kernel command line: the kernel's own names (eth0). */
  kernelNames: z.boolean(),
  /** /etc/network/interfaces.new is there: edits that become live at the next boot. */
  pending: Cite.nullable(),
  /** Lines of those edits that are not in force, and lines in force that they leave out; comments and blank lines aside. */
  pendingAdded: z.array(Cite),
  pendingRemoved: z.array(Cite),
});
export type NetworkConfig = z.infer<typeof NetworkConfig>;
