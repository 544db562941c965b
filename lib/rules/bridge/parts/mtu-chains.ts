import type { Address } from "#lib/facts/addresses.ts";
import type { Guest, GuestNic, Guests } from "#lib/facts/guests.ts";
import type { Identity } from "#lib/facts/identity.ts";
import type { Link, Links } from "#lib/facts/links.ts";
import type { Peer } from "#lib/rules/context.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { inSubnetOf } from "#lib/rules/shared/subnets.ts";
import { major } from "#lib/rules/shared/versions.ts";
import { isPlannedBridge } from "#lib/rules/shared/vlans.ts";
import { listed } from "#lib/rules/shared/wording.ts";
import { isUplink } from "./bridge-ports.ts";

/** What a guest assumes that is told nothing: the MTU of Ethernet. */
const ethernetMtu = 1500;

/** A link whose MTU was told. */
export type Sized = Link & { mtu: number };

function isSized(link: Link): link is Sized {
  return link.mtu !== null;
}

/** Bridges with ways out that take smaller frames than the bridge itself: cards, bonds, VLANs, and tunnels of an overlay. */
export function narrowUplinks(links: Links): { bridge: Sized; narrow: Sized[] }[] {
  const bridges = links.filter((link) => link.kind === "bridge" && isPlannedBridge(link.name)).filter(isSized);
  return bridges.flatMap((bridge) => {
    const ways = links
      .filter((link) => link.master === bridge.name && (isUplink(link) || /^(vxlan|gre|geneve)/.test(link.name)))
      .filter(isSized);
    const narrow = ways.filter((way) => way.mtu < bridge.mtu);
    return narrow.length === 0 ? [] : [{ bridge, narrow }];
  });
}

/** A guest's card that sends larger frames than its bridge takes. */
export interface WideCard {
  guest: Guest;
  nic: GuestNic;
  mtu: number;
  /** Its definition says so; else it is the default of a guest that is told nothing. */
  isConfigured: boolean;
}

/** Cards of guests by bridge, where the bridge takes smaller frames than they send. */
export function wideCards(links: Links, guests: Guests, identity: Identity | undefined): { bridge: Sized; cards: WideCard[] }[] {
  const bridges = links.filter((link) => link.kind === "bridge" && isPlannedBridge(link.name)).filter(isSized);
  return bridges.flatMap((bridge) => {
    const cards = guests
      .filter((guest) => !guest.template)
      .flatMap((guest) =>
        guest.nics.filter((nic) => nic.bridge === bridge.name).flatMap((nic) => wideCard(guest, nic, bridge, identity) ?? []),
      );
    return cards.length === 0 ? [] : [{ bridge, cards }];
  });
}

function wideCard(guest: Guest, nic: GuestNic, bridge: Sized, identity: Identity | undefined): WideCard | null {
  if (nic.mtu !== null) return nic.mtu > 1 && nic.mtu > bridge.mtu ? { guest, nic, mtu: nic.mtu, isConfigured: true } : null;
  // A container takes its bridge's MTU, and so does virtio from Proxmox VE 9 on.
  const inherits = guest.platform === "lxc" || (guest.platform === "qemu" && Number(major(identity?.hypervisorVersion ?? "0")) >= 9);
  return inherits || bridge.mtu >= ethernetMtu ? null : { guest, nic, mtu: ethernetMtu, isConfigured: false };
}

/** A subnet in which this host sends smaller frames than another member of its cluster. */
interface UnequalSubnet {
  own: Address;
  link: Sized;
  others: { name: string; mtu: number }[];
}

/** Subnets that this host shares with members of its cluster, where one of them has a larger MTU than this host. */
export function unequalSubnets(addresses: readonly Address[], links: Links, peers: readonly Peer[]): Observation[] {
  return addresses.flatMap((own) => {
    const link = links.find((one) => one.name === own.interface);
    const isLone = own.scope !== "global" || own.prefixLength >= (own.family === 4 ? 31 : 127);
    if (link === undefined || !isSized(link) || isLone || !isWire(link)) return [];
    const others = peers.flatMap((peer) => {
      const mtu = mtuInSubnet(own, peer);
      return mtu !== null && mtu > link.mtu ? [{ name: peer.name, mtu }] : [];
    });
    return others.length === 0 ? [] : [unequal({ own, link, others })];
  });
}

function mtuInSubnet(own: Address, { readings }: Peer): number | null {
  if (readings.addresses?.status !== "ok" || readings.links?.status !== "ok") return null;
  const same = readings.addresses.value.find(
    (one) => one.scope === "global" && one.prefixLength === own.prefixLength && inSubnetOf(own, one.address),
  );
  const link = readings.links.value.find((one) => one.name === same?.interface);
  return link !== undefined && isWire(link) ? link.mtu : null;
}

/** Networks of containers and tunnels have an MTU of their own on each machine. */
function isWire(link: Link): boolean {
  return isUplink(link) || (link.kind === "bridge" && isPlannedBridge(link.name));
}

function unequal({ own, link, others }: UnequalSubnet): Observation {
  const subnet = `${own.address}/${own.prefixLength}`;
  return {
    subject: link.name,
    key: `${link.name} peers`,
    title: `${link.name} takes ${link.mtu} bytes, its peers send ${listed([...new Set(others.map(({ mtu }) => String(mtu)))])}`,
    observed: `mtu ${link.mtu} on ${link.name} (${subnet}); in the same subnet ${listed(others.map(({ name, mtu }) => `${name} ${mtu}`))}`,
    expected: "one MTU on all members of a subnet",
    cite: [link.at, own.at],
    confidence: "inferred",
  };
}
