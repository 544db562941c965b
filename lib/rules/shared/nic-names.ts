import type { Link, Links } from "#lib/facts/links.ts";
import type { ConfiguredInterface, NamePin, NetworkConfig } from "#lib/facts/network-config.ts";
import type { PciDevice, PciDevices } from "#lib/facts/pci-devices.ts";

/**
 * Names made from where a card sits: firmware index (eno1), slot (ens3), bus path (enp3s0, enP2p1s0) or BCMA core, also for
 * InfiniBand and wireless (systemd.net-naming-scheme(7)). enx<mac> is made from the card itself.
 */
const fromPlace = /^(en|ib|wl|ww)(o\d|s\d|p\d|P\d|b\d)/;

/** The kernel's own names, in the order in which drivers found the cards. */
const fromProbeOrder = /^(eth|ib)\d+$/;

/** Whether the next boot may give this name to another card or to none: `cards` is how many the host has. */
export function isUnstableName(name: string, cards: number): boolean {
  return fromPlace.test(name) || (fromProbeOrder.test(name) && cards > 1);
}

/** Cards of the host: network devices that are no construction of the kernel. */
export function cardsOf(links: Links): Link[] {
  return links.filter((link) => link.kind === "ethernet");
}

/** The MAC that stays with a card. A port of a bond shows the bond's instead: null where the kernel does not tell the burnt-in one. */
export function lastingMac(card: Link, links: Links): string | null {
  if (card.permanentMac !== null) return card.permanentMac.toLowerCase();
  const inBond = links.some((link) => link.name === card.master && link.kind === "bond");
  return inBond || card.mac === null ? null : card.mac.toLowerCase();
}

/** Whether a card is known by this name, alternative names (ip-link(8)) included. */
export function answersTo(link: Link, name: string): boolean {
  return link.name === name || link.altNames.includes(name);
}

/**
 * The name that a configuration needs to find, null when it finds its card by MAC alone, by a wildcard or by one of several names
 * (netplan(5), systemd.network(5)). One that asks for a name and a MAC needs both (nm-settings(5)).
 */
export function boundName(configured: ConfiguredInterface): string | null {
  if (configured.matchMac !== null && configured.matchName === null) return null;
  const name = configured.matchName ?? configured.name;
  return /[\s*?[\]!]/.test(name) ? null : withoutAlias(name);
}

/** "eth0:1" is an address label of eth0 (interfaces(5)). */
export function withoutAlias(name: string): string {
  return name.split(":", 1)[0] ?? name;
}

/**
 * The rule that gives a card its name by its MAC (systemd.link(5), udev(7)). A match by path follows the slot and pins nothing.
 * A card whose lasting MAC the kernel does not tell is taken at the pin's word.
 */
export function pinOf(name: string, mac: string | null, pins: readonly NamePin[]): NamePin | undefined {
  return pins.find((pin) => pin.name === name && pin.mac !== null && (mac === null || pin.mac.toLowerCase() === mac));
}

/** Names of cards and other devices that configured bridges, bonds and VLANs are built on, with who needs them. */
export function portsNeeded({ interfaces }: NetworkConfig): { name: string; by: ConfiguredInterface }[] {
  return interfaces.flatMap((by) => by.ports.map((name) => ({ name: withoutAlias(name), by })));
}

/**
 * The display or sound device whose removal would move a card to another slot: slots between the two are taken one after the
 * other, as libvirt and panels hand them out. Proxmox gives its cards fixed slots behind a gap, which stay.
 */
export function removableBefore(pciAddress: string | null, devices: PciDevices): PciDevice | undefined {
  const card = slotOf(pciAddress ?? "");
  if (card === null) return undefined;
  const slots = new Map(
    devices.flatMap((device) => (slotOf(device.address)?.bus === card.bus ? [[slotOf(device.address)?.slot, device] as const] : [])),
  );
  for (let slot = card.slot - 1; slots.has(slot); slot--) {
    const device = slots.get(slot);
    if (device !== undefined && /^(03|04)/.test(device.classId)) return device;
  }
  return undefined;
}

/** "0000:00:03.0" is slot 3 of bus "0000:00". */
function slotOf(address: string): { bus: string; slot: number } | null {
  const parts = /^([0-9a-f]{4,8}:[0-9a-f]{2}):([0-9a-f]{2})\.[0-7]$/i.exec(address);
  return parts?.[1] === undefined || parts[2] === undefined ? null : { bus: parts[1].toLowerCase(), slot: Number.parseInt(parts[2], 16) };
}
