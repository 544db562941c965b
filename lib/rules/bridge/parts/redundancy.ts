import type { Bond, BondPort, Bonds } from "#lib/facts/bonds.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Guests } from "#lib/facts/guests.ts";
import type { Link, Links } from "#lib/facts/links.ts";
import { isWithoutCarrier } from "#lib/rules/shared/default-routes.ts";
import { listed, uniqueBy } from "#lib/rules/shared/wording.ts";
import { type BridgeOfHost, baseOf, bridgesOf } from "./bridge-ports.ts";

const nobody = "00:00:00:00:00:00";

/** Guests that lose the network with one card: the bridges that hang on it alone. */
export interface SingleUplink {
  card: Link;
  bridges: BridgeOfHost[];
  guestPorts: number;
}

/** Cards, and bonds of one card, that are the only way out of a bridge with guests on it. */
export function singleUplinks(links: Links, guests: Guests | undefined): SingleUplink[] {
  const alone = bridgesOf(links).flatMap((one) => {
    const [base, ...more] = uniqueBy(
      one.uplinks.map((uplink) => baseOf(uplink, links)),
      ({ name }) => name,
    );
    if (base === undefined || more.length > 0 || one.guestPorts.length === 0 || areMultiHomed(one, guests)) return [];
    const members = links.filter((link) => link.master === base.name);
    if (base.kind === "bond") return members.length === 1 ? [{ card: members[0] ?? base, one }] : [];
    return base.kind === "ethernet" ? [{ card: base, one }] : [];
  });
  return uniqueBy(alone, ({ card }) => card.name).map(({ card }) => {
    const bridges = alone.filter((other) => other.card.name === card.name).map(({ one }) => one);
    return { card, bridges, guestPorts: bridges.reduce((sum, { guestPorts }) => sum + guestPorts.length, 0) };
  });
}

/** Every guest on the bridge has a card on another bridge as well. */
function areMultiHomed({ bridge }: BridgeOfHost, guests: Guests | undefined): boolean {
  const here = (guests ?? []).filter((guest) => guest.running && guest.nics.some((nic) => nic.bridge === bridge.name));
  return here.length > 0 && here.every((guest) => guest.nics.some((nic) => nic.bridge !== null && nic.bridge !== bridge.name));
}

/** What is wrong with a bond now, in words, with the lines that show it. */
export interface BondFault {
  bond: Bond;
  /** "down" and "aggregator" take a way away now; "speed" makes one narrow. */
  kind: "down" | "aggregator" | "no partner" | "speed";
  words: string;
  cite: Cite[];
}

/** Faults of a bond, the gravest alone: a port that is down explains the others. */
export function bondFault(bond: Bond): BondFault | null {
  const down = bond.ports.filter((port) => !port.up);
  const up = bond.ports.filter((port) => port.up);
  // Open vSwitch speaks LACP in any mode; only then is a partner told of.
  const isLacp = bond.mode === "802.3ad" || bond.partnerMac !== null;
  if (down.length > 0)
    return {
      bond,
      kind: "down",
      words: `${listed(down.map(({ name }) => name))} down`,
      cite: down.flatMap(({ at, stateAt }) => [at, stateAt]),
    };
  const groups = new Set(up.flatMap(({ aggregatorId }) => aggregatorId ?? []));
  if (isLacp && groups.size > 1) {
    return {
      bond,
      kind: "aggregator",
      words: `${listed(up.map(describeAggregator))}: only one of them carries traffic`,
      cite: up.map(({ at }) => at),
    };
  }
  const partners = [bond.partnerMac, ...up.map(({ partnerMac }) => partnerMac)].filter((mac) => mac !== null);
  if (isLacp && partners.length > 0 && partners.every((mac) => mac === nobody)) {
    return { bond, kind: "no partner", words: "no switch answers LACP: one port alone carries traffic", cite: [bond.partnerAt ?? bond.at] };
  }
  const speeds = new Set(up.flatMap(({ speedMbps }) => speedMbps ?? []));
  const isShared = isLacp || bond.mode.startsWith("balance");
  if (isShared && speeds.size > 1) {
    return {
      bond,
      kind: "speed",
      words: listed(up.map(({ name, speedMbps }) => `${name} ${speedMbps ?? "?"} Mbit/s`)),
      cite: up.map(({ at }) => at),
    };
  }
  return null;
}

function describeAggregator({ name, aggregatorId }: BondPort): string {
  return `${name} in aggregator ${aggregatorId}`;
}

/** Bonds as the driver tells of them, else as far as the devices show: which members have no carrier. */
export function bondsOf(bonds: Bonds | undefined, links: Links): Bonds {
  if (bonds !== undefined) return bonds;
  return links
    .filter((link) => link.kind === "bond")
    .map((link) => ({
      name: link.name,
      mode: "",
      partnerMac: null,
      partnerAt: null,
      at: link.at,
      ports: links.filter(({ master }) => master === link.name).map(portOf),
    }));
}

function portOf(link: Link): BondPort {
  return {
    name: link.name,
    up: !isWithoutCarrier(link),
    speedMbps: null,
    permanentMac: null,
    aggregatorId: null,
    partnerMac: null,
    at: link.at,
    stateAt: link.at,
  };
}

/** What hangs on a bond: bridges with guests on them, by name. */
export function guestBridgesOn(bond: string, links: Links): string[] {
  return bridgesOf(links)
    .filter(({ uplinks, guestPorts }) => guestPorts.length > 0 && uplinks.some((uplink) => baseOf(uplink, links).name === bond))
    .map(({ bridge }) => bridge.name);
}
