import { compareBy } from "#lib/engine/drift/compare.ts";
import type { Facts } from "#lib/facts/index.ts";
import type { Link, Links } from "#lib/facts/links.ts";
import type { Level } from "#lib/rules/rule.ts";
import { boundName, cardsOf, isUnstableName, lastingMac, pinOf, portsNeeded } from "#lib/rules/shared/nic-names.ts";

/** A card that is the same by its burnt-in address and sits elsewhere, or has another name. */
export interface MovedCard {
  mac: string;
  before: Link;
  now: Link;
}

/** Cards that moved. One whose lasting address the kernel does not tell (a port of a bond) or that got a new one (a virtual function) is not compared. */
export function movedCards(before: Links, now: Links): MovedCard[] {
  const keyed = (links: Links) =>
    cardsOf(links).flatMap((card) => (card.pciAddress === null ? [] : [{ card, mac: lastingMac(card, links) }]));
  return compareBy(keyed(before), keyed(now), ({ mac }) => mac).changed.flatMap((change) => {
    const [was, is] = [change.before.card, change.now.card];
    return was.pciAddress === is.pciAddress && was.name === is.name ? [] : [{ mac: change.key, before: was, now: is }];
  });
}

/**
 * How likely the network does not come up with it, and how much hangs on it. A name that follows the card's MAC holds; one that held by
 * itself or that the configuration already uses is less sure; the rest is lost at the next boot at the latest.
 */
export function riskOf({ mac, before, now }: MovedCard, links: Links, config: Facts["networkConfig"] | undefined): [Level, Level] {
  const renamed = before.name !== now.name;
  const isUsed = (name: string) =>
    config === undefined ||
    config.interfaces.some((one) => one.kind === "ethernet" && boundName(one) === name && (one.dhcp || one.addresses.length > 0)) ||
    portsNeeded(config).some((port) => port.name === name);
  const byMac = config?.interfaces.some(({ matchMac, matchName }) => matchMac?.toLowerCase() === mac && matchName === null) ?? false;
  const pinned = byMac || (config !== undefined && pinOf(now.name, mac, config.pins) !== undefined);
  if (!renamed && (pinned || !isUnstableName(now.name, cardsOf(links).length))) return [1, 1];
  if (!isUsed(before.name)) return renamed && isUsed(now.name) ? [1, 3] : [3, 1];
  return renamed ? [3, 3] : [2, 3];
}
