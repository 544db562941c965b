import type { BridgePort } from "#lib/facts/bridge-vlans.ts";

/** What the matrix needs of a port. */
export type MatrixPort = Pick<BridgePort, "role" | "pvid" | "vlans">;

/** How a port takes part in the VLANs of a column. */
export type Membership = "pvid" | "pvid-tagged" | "untagged" | "tagged" | "none";

export interface VlanColumn {
  /** "100", "30–39", or "others" for what is left of wide ranges. */
  label: string;
  /** The VLANs in full: "2–9, 11–4094". */
  title: string;
  ranges: (readonly [first: number, last: number])[];
}

export interface VlanRow<Port> {
  port: Port;
  cells: Membership[];
}

export interface VlanGroup<Port = BridgePort> {
  name: "Host" | "Uplink" | "Guests" | "Other";
  rows: VlanRow<Port>[];
}

export interface VlanMatrix<Port> {
  columns: VlanColumn[];
  groups: VlanGroup<Port>[];
}

/** VLANs `from` to `to` that every port treats alike; `named` when some port names them by themselves, not as part of a wide range. */
interface Stretch {
  from: number;
  to: number;
  pattern: string;
  cells: Membership[];
  named: boolean;
}

/** A range of at most this many VLANs is one that somebody chose; a wider one is "everything". */
const wideRange = 64;
const maximumColumns = 14;

const groupNames = [
  ["self", "Host"],
  ["uplink", "Uplink"],
  ["guest", "Guests"],
  ["other", "Other"],
] as const;

/**
 * The VLAN table of a bridge as ports × VLANs, with only the columns that matter: a port that carries 2–4094 does not make 4,093
 * of them. VLANs that all ports treat alike are one stretch; what only wide ranges cover is gathered as "others".
 */
export function vlanMatrix<Port extends MatrixPort>(bridge: { ports: readonly Port[] }): VlanMatrix<Port> {
  const columns = columnsOf(bridge.ports);
  const rows = bridge.ports.map((port, index) => ({ port, cells: columns.map((column) => column.cells[index] ?? "none") }));
  return {
    columns: columns.map(({ label, title, ranges }) => ({ label, title, ranges })),
    groups: groupNames.flatMap(([role, name]) => {
      const members = rows.filter((row) => row.port.role === role);
      return members.length === 0 ? [] : [{ name, rows: members }];
    }),
  };
}

function columnsOf(ports: readonly MatrixPort[]): (VlanColumn & { cells: Membership[] })[] {
  const stretches = stretchesOf(ports);
  const named = stretches.filter((stretch) => stretch.named);
  const columns = (named.length > maximumColumns ? mergeNeighbours(named) : named).map(({ from, to, cells }) => ({
    label: spell(from, to),
    title: spell(from, to),
    ranges: [[from, to] as const],
    cells,
  }));
  const others = new Map<string, Stretch[]>();
  for (const stretch of stretches) if (!stretch.named) others.set(stretch.pattern, [...(others.get(stretch.pattern) ?? []), stretch]);
  for (const alike of others.values()) {
    const title = alike.map(({ from, to }) => spell(from, to)).join(", ");
    const ranges = alike.map(({ from, to }) => [from, to] as const);
    columns.push({ label: named.length === 0 && alike.length === 1 ? title : "others", title, ranges, cells: alike[0]?.cells ?? [] });
  }
  return columns;
}

function stretchesOf(ports: readonly MatrixPort[]): Stretch[] {
  const ranges = ports.flatMap((port) => port.vlans);
  const borders = new Set(ranges.flatMap(({ vid, vidEnd }) => [vid, vidEnd + 1]));
  for (const { pvid } of ports) if (pvid !== null) borders.add(pvid).add(pvid + 1);
  const sorted = [...borders].sort((one, other) => one - other);
  return sorted.slice(0, -1).flatMap((from, index) => {
    const to = (sorted[index + 1] ?? from + 1) - 1;
    const cells = ports.map((port) => membershipOf(port, from));
    if (cells.every((cell) => cell === "none")) return [];
    const narrow = ranges.some(({ vid, vidEnd }) => vid <= from && to <= vidEnd && vidEnd - vid < wideRange);
    return [{ from, to, cells, pattern: cells.join(), named: narrow || cells.some((cell) => cell.startsWith("pvid")) }];
  });
}

function membershipOf(port: MatrixPort, vid: number): Membership {
  const found = port.vlans.find((vlan) => vlan.vid <= vid && vid <= vlan.vidEnd);
  if (port.pvid === vid) return found?.untagged === false ? "pvid-tagged" : "pvid";
  if (found === undefined) return "none";
  return found.untagged ? "untagged" : "tagged";
}

function mergeNeighbours(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const stretch of stretches) {
    const last = merged.at(-1);
    if (last?.pattern === stretch.pattern) last.to = stretch.to;
    else merged.push({ ...stretch });
  }
  return merged;
}

function spell(from: number, to: number): string {
  return from === to ? String(from) : `${from}–${to}`;
}
