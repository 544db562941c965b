import type { Cite } from "#lib/facts/cite.ts";
import type { ConfiguredInterface, NetworkConfig } from "#lib/facts/network-config.ts";

/** Whether a configuration wants a bridge to filter VLANs; null for one that leaves it to other means, as netplan and plain network scripts do. */
export function configuredFiltering({ bridge, manager }: ConfiguredInterface): boolean | null {
  if (bridge === null) return null;
  const isTold = bridge.vlanAware !== null || ["ifupdown", "networkmanager", "systemd-networkd"].includes(manager);
  return isTold ? (bridge.vlanAware ?? false) : null;
}

/** The default PVID that a configuration gives a bridge; null where it leaves that alone: ifupdown2 gives bridge-pvid to the ports only. */
export function configuredDefaultPvid({ bridge, manager }: ConfiguredInterface): number | null {
  return bridge === null || manager === "ifupdown" || manager === "netplan" ? null : (bridge.pvid ?? 1);
}

/** VLANs that a port of a bridge is to have. */
export interface ConfiguredUplink {
  /** Null where the configuration says nothing of it. */
  pvid: number | null;
  /** As the configuration lists them; null where it does not. */
  vids: string | null;
  at: Cite;
}

/**
 * What the configuration of a bridge, or the port's own, gives a port. Null for a port that neither names, and for one that two
 * configurations name: which of them counts cannot be told from here.
 */
export function configuredUplink(bridge: ConfiguredInterface, { interfaces }: NetworkConfig, port: string): ConfiguredUplink | null {
  const [own, ...others] = interfaces.filter(({ name }) => name === port);
  const said = own?.portVlans ?? null;
  if (others.length > 0 || (!bridge.ports.includes(port) && said === null)) return null;
  const vids = said?.vids ?? (bridge.manager === "ifupdown" ? (bridge.bridge?.vids ?? null) : null);
  return {
    pvid: said?.pvid ?? pvidIn(vids) ?? inheritedPvid(bridge, said !== null),
    vids,
    at: own !== undefined && said !== null ? own.at : bridge.at,
  };
}

/** NetworkManager names the PVID in the list: "100 pvid untagged, 10". */
function pvidIn(vids: string | null): number | null {
  const vid = /\b(\d{1,4}) pvid\b/.exec(vids ?? "")?.[1];
  return vid === undefined ? null : Number(vid);
}

/** A port takes the bridge's PVID, unless networkd gives it VLANs of its own (systemd.network(5) leaves open what its PVID then is). */
function inheritedPvid(bridge: ConfiguredInterface, hasOwn: boolean): number | null {
  if (bridge.manager === "ifupdown") return bridge.bridge?.vlanAware === true ? (bridge.bridge.pvid ?? 1) : null;
  return bridge.manager === "systemd-networkd" && hasOwn ? null : configuredDefaultPvid(bridge);
}
