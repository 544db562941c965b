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
  /** The lines that name the card: its own configuration, and what is built on it. */
  cites: Cite[];
  /** What hangs on it, for a sentence: "carries the address", "is a port of vmbr0". */
  use: string;
  /** The configuration asks for the card's MAC as well: no other card can take its place, but a new name still loses it. */
  alsoByMac: boolean;
}

/** Cards that carry an address or are built upon, and that the configuration finds by an unstable name alone. */
export function unstableBindings(config: NetworkConfig, links: Links): Binding[] {
  const cards = cardsOf(links);
  return cards.flatMap((card) => {
    const named = config.interfaces.filter((one) => one.kind === "ethernet" && answersTo(card, boundName(one) ?? ""));
    const needed = portsNeeded(config).find((port) => answersTo(card, port.name) || named.some((one) => one.name === port.name));
    const name = named.map(boundName).find((one) => one !== null) ?? needed?.name;
    const own = named.find((one) => one.addresses.length > 0 || one.dhcp || one.gateway !== null);
    const cites = needed === undefined ? (own === undefined ? [] : [own.at]) : [...named.slice(0, 1), needed.by].map((one) => one.at);
    if (name === undefined || name === null || cites.length === 0) return [];
    if (!isUnstableName(name, cards.length) || isPinned(config, card, name, links)) return [];
    return [
      {
        card,
        name,
        configured: named[0] ?? needed?.by,
        cites,
        use: needed === undefined ? "carries the address" : `is a port of ${needed.by.name}`,
        alsoByMac: byMac(config, card, name, links).length > 0,
      },
    ];
  });
}

function isPinned(config: NetworkConfig, card: Link, name: string, links: Links): boolean {
  const own = byMac(config, card, name, links);
  return (
    pinOf(name, lastingMac(card, links), config.pins) !== undefined ||
    own.some((one) => one.matchName === null || one.manager === "netplan")
  );
}

/**
 * What configures this card by its MAC. Netplan writes a rule that names the card first; with others a name beside the MAC must
 * match as well.
 */
function byMac(config: NetworkConfig, card: Link, name: string, links: Links): ConfiguredInterface[] {
  const mac = lastingMac(card, links);
  return config.interfaces.filter(({ matchMac, setName, name: own }) => {
    const isMac = matchMac !== null && (mac === null || [mac, card.mac?.toLowerCase()].includes(matchMac.toLowerCase()));
    return isMac && (setName ?? own) === name;
  });
}
