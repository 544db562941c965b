import type { Cite } from "#lib/facts/cite.ts";
import type { NodeId } from "#lib/graph/model.ts";
import type { PartGuest } from "#lib/graph/part.ts";
import { networkOf } from "#lib/rules/shared/subnets.ts";
import { type FleetMember, guestId } from "./places.ts";

/** A guest that is called like a server of some kind and whose address nobody knows. */
export interface Unplaced {
  node: NodeId;
  name: string;
  at: Cite;
}

/** Tells which guests of a role may have an address: those on hosts of its subnet, by one look for each length of prefix. */
export function unplacedGuests(members: readonly FleetMember[], role: string): (address: string) => Unplaced[] {
  const byNetwork = new Map<string, Unplaced[]>();
  const prefixLengths = new Set<number>();
  for (const { name: host, part } of members) {
    const unplaced = part.guests
      .filter((guest) => isUnplaced(guest, role))
      .map(({ id, name, at }) => ({ node: guestId(host, id), name, at }));
    if (unplaced.length === 0) continue;
    for (const { prefixLength } of part.addresses) prefixLengths.add(prefixLength);
    for (const network of new Set(part.addresses.flatMap((own) => networkOf(own) ?? []))) {
      const known = byNetwork.get(network);
      if (known === undefined) byNetwork.set(network, unplaced.slice());
      else known.push(...unplaced);
    }
  }
  return (address) => {
    const found = [...prefixLengths].flatMap((prefixLength) => byNetwork.get(networkOf({ address, prefixLength }) ?? "") ?? []);
    return [...new Map(found.map((one) => [one.node, one])).values()];
  };
}

function isUnplaced({ template, roles, addresses, running }: PartGuest, role: string): boolean {
  return !template && running !== false && roles.includes(role) && addresses.length === 0;
}
