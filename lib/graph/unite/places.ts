import type { Cite } from "#lib/facts/cite.ts";
import type { Declarations } from "#lib/facts/declared.ts";
import type { NodeId } from "#lib/graph/model.ts";
import type { HostPart } from "#lib/graph/part.ts";
import type { Confidence } from "#lib/rules/rule.ts";
import { canonicalAddress, isLoopback } from "#lib/rules/shared/ip-address.ts";

/** A host of the fleet with its part of the graph. */
export interface FleetMember {
  name: string;
  /** The address by which Bulkhead reaches it. */
  address: string;
  part: HostPart;
}

/** The machine of the fleet that an address belongs to, and how that is known. */
export interface Place {
  id: NodeId;
  /** As people call it. */
  name: string;
  /** The host that it is, or that it runs on. */
  host: string;
  words: string;
  confidence: Confidence;
  evidence: Cite[];
  declared: boolean;
}

/** Who has which address, across all hosts. */
export interface Places {
  /** The host or guest at an address; undefined for a machine outside the fleet. */
  at(address: string): Place | undefined;
  /** The host or guest of that name: a guess for a guest. */
  named(name: string): Place | undefined;
  /** The guest with that MAC. */
  byMac(mac: string): Place | undefined;
  /** What a person said of a storage server. */
  declared(server: string): Place | "outside" | undefined;
}

export const hostId = (name: string): NodeId => `host:${name}`;
export const bridgeId = (host: string, name: string): NodeId => `bridge:${host}/${name}`;
export const nicId = (host: string, name: string): NodeId => `nic:${host}/${name}`;
export const legId = (host: string, bridge: string, vid: number): NodeId => `vlan:${host}/${bridge}.${vid}`;
/** A guest as people call it, with what others need it for: "bind-01 (DNS)". */
export const labelOf = ({ name, roles }: { name: string; roles: readonly string[] }): string =>
  roles.length === 0 ? name : `${name} (${roles.join(", ")})`;
export const guestId = (host: string, id: string): NodeId => `guest:${host}/${id}`;

/** Resolves identities: by address of a host or of a guest's configuration, else by the MAC that any host's neighbour table gives an address. */
export function placesOf(members: readonly FleetMember[], declarations: Declarations): Places {
  const byAddress = new Map<string, Place>();
  const byName = new Map<string, Place>();
  const byMac = new Map<string, Place>();
  const put = (map: Map<string, Place>, key: string | null, place: Place) => {
    if (key !== null && key !== "" && !map.has(key)) map.set(key, place);
  };
  for (const { name, address, part } of members) {
    const own = (evidence: Cite[], words: string): Place => ({
      id: hostId(name),
      name,
      host: name,
      words,
      confidence: "confirmed",
      evidence,
      declared: false,
    });
    for (const one of part.addresses)
      put(byAddress, canonicalAddress(one.address), own([one.at], `${one.address} is an address of ${name}`));
    put(byAddress, canonicalAddress(address), own([], `${name} is reached there`));
    for (const word of [name, ...part.names]) put(byName, word.toLowerCase(), own([], `${name} is called that`));
  }
  for (const { name, part } of members) {
    for (const guest of part.guests.filter(({ template }) => !template)) {
      const place = (words: string, confidence: Confidence): Place => ({
        id: guestId(name, guest.id),
        name: guest.name,
        host: name,
        words,
        confidence,
        evidence: [guest.at],
        declared: false,
      });
      for (const mac of guest.macs) put(byMac, mac, place(`its MAC ${mac} is that of guest ${guest.name} on ${name}`, "confirmed"));
      for (const one of guest.addresses)
        put(byAddress, canonicalAddress(one), place(`${one} is an address of guest ${guest.name} on ${name}`, "confirmed"));
      put(byName, guest.name.toLowerCase(), place(`guest ${guest.name} on ${name} is called that`, "suspected"));
    }
  }
  for (const { part } of members) {
    for (const { address, mac } of part.neighbours) {
      const place = byMac.get(mac);
      if (place !== undefined) put(byAddress, canonicalAddress(address), place);
    }
  }
  for (const { name: host, part } of members) {
    for (const { name, address, at } of part.staticNames) {
      const place = byName.get(name.toLowerCase());
      if (place === undefined || isLoopback(address)) continue;
      const words = `the hosts file of ${host} gives it the name of ${place.name}`;
      put(byAddress, canonicalAddress(address), { ...place, words, confidence: "inferred", evidence: [at, ...place.evidence] });
    }
  }
  return {
    at: (address) => byAddress.get(canonicalAddress(address) ?? address),
    named: (name) => byName.get(name.toLowerCase()) ?? byName.get(name.split(".")[0]?.toLowerCase() ?? ""),
    byMac: (mac) => byMac.get(mac),
    declared: (server) => declaredPlace(server, declarations, byName),
  };
}

function declaredPlace(server: string, declarations: Declarations, byName: ReadonlyMap<string, Place>): Place | "outside" | undefined {
  const said = declarations.find((one) => one.kind === "storage-server" && one.server.toLowerCase() === server.toLowerCase());
  if (said?.kind !== "storage-server") return undefined;
  if (said.stands !== "guest") return "outside";
  const guest = said.guest === null ? undefined : byName.get(said.guest.toLowerCase());
  if (guest === undefined) return undefined;
  return {
    ...guest,
    words: `${said.declaredBy} said on ${said.declaredAt.slice(0, 10)} that it is guest ${said.guest}`,
    confidence: "confirmed",
    declared: true,
  };
}
