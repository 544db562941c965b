import type { BridgePort, VlanBridge } from "#lib/facts/bridge-vlans.ts";
import type { Guest, GuestNic, Guests } from "#lib/facts/guests.ts";
import type { Links } from "#lib/facts/links.ts";
import type { Neighbour, Neighbours } from "#lib/facts/neighbours.ts";

/** The card of a guest behind a port of a bridge. */
export interface GuestAtPort {
  guest: Guest;
  nic: GuestNic;
}

/** Proxmox names ports after the guest and the card: tap100i0, veth100i0, and fwpr100p0 with firewall=1. */
const proxmoxPort = /^(?:tap(\d+)i|veth(\d+)i|fwpr(\d+)p)(\d+)$/;

/**
 * Whose card is behind a port: by the device that the guest's definition names, by Proxmox's naming, else by MAC address, where
 * libvirt gives the host's end the guest's address with first byte fe. Null when no guest fits.
 */
export function guestAtPort(port: BridgePort, guests: Guests, links: Links): GuestAtPort | null {
  const proxmox = proxmoxPort.exec(port.name);
  const id = proxmox?.[1] ?? proxmox?.[2] ?? proxmox?.[3];
  const tail = macTail(links.find((link) => link.name === port.name)?.mac ?? null);
  const tests: ((guest: Guest, nic: GuestNic) => boolean)[] = [
    (_, nic) => nic.device === port.name,
    (guest, nic) => guest.id === id && nic.slot === `net${proxmox?.[4]}`,
    (_, nic) => tail !== null && macTail(nic.mac) === tail,
  ];
  for (const fits of tests) {
    for (const guest of guests) {
      const nic = guest.nics.find((candidate) => fits(guest, candidate));
      if (nic !== undefined) return { guest, nic };
    }
  }
  return null;
}

/** VLANs that guests are in although their definitions ask for none or another: a hook or a hand put them there. Lowest first. */
export function unaskedVlans(bridge: VlanBridge, guests: Guests, links: Links): number[] {
  const unasked = bridge.ports.filter((port) => {
    const at = port.role === "guest" ? guestAtPort(port, guests, links) : null;
    return at !== null && at.nic.vlanTag !== port.pvid;
  });
  return [...new Set(unasked.flatMap((port) => port.pvid ?? []))].sort((one, other) => one - other);
}

/** Addresses of a guest's card: those that its configuration states, and those that neighbours on the wire know its MAC by. */
export function addressesOfNic(nic: GuestNic, neighbours: Neighbours): string[] {
  const mac = nic.mac?.toLowerCase();
  const learned = neighbours.filter((neighbour) => mac !== undefined && neighbour.mac?.toLowerCase() === mac);
  return [...new Set([...nic.addresses, ...learned.map((neighbour) => neighbour.address)])];
}

/** The host asked for this neighbour and got no answer (ip-neighbour(8)). */
export function isUnanswered(neighbour: Neighbour): boolean {
  return neighbour.state === "FAILED" || neighbour.state === "INCOMPLETE";
}

/** The neighbour's answer is fresh: it can be reached at layer 2 now. */
export function isReachable(neighbour: Neighbour): boolean {
  return neighbour.state === "REACHABLE" || neighbour.state === "PERMANENT";
}

function macTail(mac: string | null): string | null {
  return mac === null ? null : mac.toLowerCase().split(":").slice(1).join(":");
}
