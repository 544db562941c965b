import { compareBy } from "#lib/engine/drift/compare.ts";
import type { BridgePort, BridgeVlans, PortVlan, VlanBridge } from "#lib/facts/bridge-vlans.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Links } from "#lib/facts/links.ts";
import { isLastingBridge, vlanRanges } from "#lib/rules/shared/vlans.ts";

/** A sentence about a bridge that is not what it was; `harmless` where something was only added. */
export interface BridgeChange {
  bridge: string;
  text: string;
  about: "bridge" | "guest";
  harmless: boolean;
  cite: Cite[];
}

/** What changed on bridges that people plan: flags, the host's own port, uplinks, and ports of guests by the MAC behind them. */
export function bridgeChanges(
  before: { bridges: BridgeVlans; links: Links | undefined },
  now: { bridges: BridgeVlans; links: Links | undefined },
): BridgeChange[] {
  const planned = (bridges: BridgeVlans) => bridges.filter(({ name }) => isLastingBridge(name));
  const { removed, changed } = compareBy(planned(before.bridges), planned(now.bridges), ({ name }) => name);
  return [
    ...removed.map((bridge) => change(bridge.name, "the bridge is gone", [bridge.at])),
    ...changed.flatMap(({ before: was, now: is }) => [
      ...flagChanges(was, is),
      ...(was.vlanFiltering || is.vlanFiltering ? portChanges(was, is) : membershipChanges(was, is)),
      ...(was.vlanFiltering && is.vlanFiltering ? guestChanges(was, is, before.links ?? [], now.links ?? []) : []),
    ]),
  ];
}

function change(bridge: string, text: string, cite: Cite[], over: Partial<BridgeChange> = {}): BridgeChange {
  return { bridge, text, about: "bridge", harmless: false, cite, ...over };
}

function flagChanges(was: VlanBridge, is: VlanBridge): BridgeChange[] {
  const word = (on: boolean) => (on ? "on" : "off");
  return [
    ...(was.vlanFiltering === is.vlanFiltering
      ? []
      : [change(is.name, `VLAN filtering ${word(was.vlanFiltering)} before, ${word(is.vlanFiltering)} now`, [is.at])]),
    ...(was.defaultPvid === is.defaultPvid || !is.vlanFiltering
      ? []
      : [change(is.name, `default PVID ${was.defaultPvid ?? "none"} before, ${is.defaultPvid ?? "none"} now`, [is.at])]),
  ];
}

const uplinksOf = (bridge: VlanBridge) => bridge.ports.filter(({ role }) => role === "uplink");

function membershipChanges(was: VlanBridge, is: VlanBridge): BridgeChange[] {
  const { added, removed } = compareBy(uplinksOf(was), uplinksOf(is), ({ name }) => name);
  return [
    ...removed.map((port) => change(is.name, `${port.name} is no port of it any more`, [port.at])),
    ...added.map((port) => change(is.name, `${port.name} is a new port of it`, [port.at], { harmless: removed.length === 0 })),
  ];
}

function portChanges(was: VlanBridge, is: VlanBridge): BridgeChange[] {
  const own = (bridge: VlanBridge) => bridge.ports.filter(({ role }) => role === "self" || role === "uplink");
  const both = compareBy(own(was), own(is), ({ name }) => name).changed;
  return [...membershipChanges(was, is), ...both.flatMap((ports) => tableChange(is.name, ports.now.name, ports.before, ports.now))];
}

/** A guest's port has another name at each start: its MAC address tells who it is. */
function guestChanges(was: VlanBridge, is: VlanBridge, before: Links, now: Links): BridgeChange[] {
  const keyed = (bridge: VlanBridge, links: Links) =>
    bridge.ports
      .filter(({ role }) => role === "guest")
      .map((port) => ({ port, mac: links.find(({ name }) => name === port.name)?.mac ?? null }));
  return compareBy(keyed(was, before), keyed(is, now), ({ mac }) => mac).changed.flatMap(({ before: old, now: current }) =>
    tableChange(is.name, `port ${current.port.name} (${current.mac})`, old.port, current.port, "guest"),
  );
}

function tableChange(
  bridge: string,
  name: string,
  was: BridgePort,
  is: BridgePort,
  about: BridgeChange["about"] = "bridge",
): BridgeChange[] {
  const [old, current] = [vlanRanges(was.vlans), vlanRanges(is.vlans)];
  if (was.pvid === is.pvid && old === current) return [];
  const texts = [
    ...(was.pvid === is.pvid ? [] : [`PVID ${was.pvid ?? "none"} before, ${is.pvid ?? "none"} now`]),
    ...(old === current ? [] : [`VLANs ${old || "none"} before, ${current || "none"} now`]),
  ];
  const lost = vlanSet(was.vlans);
  for (const vlan of vlanSet(is.vlans)) lost.delete(vlan);
  return [change(bridge, `${name}: ${texts.join(", ")}`, [was.at, is.at], { about, harmless: was.pvid === is.pvid && lost.size === 0 })];
}

function vlanSet(vlans: readonly PortVlan[]): Set<string> {
  return new Set(
    vlans.flatMap(({ vid, vidEnd, untagged }) =>
      Array.from({ length: Math.min(4096, vidEnd - vid + 1) }, (_, offset) => `${vid + offset}${untagged}`),
    ),
  );
}
