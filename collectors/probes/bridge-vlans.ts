import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import type { BridgePort, VlanBridge } from "#lib/facts/bridge-vlans.ts";
import type { Link, Links } from "#lib/facts/links.ts";
import type { VlanEntry } from "./parse/bridge-vlan.ts";
import { vlansFromJson, vlansFromText } from "./parse/bridge-vlan.ts";
import { linkSources, readLinks } from "./parse/links.ts";
import { notReadable, succeeded } from "./parse/sections.ts";

/**
 * VLAN tables of Linux bridges by bridge(8): each bridge that the kernel has, with its own port and every member, also one without a
 * VLAN. Open vSwitch keeps no such tables and is not here. Absent where the kernel has no bridge.
 */
export const bridgeVlans = defineProbe({
  id: "bridge-vlans",
  fact: "bridgeVlans",
  systems: ["linux"],
  sources: {
    ...linkSources,
    vlans: { exec: ["bridge", "-j", "-compressvlans", "vlan", "show"], optional: true },
    // Old versions of bridge(8) refuse one flag or both.
    vlansSingly: { exec: ["bridge", "-j", "vlan", "show"], unless: "vlans", optional: true, maximumBytes: 2 * 1024 * 1024 },
    vlansText: { exec: ["bridge", "vlan", "show"], unless: "vlans", optional: true },
  },
  parse({ vlans, vlansSingly, vlansText, ...linkSections }) {
    const links = readLinks(linkSections);
    const bridges = links.filter((link) => link.kind === "bridge");
    if (bridges.length === 0) throw new NotApplicable("this host has no Linux bridge");
    const table = readTable(vlans, vlansSingly, vlansText);
    if (!table && bridges.some((bridge) => bridge.bridge?.vlanFiltering !== false)) {
      throw notReadable([vlans, vlansSingly, vlansText], "VLAN tables of the bridges");
    }
    return bridges.map((bridge) => bridgeOf(bridge, links, table ?? new Map()));
  },
});

/** The table of all ports; null where `bridge` answers in no way or with nothing, which does not matter as long as no bridge filters. */
function readTable(vlans: Section, vlansSingly: Section, vlansText: Section): Map<string, VlanEntry> | null {
  const answer = [vlans, vlansSingly, vlansText].find((section) => succeeded(section) && section.text.trim() !== "");
  if (!answer) return null;
  return answer === vlansText ? vlansFromText(answer) : vlansFromJson(answer);
}

function bridgeOf(bridge: Link, links: Links, table: ReadonlyMap<string, VlanEntry>): VlanBridge {
  const members = links.filter((link) => link.master === bridge.name);
  if (bridge.bridge === null) throw new Error(`${bridge.at.source} does not say whether ${bridge.name} filters VLANs`);
  return {
    name: bridge.name,
    vlanFiltering: bridge.bridge.vlanFiltering,
    defaultPvid: bridge.bridge.defaultPvid,
    ports: [portOf(bridge, "self", table), ...members.map((link) => portOf(link, roleOf(link), table))],
    at: bridge.at,
  };
}

function portOf(link: Link, role: BridgePort["role"], table: ReadonlyMap<string, VlanEntry>): BridgePort {
  const entry = table.get(link.name);
  const vlans = entry?.vlans ?? [];
  const pvid = vlans.find((vlan) => vlan.pvid)?.vid ?? null;
  return { name: link.name, role, pvid, vlans, at: entry?.at ?? link.at };
}

/** What hangs on a port, by what the kernel knows of the device; only for a veth pair does the name tell which end it is. */
function roleOf(link: Link): BridgePort["role"] {
  if (link.pciAddress !== null || link.kind === "bond" || link.kind === "vlan" || link.kind === "ethernet") return "uplink";
  if (link.kind === "tun") return "guest";
  // The end of Proxmox's firewall bridge that leads to the real bridge.
  if (link.kind === "veth") return link.name.startsWith("fwln") ? "other" : "guest";
  return /^team\d/.test(link.name) ? "uplink" : "other";
}
