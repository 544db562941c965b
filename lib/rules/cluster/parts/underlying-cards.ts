import type { Link, Links } from "#lib/facts/links.ts";

/**
 * Names of the physical cards that a device sends through in the end: those behind a bond, below a VLAN, in a bridge. Sorted; empty where
 * the kernel tells none (a tunnel, Open vSwitch). Ports of guests do not count.
 */
export function underlyingCards(device: string, links: Links): string[] {
  const byName = new Map(links.map((link) => [link.name, link]));
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const link = byName.get(name);
    if (link === undefined || seen.has(name)) return;
    seen.add(name);
    if (link.kind === "ethernet") found.add(name);
    for (const below of devicesBelow(link, links)) visit(below);
  };
  visit(device);
  return [...found].sort();
}

function devicesBelow(link: Link, links: Links): string[] {
  if (link.kind === "vlan") return link.vlan?.parent ? [link.vlan.parent] : [];
  if (link.kind !== "bridge" && link.kind !== "bond") return [];
  return links.filter((port) => port.master === link.name && ["ethernet", "bond", "vlan"].includes(port.kind)).map((port) => port.name);
}
