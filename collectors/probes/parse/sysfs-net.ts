import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Link } from "#lib/facts/links.ts";
import { linesOf } from "./sections.ts";

/** Values of /sys/class/net/<interface>/…, one file a line as `grep -H` prints it. Of its folders, links to other devices among them, only `bridge` is entered. */
export const sysfsValues = [
  ...["find", "-L", "/sys/class/net", "-mindepth", "2", "-maxdepth", "3"],
  ...["-type", "d", "!", "-name", "bridge", "-prune", "-o", "("],
  ...["address", "flags", "mtu", "operstate", "tun_flags", "type", "uevent"].flatMap((name) => ["-name", name, "-o"]),
  ...["-name", "vlan_filtering", "-o", "-name", "default_pvid"],
  ...[")", "-exec", "grep", "-sH", "", "{}", "+"],
] as const;

/** Which device is built on which: ports of bridges, members of bonds, parents of VLANs. Prints paths alone. */
export const sysfsPorts = [
  ...["find", "/sys/devices/virtual/net", "-mindepth", "2", "-maxdepth", "3"],
  ...["(", "-path", "*/brif/*", "-o", "-name", "slave_*", "-o", "-name", "lower_*", ")"],
] as const;

/**
 * PCI addresses by interface name, from the link targets that `ls -l /sys/class/net` prints. A virtio card counts by the PCI device
 * it lies on; a USB card has none, as the PCI device there is the controller.
 */
export function pciAddresses(listing: Section): Map<string, string> {
  const addresses = new Map<string, string>();
  for (const [name, target] of linkTargets(listing)) {
    if (/\/(usb|domain)\d/.test(target)) continue;
    const address = target.split("/").findLast((part) => /^[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/.test(part));
    if (address) addresses.set(name, address);
  }
  return addresses;
}

/** Interfaces that the same listing shows on no bus: the kernel made them. */
export function virtualNames(listing: Section): Set<string> {
  return new Set(linkTargets(listing).flatMap(([name, target]) => (target.includes("/devices/virtual/") ? [name] : [])));
}

function linkTargets(listing: Section): [string, string][] {
  return linesOf(listing.text).flatMap((line): [string, string][] => {
    const at = line.indexOf(" -> ");
    const name = line.slice(line.lastIndexOf(" ", at - 1) + 1, Math.max(at, 0));
    return name === "" ? [] : [[name, line.slice(at + 4)]];
  });
}

/** Links from /sys alone, for a host without iproute2. None where the lines are no attributes of devices. */
export function linksFromSysfs(values: Section, ports: Section): Link[] {
  const lines = linesOf(values.text);
  const byName = new Map<string, Map<string, string>>();
  const lineOf = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    const [, name, path, key, value = ""] = /^\/sys\/class\/net\/([^/]+)\/(?:bridge\/)?([\w/]+):(?:([A-Z]+)=)?(.*)$/.exec(line) ?? [];
    if (!name || !path) continue;
    if (!lineOf.has(name)) lineOf.set(name, index);
    const own = byName.get(name) ?? new Map<string, string>();
    byName.set(name, own.set(key ?? path, value));
  }
  const relations = relationsOf(ports);
  return [...byName].map(([name, own]) => linkOf(name, own, relations, citeLine(values.source, lines, lineOf.get(name) ?? 0)));
}

interface Relations {
  masters: Map<string, string>;
  parents: Map<string, string>;
}

function relationsOf(ports: Section): Relations {
  const relations: Relations = { masters: new Map(), parents: new Map() };
  for (const line of linesOf(ports.text)) {
    const [, device, kind, port] = /^\/sys\/devices\/virtual\/net\/([^/]+)\/(brif\/|slave_|lower_)(.+)$/.exec(line) ?? [];
    if (!device || !port) continue;
    if (kind === "lower_") relations.parents.set(device, port);
    else relations.masters.set(port, device);
  }
  return relations;
}

function linkOf(name: string, own: ReadonlyMap<string, string>, relations: Relations, at: Link["at"]): Link {
  const kind = kindOf(name, own);
  const operState = (own.get("operstate") ?? "unknown").toUpperCase();
  const filtering = own.get("vlan_filtering");
  const mac = own.get("address")?.toLowerCase() ?? "";
  const parent = relations.parents.get(name) ?? null;
  const vlanId = integer(/\.(\d+)$/.exec(name)?.[1]);
  const isUp = (Number(own.get("flags") ?? 0) & 0x1) !== 0;
  return {
    name,
    index: integer(own.get("IFINDEX")),
    kind,
    mac: mac === "" || /^[0:]+$/.test(mac) ? null : mac,
    permanentMac: null,
    altNames: [],
    master: relations.masters.get(name) ?? null,
    operState,
    carrier: !isUp || operState === "UNKNOWN" ? null : operState === "UP",
    mtu: integer(own.get("mtu")),
    vlan: kind === "vlan" && vlanId !== null ? { id: vlanId, parent } : null,
    bridge:
      kind === "bridge" && filtering ? { vlanFiltering: filtering !== "0", defaultPvid: integer(own.get("default_pvid")) || null } : null,
    pciAddress: null,
    at,
  };
}

/** /sys names the type of a bridge, bond or VLAN; a veth pair shows by its name alone. */
function kindOf(name: string, own: ReadonlyMap<string, string>): Link["kind"] {
  const type = own.get("DEVTYPE");
  if (type === "bridge" || type === "bond" || type === "vlan") return type;
  if (own.has("tun_flags")) return "tun";
  if (own.get("type") === "772") return "loopback";
  if (/^(veth|fwpr|fwln)/.test(name)) return "veth";
  return own.get("type") === "1" && (type === undefined || type === "wlan") ? "ethernet" : "other";
}

function integer(text: string | undefined): number | null {
  const number = Number.parseInt(text ?? "", 10);
  return Number.isSafeInteger(number) ? number : null;
}
