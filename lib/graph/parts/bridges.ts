import type { BridgePort, PortVlan, VlanBridge } from "#lib/facts/bridge-vlans.ts";
import type { Readings } from "#lib/facts/index.ts";
import type { ConfiguredInterface, NetworkConfig } from "#lib/facts/network-config.ts";
import type { PartBridge, PartPort } from "#lib/graph/part.ts";
import { configuredDefaultPvid, configuredFiltering, configuredUplink } from "#lib/rules/shared/configured-bridges.ts";
import { guestAtPort } from "#lib/rules/shared/guest-ports.ts";
import { bridgeSituation, separationOf } from "#lib/rules/shared/host-and-guests.ts";
import { mergedRanges } from "#lib/rules/shared/vlan-lists.ts";
import { hasOverlayPort, hostPortOf, isPlannedBridge, untaggedHostOf } from "#lib/rules/shared/vlans.ts";
import { readFact } from "./read.ts";

/** The bridges of a host that people plan: what they lead out by, who is in which VLAN on them, and what the files make of them. */
export function bridgesOf(readings: Readings): PartBridge[] {
  const [addresses, config] = [readFact(readings, "addresses") ?? [], readFact(readings, "networkConfig")];
  return (readFact(readings, "bridgeVlans") ?? [])
    .filter(({ name }) => isPlannedBridge(name))
    .map((bridge) => {
      const own = bridge.vlanFiltering ? hostPortOf(bridge) : null;
      const configured = config === undefined ? null : onlyOne(config, bridge.name);
      return {
        name: bridge.name,
        filters: bridge.vlanFiltering,
        isOverlay: hasOverlayPort(bridge),
        selfPvid: hostPortOf(bridge)?.pvid ?? null,
        defaultPvid: bridge.defaultPvid,
        hostVid: bridge.vlanFiltering ? (untaggedHostOf(bridge, addresses)?.vid ?? null) : null,
        self: own === null || own.vlans.length === 0 ? null : portOf(own),
        uplinks: uplinksOf(bridge, readings, configured),
        guestPorts: guestPortsOf(bridge, readings),
        configured:
          configured === null
            ? null
            : { filters: configuredFiltering(configured), defaultPvid: configuredDefaultPvid(configured), at: configured.at },
        separation: separationOn(bridge, readings),
        at: bridge.at,
      };
    });
}

/** What the files say of a bridge; null where they do not name it, and where two of them do. */
function onlyOne({ interfaces }: NetworkConfig, name: string): ConfiguredInterface | null {
  const [own, ...others] = interfaces.filter((one) => one.name === name && one.auto);
  return own === undefined || others.length > 0 || own.bridge === null ? null : own;
}

function uplinksOf(bridge: VlanBridge, readings: Readings, configured: ConfiguredInterface | null): PartBridge["uplinks"] {
  const [links, config] = [readFact(readings, "links") ?? [], readFact(readings, "networkConfig")];
  return bridge.ports
    .filter(({ role }) => role === "uplink")
    .map((port) => ({
      name: port.name,
      pvid: port.pvid,
      vids: bridge.vlanFiltering ? rangesOf(port.vlans) : null,
      untagged: bridge.vlanFiltering ? rangesOf(port.vlans.filter(({ untagged }) => untagged)) : null,
      carrier: links.find(({ name }) => name === port.name)?.carrier ?? null,
      configured: config === undefined || configured === null ? null : configuredUplink(configured, config, port.name),
      at: port.at,
    }));
}

/** Tables of a bridge that does not filter have no effect: its guests are known by their definitions. */
function guestPortsOf(bridge: VlanBridge, readings: Readings): PartBridge["guestPorts"] {
  const [guests, links] = [readFact(readings, "guests") ?? [], readFact(readings, "links") ?? []];
  if (!bridge.vlanFiltering) return [];
  return bridge.ports
    .filter(({ role }) => role === "guest")
    .map((port) => ({ ...portOf(port), guest: guestAtPort(port, guests, links)?.guest.id ?? null }));
}

/** Judged as the rule about host and guests does, which needs more than the part holds; null where it could not. */
function separationOn(bridge: VlanBridge, readings: Readings): PartBridge["separation"] {
  const [addresses, links, routes] = [readFact(readings, "addresses"), readFact(readings, "links"), readFact(readings, "routes")];
  if (addresses === undefined || links === undefined || routes === undefined) return null;
  if (!bridge.vlanFiltering || hasOverlayPort(bridge)) return "joined";
  const [guests, neighbours, resolver] = [readFact(readings, "guests"), readFact(readings, "neighbours"), readFact(readings, "resolver")];
  const world = { bridgeVlans: [bridge], addresses, links, routes, guests, neighbours, resolver };
  return separationOf(bridgeSituation(bridge, world), world);
}

function portOf({ name, pvid, vlans, at }: BridgePort): PartPort {
  return { name, pvid, vids: rangesOf(vlans), untagged: rangesOf(vlans.filter(({ untagged }) => untagged)), at };
}

function rangesOf(vlans: readonly PortVlan[]): string {
  const ranges = mergedRanges(vlans.map(({ vid, vidEnd }) => [vid, vidEnd]));
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(" ");
}
