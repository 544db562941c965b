import type { Addresses } from "#lib/facts/addresses.ts";
import type { BridgePort, BridgeVlans, VlanBridge } from "#lib/facts/bridge-vlans.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Guests } from "#lib/facts/guests.ts";
import type { Links } from "#lib/facts/links.ts";
import type { Neighbours } from "#lib/facts/neighbours.ts";
import type { Resolver } from "#lib/facts/resolver.ts";
import type { Routes } from "#lib/facts/routes.ts";
import { defaultRoutesVia } from "./default-routes.ts";
import { addressesOfNic, type GuestAtPort, guestAtPort, isReachable, isUnanswered } from "./guest-ports.ts";
import { sameAddress } from "./ip-address.ts";
import { inSubnetOf } from "./subnets.ts";
import { addressesOn, carries, hostPortOf, hostVlansOf } from "./vlans.ts";
import { uniqueBy } from "./wording.ts";

/** What a judgement about host and guests on a bridge is made from. */
export interface BridgeWorld {
  bridgeVlans: BridgeVlans;
  addresses: Addresses;
  links: Links;
  routes: Routes;
  guests: Guests | undefined;
  neighbours: Neighbours | undefined;
  resolver: Resolver | undefined;
}

/** The host and its guests on one bridge. */
export interface BridgeSituation {
  bridge: VlanBridge;
  /** The host's addresses on the bridge device itself. */
  hostAddresses: Addresses;
  hostVlans: number[];
  guestPorts: BridgePort[];
  /** PVIDs of the guests' ports, lowest first. */
  guestVlans: number[];
  /** Guests by name where their definition was read, else by port. */
  guestNames: string[];
  /** The guest behind each port of which the definition was read. */
  known: { port: BridgePort; at: GuestAtPort }[];
  /** Name servers of the host in a subnet that it has on this bridge. */
  nameservers: string[];
  /** Neighbours on the bridge that the host depends on, or that are its guests, and that gave no answer. */
  unanswered: Neighbours;
  cite: Cite[];
}

/**
 * Whether a host can talk to its guests on a bridge: `joined` when they share a VLAN, when a guest answers, or when the separation
 * is meant; `confirmed` when something across the gap gave no answer; `inferred` from the tables alone.
 */
export type Separation = "joined" | "inferred" | "confirmed" | "undecidable";

/** Gathers what the facts say of one bridge. */
export function bridgeSituation(bridge: VlanBridge, world: BridgeWorld): BridgeSituation {
  const hostAddresses = addressesOn(bridge.name, world.addresses);
  const guestPorts = bridge.ports.filter((port) => port.role === "guest" && port.vlans.length > 0);
  const known = guestPorts.flatMap((port) => {
    const at = guestAtPort(port, world.guests ?? [], world.links);
    return at === null ? [] : [{ port, at }];
  });
  const nameservers = (world.resolver?.nameservers ?? [])
    .map((server) => server.address)
    .filter((server) => hostAddresses.some((address) => inSubnetOf(address, server)));
  const gateways = defaultRoutesVia(bridge.name, world.routes);
  const needed = [...nameservers, ...gateways.flatMap((route) => route.gateway ?? []), ...guestAddresses(known, world)];
  const unanswered = (world.neighbours ?? []).filter(
    (one) => one.interface === bridge.name && isUnanswered(one) && needed.some((address) => sameAddress(address, one.address)),
  );
  const own = hostPortOf(bridge);
  return {
    bridge,
    hostAddresses,
    hostVlans: hostVlansOf(bridge, world.addresses, world.links),
    guestPorts,
    guestVlans: [...new Set(guestPorts.flatMap((port) => port.pvid ?? []))].sort((one, other) => one - other),
    guestNames: uniqueBy(
      guestPorts.map((port) => known.find((one) => one.port === port)?.at.guest.name ?? port.name),
      String,
    ),
    known,
    nameservers,
    unanswered,
    cite: [
      own?.at ?? bridge.at,
      ...guestPorts.slice(0, 3).map((port) => port.at),
      ...hostAddresses.slice(0, 2).map((one) => one.at),
      ...gateways.map((route) => route.at),
      ...unanswered.slice(0, 3).map((one) => one.at),
    ],
  };
}

/** Judges a situation; only a host with an address on the bridge device itself can be cut off by its PVID. */
export function separationOf(situation: BridgeSituation, world: BridgeWorld): Separation {
  const { hostAddresses, hostVlans, guestPorts, known, unanswered } = situation;
  if (hostAddresses.length === 0 || guestPorts.length === 0) return "joined";
  if (hostVlans.length === 0) return "confirmed";
  if (guestPorts.some((port) => hostVlans.some((vid) => carries(port, vid)))) return "joined";
  if (aGuestAnswers(situation, world.neighbours ?? [])) return "joined";
  const found = unanswered.length > 0 ? "confirmed" : "inferred";
  const shared = guestAddresses(known, world).filter((guest) => hostAddresses.some((address) => inSubnetOf(address, guest)));
  if (shared.length > 0) return found;
  if (isMeant(situation, world)) return "joined";
  if (unanswered.length > 0) return "confirmed";
  return known.length === 0 ? "undecidable" : "inferred";
}

/**
 * Guests are in other VLANs on purpose: each one's definition asks for the VLAN that its port has, or the host's way out does not
 * use this bridge. A gateway that answers proves nothing: it may stand in the host's VLAN and know no guest.
 */
function isMeant({ bridge, known }: BridgeSituation, { routes }: BridgeWorld): boolean {
  if (known.length > 0 && known.every(({ port, at }) => at.nic.vlanTag !== null && at.nic.vlanTag === port.pvid)) return true;
  return defaultRoutesVia(bridge.name, routes).length === 0;
}

function aGuestAnswers({ bridge, known }: BridgeSituation, neighbours: Neighbours): boolean {
  const macs = new Set(known.map(({ at }) => at.nic.mac?.toLowerCase()));
  return neighbours.some((one) => one.interface === bridge.name && one.mac !== null && macs.has(one.mac.toLowerCase()) && isReachable(one));
}

function guestAddresses(known: BridgeSituation["known"], { neighbours }: BridgeWorld): string[] {
  return known.flatMap(({ at }) => addressesOfNic(at.nic, neighbours ?? []));
}
