import type { Guest, Guests } from "#lib/facts/guests.ts";
import type { Neighbours } from "#lib/facts/neighbours.ts";
import { addressesOfNic } from "./guest-ports.ts";
import { sameAddress } from "./ip-address.ts";

/**
 * The guest that has an IP address: by its configuration (container, cloud-init), else by its MAC in the neighbour table.
 * Undefined where no guest of this host is known to have it; a silent guest leaves no neighbour entry.
 */
export function guestAt(address: string, guests: Guests | undefined, neighbours: Neighbours | undefined): Guest | undefined {
  return guests?.find((guest) => guest.nics.some((nic) => addressesOfNic(nic, neighbours ?? []).some((own) => sameAddress(own, address))));
}
