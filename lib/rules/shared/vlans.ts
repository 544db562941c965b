import type { Addresses } from "#lib/facts/addresses.ts";
import type { BridgePort, PortVlan, VlanBridge } from "#lib/facts/bridge-vlans.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Links } from "#lib/facts/links.ts";
import { NotApplicable } from "#lib/rules/rule.ts";
import { listed } from "./wording.ts";

/** Bridges that firewalls, containers and overlays make for themselves: nobody puts a VLAN plan on them. */
const auxiliaryBridge = /^(fwbr|docker|br-[0-9a-f]{12}$|virbr|cni|podman|lxcbr|lxdbr)/;

/** Whether people put a plan on a bridge: it is not one that a firewall, container engine or libvirt's network made for itself. */
export function isPlannedBridge(name: string): boolean {
  return !auxiliaryBridge.test(name);
}

/** Bridges that Proxmox makes for a tag on a bridge that knows no VLANs come and go with their guests. */
const bridgeOfTag = /^vmbr\d+v\d+$/;

/** Whether a bridge is one that people plan and that stays while guests come and go. */
export function isLastingBridge(name: string): boolean {
  return isPlannedBridge(name) && !bridgeOfTag.test(name);
}

/** Ports of an overlay (Proxmox SDN, OVN, EVPN): the VLANs of such a bridge are not those of the wire. */
const overlayPort = /^(vxlan|vxl|geneve|gnv|vrf)/;

/**
 * The bridges whose VLAN tables have an effect and that people plan: VLAN filtering on (bridge(8)), no helper bridge of a firewall
 * or container engine, no overlay. Throws NotApplicable where there is none.
 */
export function plannedVlanBridges(bridges: readonly VlanBridge[]): VlanBridge[] {
  const planned = bridges.filter((bridge) => bridge.vlanFiltering && !auxiliaryBridge.test(bridge.name) && !hasOverlayPort(bridge));
  if (planned.length > 0) return planned;
  const unaware = bridges.filter((bridge) => !bridge.vlanFiltering && !auxiliaryBridge.test(bridge.name)).map((bridge) => bridge.name);
  throw new NotApplicable(unaware.length === 0 ? "no Linux bridge with a VLAN plan" : `VLAN filtering is off on ${listed(unaware)}`);
}

function hasOverlayPort(bridge: VlanBridge): boolean {
  return bridge.ports.some((port) => overlayPort.test(port.name));
}

/** The host's own port: the table listed under the bridge's name (`self` in bridge(8)). Null when it is empty and so not listed. */
export function hostPortOf(bridge: VlanBridge): BridgePort | null {
  return bridge.ports.find((port) => port.role === "self") ?? null;
}

/** The VLAN of the host's address on the bridge device itself, and the line of its table; null where it has neither there. */
export function untaggedHostOf(bridge: VlanBridge, addresses: Addresses): { vid: number; at: Cite } | null {
  const own = hostPortOf(bridge);
  if (own === null || own.pvid === null || addressesOn(bridge.name, addresses).length === 0) return null;
  return { vid: own.pvid, at: own.at };
}

/** Whether frames of a VLAN may pass a port, tagged or not. */
export function carries(port: BridgePort, vid: number): boolean {
  return port.pvid === vid || port.vlans.some((vlan) => vlan.vid <= vid && vid <= vlan.vidEnd);
}

/** Whether a VLAN passes a port in both directions: as its PVID, or tagged. Untagged without PVID leaves and does not come back. */
export function carriesBothWays(port: BridgePort, vid: number): boolean {
  return port.pvid === vid || port.vlans.some((vlan) => vlan.vid <= vid && vid <= vlan.vidEnd && !vlan.untagged);
}

/**
 * VLANs in which the host itself has an address on a bridge: the PVID of its own port for one on `br0`, and N for one on a VLAN
 * interface N of the bridge whose table lists N. IPv6 link-local addresses do not count.
 */
export function hostVlansOf(bridge: VlanBridge, addresses: Addresses, links: Links): number[] {
  const own = hostPortOf(bridge);
  if (own === null) return [];
  const untagged = untaggedHostOf(bridge, addresses);
  const tagged = links
    .filter((link) => link.vlan?.parent === bridge.name && addressesOn(link.name, addresses).length > 0)
    .flatMap((link) => (link.vlan === null ? [] : [link.vlan.id]))
    .filter((vid) => carries(own, vid));
  return [...new Set([...(untagged === null ? [] : [untagged.vid]), ...tagged])];
}

/** Addresses of a device that others can reach it by: link-local ones are left out. */
export function addressesOn(device: string, addresses: Addresses): Addresses {
  return addresses.filter((address) => address.interface === device && address.scope !== "link" && address.scope !== "host");
}

/** "1", "1, 10–40": VLANs of a port for a sentence, at most six ranges. */
export function describeVlans(port: BridgePort): string {
  const ranges = port.vlans.slice(0, 6).map((vlan) => (vlan.vid === vlan.vidEnd ? `${vlan.vid}` : `${vlan.vid}–${vlan.vidEnd}`));
  if (ranges.length === 0) return "none";
  return port.vlans.length > 6 ? `${ranges.join(", ")} and ${port.vlans.length - 6} more` : ranges.join(", ");
}

/** "1, 10–40, 50 untagged": however the ranges were told. */
export function vlanRanges(vlans: readonly PortVlan[]): string {
  const sorted = [...vlans].sort((one, other) => one.vid - other.vid);
  const joined: PortVlan[] = [];
  for (const vlan of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && last.untagged === vlan.untagged && vlan.vid <= last.vidEnd + 1)
      last.vidEnd = Math.max(last.vidEnd, vlan.vidEnd);
    else joined.push({ ...vlan });
  }
  return joined.map(({ vid, vidEnd, untagged }) => `${vid === vidEnd ? vid : `${vid}–${vidEnd}`}${untagged ? " untagged" : ""}`).join(", ");
}
