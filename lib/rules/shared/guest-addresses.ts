import type { Guest, Guests } from "#lib/facts/guests.ts";
import type { Neighbours } from "#lib/facts/neighbours.ts";
import type { Resolver } from "#lib/facts/resolver.ts";
import { addressesOfNic } from "./guest-ports.ts";
import { sameAddress } from "./ip-address.ts";

/**
 * The guest that has an IP address: by its configuration (container, cloud-init), else by its MAC in the neighbour table.
 * Undefined where no guest of this host is known to have it; a silent guest leaves no neighbour entry.
 */
export function guestAt(address: string, guests: Guests | undefined, neighbours: Neighbours | undefined): Guest | undefined {
  return guests?.find((guest) => guest.nics.some((nic) => addressesOfNic(nic, neighbours ?? []).some((own) => sameAddress(own, address))));
}

/** glibc asks three servers; a list beyond this is no list of a sane host. */
const maximumServers = 16;

/** The guests of this host that serve its DNS, if they are all the DNS it has; undefined where a server elsewhere is asked too. */
export function soleNameservers(
  resolver: Resolver | undefined,
  guests: Guests | undefined,
  neighbours: Neighbours | undefined,
): Guest[] | undefined {
  const servers = resolver?.nameservers ?? [];
  if (servers.length > maximumServers) return undefined;
  const here = servers.flatMap(({ address }) => guestAt(address, guests, neighbours) ?? []);
  return servers.length > 0 && here.length === servers.length ? here : undefined;
}
