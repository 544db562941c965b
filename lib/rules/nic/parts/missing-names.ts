import type { Links } from "#lib/facts/links.ts";
import type { ConfiguredInterface, NetworkConfig } from "#lib/facts/network-config.ts";
import { answersTo, boundName, cardsOf, portsNeeded, withoutAlias } from "#lib/rules/shared/nic-names.ts";

/** Devices that something makes when it needs them; Proxmox's vmbr0v5 among them. */
const madeOnDemand = /^(none$|lo$|regex$|all$|wg|ppp|tun|tap|veth|vnet|virbr|docker|dummy|vxlan|fw(br|pr|ln)|vmbr\d+v\d+)/;

/** A configured name that no device has: who names it, and whether a bridge, bond or VLAN is built on it. */
export interface Missing {
  name: string;
  by: ConfiguredInterface;
  isPort: boolean;
}

/** Names of cards in the configuration that no device answers to. Constructions (bridge, bond, VLAN) are made by the configuration itself. */
export function missingNames(config: NetworkConfig, links: Links): Missing[] {
  const made = new Set(config.interfaces.filter((one) => one.kind !== "ethernet").map((one) => one.name));
  const ids = config.interfaces.filter((one) => boundName(one) !== withoutAlias(one.name));
  const found = new Set(ids.flatMap((one) => [one.name, one.setName ?? one.name]));
  const exists = (name: string) =>
    made.has(name) || found.has(name) || madeOnDemand.test(name) || links.some((link) => answersTo(link, name));
  const own = config.interfaces
    .filter((one) => one.kind === "ethernet" && !isSwitchedOff(one))
    .map((by) => ({ name: boundName(by), by, isPort: false }));
  const ports = portsNeeded(config).filter(({ by }) => !isSwitchedOff(by));
  const named = [...own, ...ports.map(({ name, by }) => ({ name, by, isPort: true }))];
  return named.flatMap((one) =>
    one.name === null || exists(one.name) || exists(withoutVlan(one.name)) ? [] : [{ ...one, name: one.name }],
  );
}

/** A NetworkManager profile with autoconnect=no waits for a person. */
function isSwitchedOff(one: ConfiguredInterface): boolean {
  return one.manager === "networkmanager" && !one.auto;
}

/** ifupdown makes eno1.100 from eno1 by itself. */
function withoutVlan(name: string): string {
  return name.replace(/\.\d+$/, "");
}

/** Whether a configuration gives its interface an address. */
export function addressed(one: ConfiguredInterface): boolean {
  return one.addresses.length > 0 || one.dhcp || one.gateway !== null;
}

/** Whether no other configured interface that exists has an address. */
export function isOnlyAddress(one: ConfiguredInterface, { interfaces }: NetworkConfig, links: Links): boolean {
  return !interfaces.some(
    (other) =>
      other.name !== one.name && other.kind !== "loopback" && addressed(other) && links.some((link) => answersTo(link, other.name)),
  );
}

/** Cards that no configuration names: one of them may be the missing one under its new name. */
export function unnamedCards(config: NetworkConfig, links: Links): string[] {
  const macs = new Set(config.interfaces.flatMap((one) => one.matchMac?.toLowerCase() ?? []));
  const names = [...config.interfaces.map((one) => one.matchName ?? one.name), ...portsNeeded(config).map((port) => port.name)];
  return cardsOf(links)
    .filter(
      (card) =>
        !names.some((name) => answersTo(card, name)) &&
        ![card.mac, card.permanentMac].some((mac) => mac !== null && macs.has(mac.toLowerCase())),
    )
    .map((card) => (card.mac === null ? card.name : `${card.name} (${card.mac})`));
}
