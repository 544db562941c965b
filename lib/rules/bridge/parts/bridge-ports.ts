import type { BridgePort, VlanBridge } from "#lib/facts/bridge-vlans.ts";
import type { Guest, GuestNic, Guests } from "#lib/facts/guests.ts";
import type { Link, Links } from "#lib/facts/links.ts";
import { guestAtPort } from "#lib/rules/shared/guest-ports.ts";
import { isPlannedBridge } from "#lib/rules/shared/vlans.ts";

/** A bridge of the kernel: what it leads out by, and the ports of guests on it. */
export interface BridgeOfHost {
  bridge: Link;
  /** Cards, bonds, VLANs of one and teams. */
  uplinks: Link[];
  guestPorts: Link[];
}

/** Bridges that people plan, with what hangs on them; those that firewalls, containers and libvirt's networks make for themselves are left out. */
export function bridgesOf(links: Links): BridgeOfHost[] {
  return links
    .filter((link) => link.kind === "bridge" && isPlannedBridge(link.name))
    .map((bridge) => {
      const members = links.filter((link) => link.master === bridge.name);
      return { bridge, uplinks: members.filter(isUplink), guestPorts: members.filter(isGuestPort) };
    });
}

export function isUplink(link: Link): boolean {
  return link.kind === "ethernet" || link.kind === "bond" || link.kind === "vlan" || /^team\d/.test(link.name);
}

function isGuestPort(link: Link): boolean {
  return link.kind === "tun" || (link.kind === "veth" && !link.name.startsWith("fwln"));
}

/** The card or bond below a device: that of the VLAN eno1.20 is eno1. The device itself where it is built on nothing known. */
export function baseOf(link: Link, links: Links): Link {
  const parent = links.find((one) => one.name === link.vlan?.parent);
  return parent === undefined || parent === link ? link : parent;
}

/** A guest's card on a bridge, with the port that it has there now; none where it does not run. */
export interface CardOnBridge {
  guest: Guest;
  nic: GuestNic;
  port: BridgePort | undefined;
}

/** Cards of guests on a bridge: those whose port is there, and those whose definition names it. Templates never run. */
export function cardsOnBridge(bridge: VlanBridge, guests: Guests, links: Links): CardOnBridge[] {
  const running = bridge.ports.flatMap((port): CardOnBridge[] => {
    const at = port.role === "guest" ? guestAtPort(port, guests, links) : null;
    return at === null ? [] : [{ ...at, port }];
  });
  const seen = new Set(running.map(({ nic }) => nic));
  const defined = guests
    .filter((guest) => !guest.template)
    .flatMap((guest) =>
      guest.nics.filter((nic) => nic.bridge === bridge.name && !seen.has(nic)).map((nic) => ({ guest, nic, port: undefined })),
    );
  return [...running, ...defined];
}
