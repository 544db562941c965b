import type { Cite } from "#lib/facts/cite.ts";
import type { Link, Links } from "#lib/facts/links.ts";
import type { ConfiguredInterface, NetworkConfig } from "#lib/facts/network-config.ts";
import { answersTo, boundName, cardsOf, isUnstableName, lastingMac, pinOf, portsNeeded } from "./nic-names.ts";

/** A card and the name by which the configuration finds it. */
export interface Binding {
  card: Link;
  name: string;
  /** What configures the card, or the bridge or bond that is built on it. */
  configured: ConfiguredInterface | undefined;
  cite: Cite;
  /** What hangs on it, for a sentence: "carries the address", "is a port of vmbr0". */
  use: string;
}

/** Cards that carry an address or are built upon, and that the configuration finds by an unstable name alone. */
export function unstableBindings(config: NetworkConfig, links: Links): Binding[] {
  const cards = cardsOf(links);
  return cards.flatMap((card) => {
    const named = config.interfaces.filter((one) => one.kind === "ethernet" && answersTo(card, boundName(one) ?? ""));
    const needed = portsNeeded(config).find((port) => answersTo(card, port.name));
    const name = needed?.name ?? named.map(boundName).find((one) => one !== null);
    const own = named.find((one) => one.addresses.length > 0 || one.dhcp || one.gateway !== null);
    const cite = needed?.by.at ?? own?.at;
    if (name === undefined || name === null || cite === undefined) return [];
    if (!isUnstableName(name, cards.length) || isPinned(config, card, name, links)) return [];
    return [
      {
        card,
        name,
        configured: named[0] ?? needed?.by,
        cite,
        use: needed === undefined ? "carries the address" : `is a port of ${needed.by.name}`,
      },
    ];
  });
}

function isPinned(config: NetworkConfig, card: Link, name: string, links: Links): boolean {
  const mac = lastingMac(card, links);
  const matches = ({ matchMac }: ConfiguredInterface) =>
    matchMac !== null && (mac === null || [mac, card.mac?.toLowerCase()].includes(matchMac.toLowerCase()));
  return pinOf(name, mac, config.pins) !== undefined || config.interfaces.some((one) => matches(one) && (one.setName ?? one.name) === name);
}
