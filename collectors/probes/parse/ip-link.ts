import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Link } from "#lib/facts/links.ts";
import { jsonElements, wordAfter, wordsOf } from "./iproute.ts";
import { linesOf } from "./sections.ts";

/** Kinds that ip-link(8) names and the fact has a word for. */
const kinds = ["bridge", "bond", "vlan", "tun", "veth", "openvswitch"] as const;
/** Other kinds at the start of a detail line: without them a dummy or a VXLAN would pass for a card. */
const otherKinds =
  "bareudp can dummy erspan geneve gre gretap gtp hsr ifb ip6gre ip6gretap ip6tnl ipip ipoib ipvlan ipvtap macsec macvlan macvtap netdevsim nlmon sit team vcan vrf vti vxcan vxlan wireguard xfrm".split(
    " ",
  );

const Flag = z.union([z.boolean(), z.number().transform((number) => number !== 0)]);
const IpLink = z.object({
  ifindex: z.number().int().optional(),
  ifname: z.string(),
  link: z.string().nullish(),
  flags: z.array(z.string()).default([]),
  mtu: z.number().int().optional(),
  master: z.string().optional(),
  operstate: z.string().default("UNKNOWN"),
  link_type: z.string().optional(),
  address: z.string().optional(),
  permaddr: z.string().optional(),
  altnames: z.array(z.string()).default([]),
  linkinfo: z
    .object({
      info_kind: z.string().optional(),
      info_data: z
        .object({ id: z.unknown().optional(), vlan_filtering: Flag.optional(), vlan_default_pvid: z.number().int().optional() })
        .optional(),
      info_slave_data: z.object({ perm_hwaddr: z.string().optional() }).optional(),
    })
    .optional(),
  parentbus: z.string().optional(),
  parentdev: z.string().optional(),
});

/** Links as `ip -j -d link` tells them. Throws where it is no such output. */
export function linksFromJson(section: Section): Link[] {
  return jsonElements(section, IpLink).map(({ value, at }) => {
    const info = value.linkinfo?.info_data;
    const kind = kindOf(value.linkinfo?.info_kind ?? null, value.link_type ?? null);
    return {
      name: value.ifname,
      index: value.ifindex ?? null,
      kind,
      mac: macOrNull(value.address),
      permanentMac: macOrNull(value.permaddr ?? value.linkinfo?.info_slave_data?.perm_hwaddr),
      altNames: value.altnames,
      master: value.master ?? null,
      operState: value.operstate,
      carrier: carrierOf(value.flags),
      mtu: value.mtu ?? null,
      vlan: kind === "vlan" && typeof info?.id === "number" ? { id: info.id, parent: value.link ?? null } : null,
      bridge:
        kind === "bridge" && info?.vlan_filtering !== undefined
          ? { vlanFiltering: info.vlan_filtering, defaultPvid: info.vlan_default_pvid || null }
          : null,
      pciAddress: value.parentbus === "pci" ? (value.parentdev ?? null) : null,
      at,
    };
  });
}

/** Links as `ip -d link` prints them, also with -o or -s, and, with less in them, as `ip link` of BusyBox does. Throws where it shows none. */
export function linksFromText(section: Section): Link[] {
  const lines = linesOf(section.text);
  const links: Link[] = [];
  let parent: string | null = null;
  for (const [index, line] of lines.entries()) {
    // With -o a backslash stands for each line break.
    const [first = "", ...details] = line.split("\\");
    const head = /^(\d+): ([^\s:@]+)(?:@([^\s:]+))?: <([^>]*)> /.exec(first);
    if (head) {
      parent = head[3] ?? null;
      links.push(linkOfHead(head, wordsOf(first), citeLine(section.source, lines, index)));
    } else details.unshift(first);
    const link = links.at(-1);
    if (link) for (const detail of details) addDetail(link, parent, wordsOf(detail));
  }
  if (links.length === 0) throw new Error(`${section.source} shows no link`);
  return links;
}

function linkOfHead(head: RegExpExecArray, words: readonly string[], at: Link["at"]): Link {
  const [, index, name = "", parent, flags = ""] = head;
  const vlanId = parent !== undefined && name.startsWith(`${parent}.`) ? Number(name.slice(parent.length + 1)) : Number.NaN;
  const isVlan = Number.isInteger(vlanId);
  return {
    name,
    index: Number(index),
    kind: isVlan ? "vlan" : "ethernet",
    mac: null,
    permanentMac: null,
    altNames: [],
    master: wordAfter(words, "master"),
    operState: wordAfter(words, "state") ?? "UNKNOWN",
    carrier: carrierOf(flags.split(",")),
    mtu: integerAfter(words, "mtu"),
    vlan: isVlan ? { id: vlanId, parent: parent ?? null } : null,
    bridge: null,
    pciAddress: null,
    at,
  };
}

/** Adds what an indented line tells: the address, another name, or the kind, which is its first word, with its attributes. */
function addDetail(link: Link, parent: string | null, words: readonly string[]): void {
  const [first = "", second] = words;
  if (first.startsWith("link/")) {
    if (link.kind !== "vlan") link.kind = kindOf(null, first.slice("link/".length));
    link.mac = macOrNull(second);
    link.permanentMac = macOrNull(wordAfter(words, "permaddr"));
  }
  if (first === "altname" && second) link.altNames.push(second);
  if (first === "bond_slave") link.permanentMac = macOrNull(wordAfter(words, "perm_hwaddr"));
  if (isKind(first)) link.kind = kindOf(first, null);
  const vlanId = integerAfter(words, "id");
  if (first === "vlan" && vlanId !== null) link.vlan = { id: vlanId, parent };
  const filtering = integerAfter(words, "vlan_filtering");
  if (first === "bridge" && filtering !== null) {
    link.bridge = { vlanFiltering: filtering !== 0, defaultPvid: integerAfter(words, "vlan_default_pvid") || null };
  }
  if (wordAfter(words, "parentbus") === "pci") link.pciAddress = wordAfter(words, "parentdev");
}

function isKind(word: string): boolean {
  return kinds.some((kind) => kind === word) || otherKinds.includes(word);
}

/** The fact's word for a kind; a device of no kind is a card, or the loopback. */
function kindOf(kind: string | null, linkType: string | null): Link["kind"] {
  if (kind !== null) return kinds.find((known) => known === kind) ?? "other";
  if (linkType === "loopback") return "loopback";
  return linkType === null || linkType === "ether" ? "ethernet" : "other";
}

function carrierOf(flags: readonly string[]): boolean | null {
  return flags.includes("UP") ? flags.includes("LOWER_UP") : null;
}

/** A MAC in lower case with colons; null for the loopback's zeros and for addresses of tunnels. */
function macOrNull(text: string | null | undefined): string | null {
  const mac = text?.toLowerCase() ?? "";
  return /^[0-9a-f]{2}(:[0-9a-f]{2})+$/.test(mac) && !/^[0:]+$/.test(mac) ? mac : null;
}

function integerAfter(words: readonly string[], key: string): number | null {
  const number = Number.parseInt(wordAfter(words, key) ?? "", 10);
  return Number.isSafeInteger(number) ? number : null;
}
