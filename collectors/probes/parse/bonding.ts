import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import type { Bond, BondPort } from "#lib/facts/bonds.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { macOf } from "./configured.ts";
import { jsonElements } from "./iproute.ts";
import { linesOf } from "./sections.ts";

/** The driver's names of modes in words, as bond-mode and `ip -d link` spell them. */
const modes: readonly [RegExp, string][] = [
  [/802\.3ad/, "802.3ad"],
  [/active-backup/, "active-backup"],
  [/round-robin/, "balance-rr"],
  [/\(xor\)/, "balance-xor"],
  [/broadcast/, "broadcast"],
  [/transmit load balancing/, "balance-tlb"],
  [/adaptive load balancing/, "balance-alb"],
];

/** A bond from its file of /proc/net/bonding: lines `Name: value`, those of a port below its `Slave Interface:`. Throws where there is no mode. */
export function bondOf(file: Section): Bond {
  const lines = linesOf(file.text);
  const ports: BondPort[] = [];
  let bond: Omit<Bond, "ports"> | null = null;
  for (const [index, line] of lines.entries()) {
    const colon = line.indexOf(": ");
    const key = line.slice(0, Math.max(colon, 0)).trim();
    const value = line.slice(colon + 2).trim();
    const at = citeLine(file.source, lines, index);
    if (key === "Bonding Mode") bond = { name: nameOf(file), mode: modeOf(value), partnerMac: null, at, partnerAt: null };
    if (key === "Partner Mac Address" && bond && ports.length === 0) bond = { ...bond, partnerMac: macOf(value), partnerAt: at };
    if (key === "Slave Interface" && value !== "") ports.push({ ...emptyPort, name: value, at, stateAt: at });
    const port = ports.at(-1);
    if (port) readPort(port, key, value, at);
  }
  if (!bond) throw new Error(`${file.source} tells no bonding mode`);
  return { ...bond, ports };
}

const emptyPort = { up: false, speedMbps: null, permanentMac: null, aggregatorId: null, partnerMac: null };

function readPort(port: BondPort, key: string, value: string, at: BondPort["at"]): void {
  if (key === "MII Status") Object.assign(port, { up: value === "up", stateAt: at });
  if (key === "Speed") port.speedMbps = /^(\d{1,9}) Mbps$/.test(value) ? Number.parseInt(value, 10) : null;
  if (key === "Permanent HW addr") port.permanentMac = macOf(value);
  if (key === "Aggregator ID") port.aggregatorId = /^\d{1,9}$/.test(value) ? Number(value) : null;
  // Two such lines stand below a port: that of this host comes first.
  if (key === "system mac address") port.partnerMac = macOf(value);
}

function modeOf(text: string): string {
  return modes.find(([pattern]) => pattern.test(text))?.[1] ?? text;
}

function nameOf(file: Section): string {
  return file.source.split("/").at(-1) ?? file.source;
}

const BondLink = z.object({
  ifname: z.string(),
  master: z.string().optional(),
  linkinfo: z
    .object({
      info_kind: z.string().optional(),
      info_data: z
        .object({ mode: z.unknown().optional(), ad_info: z.object({ partner_mac: z.string().optional() }).optional() })
        .optional(),
      info_slave_kind: z.string().optional(),
      info_slave_data: z
        .object({ mii_status: z.string().optional(), perm_hwaddr: z.string().optional(), ad_aggregator_id: z.number().int().optional() })
        .optional(),
    })
    .optional(),
});

/** The same from `ip -j -d link`, which tells no speeds, for a host whose files of the driver were not read. */
export function bondsFromIpLink(section: Section): Bond[] {
  const links = jsonElements(section, BondLink);
  return links.flatMap(({ value: { ifname, linkinfo }, at }): Bond[] => {
    if (linkinfo?.info_kind !== "bond") return [];
    const { mode, ad_info: lacp } = linkinfo.info_data ?? {};
    const partnerMac = macOf(lacp?.partner_mac);
    const members = links.filter(({ value }) => value.master === ifname && value.linkinfo?.info_slave_kind === "bond");
    const ports = members.map((member): BondPort => {
      const { mii_status: state, perm_hwaddr: mac, ad_aggregator_id: aggregatorId = null } = member.value.linkinfo?.info_slave_data ?? {};
      const known = { name: member.value.ifname, up: state?.toUpperCase() === "UP", permanentMac: macOf(mac), aggregatorId };
      return { ...emptyPort, ...known, at: member.at, stateAt: member.at };
    });
    return [
      { name: ifname, mode: typeof mode === "string" ? mode : "", partnerMac, ports, at, partnerAt: partnerMac === null ? null : at },
    ];
  });
}
