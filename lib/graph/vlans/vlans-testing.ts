import type { Declarations } from "#lib/facts/declared.ts";
import type { Link } from "#lib/facts/links.ts";
import { buildPart } from "#lib/graph/build-part.ts";
import type { FleetMember } from "#lib/graph/unite.ts";
import { configured, link, networkConfig, port, vlanBridge } from "#lib/rules/testing/network-testing.ts";
import { anyTime, readingsOf, type SomeFacts } from "#lib/rules/testing/testing.ts";
import { viewOf } from "./view.ts";
import { vlansOf } from "./vlans.ts";

/** Hosts for tests of the matrix, one line each, by way of the facts that a visit reads. Nothing of the product imports this. */

/** memberOf("kvm-01", aware("br0", "1p", { eno1: "1p 10" })): read in full, and nothing configured. */
export function memberOf(name: string, ...facts: SomeFacts[]): FleetMember {
  const all: SomeFacts = { addresses: [], routes: [], guests: [], neighbours: [], links: [], bridgeVlans: [] };
  for (const some of facts) Object.assign(all, some);
  const part = buildPart(readingsOf(all));
  return {
    name,
    address: part.addresses[0]?.address ?? "192.0.2.1",
    part: { ...part, unread: part.unread.filter((fact) => all[fact as "guests"] === undefined && isAskedFor(fact)) },
  };
}

/** Facts that these tests leave out where they do not matter. */
function isAskedFor(fact: string): boolean {
  return ["addresses", "bridgeVlans", "guests", "links"].includes(fact);
}

/** A bridge that filters: its own table, its uplinks' and its guests' ("web" runs on port web). */
export function aware(name: string, own: string, uplinks: Record<string, string>, guests: Record<string, string> = {}): SomeFacts {
  const ports = [
    ...Object.entries(uplinks).map(([card, table]) => port(card, "uplink", table)),
    ...Object.entries(guests).map(([card, table]) => port(card, "guest", table)),
  ];
  return { bridgeVlans: [vlanBridge(name, own, ports)], links: linksOf(name, Object.keys(uplinks), true) };
}

/** A bridge that passes everything. */
export function plain(name: string, ...uplinks: string[]): SomeFacts {
  const ports = uplinks.map((card) => port(card, "uplink", "1p"));
  return { bridgeVlans: [vlanBridge(name, "1p", ports, { vlanFiltering: false })], links: linksOf(name, uplinks, false) };
}

function linksOf(name: string, cards: readonly string[], vlanFiltering: boolean): Link[] {
  return [link(name, { kind: "bridge", bridge: { vlanFiltering, defaultPvid: 1 } }), ...cards.map((card) => link(card, { master: name }))];
}

/** vlanLink("vmbr0.20", "vmbr0"): the VLAN is the number behind the dot. */
export const vlanLink = (name: string, parent: string, over: Partial<Link> = {}): Link =>
  link(name, { kind: "vlan", vlan: { id: Number(/\d+$/.exec(name)?.[0]), parent }, ...over });

/** files("vmbr0", "10 20", "eno1"): ifupdown makes it VLAN-aware, with these VLANs on its ports. */
export function files(name: string, vids: string | null, card: string, pvid: number | null = null): SomeFacts {
  return { networkConfig: networkConfig([configured(name, { kind: "bridge", bridge: { vlanAware: true, pvid, vids }, ports: [card] })]) };
}

/** switchPort("kvm-01", "eno1", 1, "10,20"): told the day before. */
export function switchPort(
  host: string,
  card: string,
  nativeVlan: number | null,
  allowedVlans: string | null = null,
  days = 1,
): Declarations[number] {
  const declaredAt = new Date(anyTime.getTime() - days * 86_400_000).toISOString();
  const said = { id: `${host} ${card}`, note: null, declaredBy: "ann", declaredAt };
  return { ...said, kind: "switch-port", host, interface: card, switch: "sw1", port: "12", nativeVlan, allowedVlans };
}

/** "high host-and-guests kvm-02/br0: …", the worst first. */
export function judged(members: readonly FleetMember[], declarations: Declarations = []): string[] {
  const { disagreements } = vlansOf(members, declarations, anyTime);
  return disagreements.map(({ severity, kind, places, title }) => `${severity} ${kind} ${places.join(" ")}: ${title}`);
}

/** The matrix in words: "100: kvm-01/br0 PVID, host, web". */
export function matrixOf(
  members: readonly FleetMember[],
  declarations: Declarations = [],
  query: Parameters<typeof viewOf>[1] = {},
): string[] {
  const { rows, columns } = viewOf(vlansOf(members, declarations, anyTime), query);
  return rows.map(({ range, cells }) => {
    const label = range === null ? "untagged" : range[0] === range[1] ? `${range[0]}` : `${range[0]}–${range[1]}`;
    const words = cells.flatMap((cell, index) => {
      if (cell === null) return [];
      const who = [
        ...(cell.own.length > 0 ? ["host"] : []),
        ...cell.guests.map(({ name, isRunning, tags }) => `${name}${isRunning ? "" : " (off)"}${tags ? " (tags)" : ""}`),
      ];
      const sides = [cell.files === "open" || cell.files === "same" ? "" : cell.files, cell.told === "open" ? "" : `switch ${cell.told}`];
      return [[`${columns[index]?.id} ${cell.passage}`, ...who, ...sides].filter((word) => word !== "").join(", ")];
    });
    return `${label}: ${words.join("; ")}`;
  });
}
