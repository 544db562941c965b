import type { Bonds } from "#lib/facts/bonds.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Link, Links } from "#lib/facts/links.ts";
import type { ConfiguredInterface, NetworkConfig } from "#lib/facts/network-config.ts";
import type { Level } from "#lib/rules/rule.ts";
import { answersTo, cardsOf, lastingMac, portsNeeded } from "#lib/rules/shared/nic-names.ts";
import { uniqueBy } from "#lib/rules/shared/wording.ts";
import { addressed, isOnlyAddress } from "./missing-names.ts";

/** A MAC address that the configuration asks for and no card has. */
export interface StalePin {
  mac: string;
  name: string;
  /** What hangs on it, for a sentence; null where nothing does. */
  use: string | null;
  weight: { likelihood: Level; impact: Level };
  at: Cite;
}

const grave = { likelihood: 3, impact: 3 } as const;
const some = { likelihood: 3, impact: 2 } as const;
const slight = { likelihood: 2, impact: 2 } as const;

/**
 * Matches on MAC addresses that fit no card, and the cards whose burnt-in address nobody tells: one of those may be the one. What is
 * optional, waits for a person, or names a card that nothing uses, is left out.
 */
export function stalePins(config: NetworkConfig, links: Links, bonds: Bonds): { stale: StalePin[]; hidden: Link[] } {
  const inBonds = bonds.flatMap(({ ports }) => ports);
  const known = new Set(
    [...links.flatMap(({ mac, permanentMac }) => [mac, permanentMac]), ...inBonds.map(({ permanentMac }) => permanentMac)].map(lower),
  );
  const hidden = cardsOf(links).filter(
    (card) => lastingMac(card, links) === null && !inBonds.some((port) => port.name === card.name && port.permanentMac !== null),
  );
  const needed = portsNeeded(config);
  const isNeeded = (name: string) => needed.some((port) => port.name === name);
  const matches = config.interfaces
    .filter((one) => one.matchMac !== null && one.auto && !one.optional && !known.has(lower(one.matchMac)))
    .map((one): StalePin => {
      const names = [one.name, one.setName ?? one.name];
      const by = needed.find((port) => names.includes(port.name))?.by;
      const use = by !== undefined ? `${by.name} is built on it` : addressed(one) ? "it carries an address" : null;
      const isAll = by !== undefined || (addressed(one) && (one.gateway !== null || isOnlyAddress(one, config, links)));
      // A profile that asks DHCP beside one that has its card is most likely left over from another.
      const weight = isAll ? grave : one.addresses.length > 0 ? some : slight;
      return { mac: lower(one.matchMac), name: one.setName ?? one.name, use, weight, at: one.at };
    });
  const pins = config.pins
    .filter((pin) => pin.mac !== null && !known.has(lower(pin.mac)) && isUsed(pin.name, config.interfaces, isNeeded))
    .map((pin): StalePin => {
      // The name is there all the same: the file is old, and keeps nothing.
      const isThere = links.some((link) => answersTo(link, pin.name));
      return {
        mac: lower(pin.mac),
        name: pin.name,
        use: isThere ? null : "the configuration builds on that name",
        weight: isThere ? slight : grave,
        at: pin.at,
      };
    });
  return { stale: uniqueBy([...matches, ...pins], ({ mac }) => mac), hidden };
}

function isUsed(name: string, interfaces: readonly ConfiguredInterface[], isNeeded: (name: string) => boolean): boolean {
  return isNeeded(name) || interfaces.some((one) => one.name === name && one.auto && !one.optional && addressed(one));
}

function lower(mac: string | null): string {
  return mac?.toLowerCase() ?? "";
}
