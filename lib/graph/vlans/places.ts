import type { Addresses } from "#lib/facts/addresses.ts";
import type { BridgePort, VlanBridge } from "#lib/facts/bridge-vlans.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Declarations } from "#lib/facts/declared.ts";
import type { HostPart, PartBridge } from "#lib/graph/part.ts";
import type { FleetMember } from "#lib/graph/unite.ts";
import { type SwitchPort, switchPortOf } from "#lib/rules/shared/switch-ports.ts";
import { type VlanRange, vlanRanges } from "#lib/rules/shared/vlan-lists.ts";
import { addressesOf, asRead } from "./as-read.ts";
import { type PlacedGuest, placedGuests } from "./placed-guests.ts";

/**
 * What of a host VLANs lie on: a bridge that filters them, one that passes everything, one of an overlay, a card or bond without a
 * bridge; `nothing` for a host that has none of these, `unread` for one of which that is not known.
 */
export type PlaceKind = "filters" | "passes" | "overlay" | "card" | "nothing" | "unread";

/** A card or bond by which a place leads out. */
export interface Uplink {
  name: string;
  /** Its table; null where the bridge does not filter. */
  port: BridgePort | null;
  configured: { pvid: number | null; vids: VlanRange[] | null; at: Cite } | null;
  /** What somebody said of the switch port behind it. */
  told: SwitchPort | undefined;
}

/** An address of the host itself. */
export interface OwnAddress {
  /** Null for untagged frames of a place that gives them no VLAN. */
  vid: number | null;
  address: string;
  prefixLength: number;
  /** The device that has it: "br-mgmt", "vmbr0.920". */
  device: string;
  at: Cite;
}

/** One column of the matrix. */
export interface Place {
  id: string;
  host: string;
  name: string;
  kind: PlaceKind;
  member: FleetMember;
  /** What was read of its bridge; null for a card. */
  bridge: PartBridge | null;
  table: VlanBridge | null;
  uplinks: Uplink[];
  own: OwnAddress[];
  guests: PlacedGuest[];
  /** VLANs that are devices of their own on it. */
  legs: HostPart["vlanInterfaces"];
}

/** The places of a host. Bridges on VLANs of one card (br410 on bond0.410) lie on that card: it is one wire, and one column. */
export function placesOf(member: FleetMember, declarations: Declarations): Place[] {
  const { name: host, part } = member;
  if (part.unread.includes("bridgeVlans") || part.unread.includes("links")) return [emptyPlace(member, "", "unread")];
  const declared = declarations.filter((said) => said.host === host);
  const tagged = new Map(part.vlanInterfaces.map((one) => [one.name, one]));
  const folded = new Map(part.bridges.flatMap((bridge) => foldedOnto(bridge, tagged)));
  const places = new Map<string, Place>();
  for (const bridge of part.bridges.filter(({ name }) => !folded.has(name))) places.set(bridge.name, bridgePlace(member, bridge, declared));
  const wireOf = (device: string): Place => {
    const bridge = part.bridges.find(
      ({ name, uplinks }) => name === device || (!folded.has(name) && uplinks.some((one) => one.name === device)),
    );
    const known = places.get(bridge?.name ?? device);
    if (known !== undefined) return known;
    const fresh = cardPlace(member, device, declared);
    places.set(device, fresh);
    return fresh;
  };
  for (const leg of part.vlanInterfaces) wireOf(leg.parent).legs.push(leg);
  for (const said of declared) if (said.kind === "switch-port" && part.cards.includes(said.interface)) wireOf(said.interface);
  addAddresses(part, wireOf, tagged, folded);
  for (const bridge of part.bridges) {
    const onto = folded.get(bridge.name);
    const place = onto === undefined ? places.get(bridge.name) : wireOf(onto.parent);
    place?.guests.push(...placedGuests(part, bridge, onto?.vid ?? null));
  }
  return places.size === 0 ? [emptyPlace(member, "", "nothing")] : [...places.values()];
}

type Tagged = ReadonlyMap<string, HostPart["vlanInterfaces"][number]>;
type Folded = ReadonlyMap<string, { parent: string; vid: number }>;

/** A bridge that does not filter and whose uplinks are all the same VLAN of one device. */
function foldedOnto({ name, filters, uplinks }: PartBridge, tagged: Tagged): [string, { parent: string; vid: number }][] {
  const [first, ...others] = uplinks.map((uplink) => tagged.get(uplink.name));
  if (filters || first === undefined || first.parent === name) return [];
  return others.every((one) => one?.parent === first.parent && one.vid === first.vid) ? [[name, first]] : [];
}

function addAddresses(part: HostPart, wireOf: (device: string) => Place, tagged: Tagged, folded: Folded): void {
  for (const { interface: device, address, prefixLength, at } of part.addresses) {
    const bridge = part.bridges.find(({ name }) => name === device);
    const vlan = tagged.get(device) ?? folded.get(device);
    if (bridge === undefined && vlan === undefined && !part.cards.includes(device)) continue;
    const place = wireOf(vlan?.parent ?? device);
    place.own.push({ vid: vlan?.vid ?? bridge?.hostVid ?? null, address, prefixLength, device, at });
  }
}

function bridgePlace(member: FleetMember, bridge: PartBridge, declared: Declarations): Place {
  const table = asRead(bridge);
  return {
    ...emptyPlace(member, bridge.name, bridge.isOverlay ? "overlay" : bridge.filters ? "filters" : "passes"),
    bridge,
    table,
    uplinks: bridge.uplinks.map(({ name, configured }) => ({
      name,
      port: bridge.filters ? (table.ports.find((port) => port.role === "uplink" && port.name === name) ?? null) : null,
      // Of a bridge that does not filter, files name VLANs in vain.
      configured:
        configured === null || !bridge.filters
          ? null
          : { ...configured, vids: configured.vids === null ? null : vlanRanges(configured.vids) },
      told: switchPortOf(name, declared),
    })),
  };
}

function cardPlace(member: FleetMember, name: string, declared: Declarations): Place {
  return {
    ...emptyPlace(member, name, "card"),
    uplinks: [{ name, port: null, configured: null, told: switchPortOf(name, declared) }],
  };
}

function emptyPlace(member: FleetMember, name: string, kind: PlaceKind): Place {
  return {
    id: `${member.name}/${name}`,
    host: member.name,
    name,
    kind,
    member,
    bridge: null,
    table: null,
    uplinks: [],
    own: [],
    guests: [],
    legs: [],
  };
}

/** The host's addresses as the rules take them. */
export function hostAddresses({ member: { part } }: Place): Addresses {
  return addressesOf(part);
}
