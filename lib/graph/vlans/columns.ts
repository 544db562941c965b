import { isPlannedBridge } from "#lib/rules/shared/vlans.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";
import type { VlanColumn } from "./model.ts";
import type { Place } from "./places.ts";

/** A place as the head of a column. */
export function columnOf(place: Place): VlanColumn {
  const { id, host, name, kind, uplinks } = place;
  const told = uplinks.filter((uplink) => uplink.told !== undefined).length;
  return {
    id,
    host,
    name,
    kind,
    uplinks: uplinks.map((uplink) => uplink.name),
    told: told === 0 ? "none" : told === uplinks.length ? "all" : "some",
    unread: unreadOf(place),
  };
}

/** What would have a place in the column, and was not read: a gap there is no answer. */
export function unreadOf({ kind, name, bridge, member: { part } }: Place): string[] {
  if (kind === "unread") return ["its bridges and VLANs"];
  const facts = [
    ...(part.unread.includes("guests") ? ["its guests"] : []),
    ...(part.unread.includes("addresses") ? ["its own addresses"] : []),
  ];
  const files = kind === "filters" && bridge?.configured === null ? [`what its files say of ${name}`] : [];
  const purpose = bridge?.separation === "undecidable" || (kind === "filters" && bridge?.separation === null);
  return [...facts, ...files, ...(purpose ? ["whether host and guests are to share a VLAN"] : [])];
}

/** Bridges of guests that are not among those of the kernel, as those of Open vSwitch are: nothing of their VLANs is known. */
export function unplacedBridges(places: readonly Place[]): { host: string; cards: number; bridges: string[] }[] {
  const members = new Map(places.map(({ member }) => [member.name, member]));
  return [...members.values()].flatMap(({ name, part }) => {
    if (part.unread.includes("bridgeVlans")) return [];
    const known = new Set(part.bridges.map((bridge) => bridge.name));
    const nics = part.guests.filter(({ template }) => !template).flatMap(({ nics: all }) => all);
    const bridges = nics.flatMap(({ bridge }) => (bridge === null || known.has(bridge) || !isPlannedBridge(bridge) ? [] : [bridge]));
    return bridges.length === 0 ? [] : [{ host: name, cards: bridges.length, bridges: [...new Set(bridges)] }];
  });
}

/** The same in words. */
export function unplacedGuests(places: readonly Place[]): string[] {
  return unplacedBridges(places).map(
    ({ host, cards, bridges }) => `${counted(cards, "card")} of guests of ${host} on ${listed(bridges)}, which bridge(8) does not show`,
  );
}
