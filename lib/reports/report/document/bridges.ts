import { type Membership, vlanMatrix } from "#lib/reports/host/vlan-matrix.ts";
import type { ReportBridge } from "#lib/reports/report/host-model.ts";
import { vlanPortDrawings } from "#lib/reports/report/pictures/vlan-ports.ts";
import type { VlanPlace } from "#lib/reports/report/vlans-model.ts";
import { type Block, code, type Piece, said, type Words } from "./block.ts";
import { quiet } from "./words.ts";

/** How a port takes part in a VLAN, as one sign; the line under the table explains them. */
const signs: Record<Membership, Piece> = {
  pvid: { text: "P", style: "strong" },
  "pvid-tagged": { text: "Pt", style: "strong" },
  untagged: { text: "U" },
  tagged: { text: "T" },
  none: { text: "·", style: "quiet" },
};

/** The VLANs of each bridge of one host as a picture, and as a table where no picture can be. */
export function* drawnBridgeBlocks(bridges: readonly ReportBridge[], host: string, places: readonly VlanPlace[]): Generator<Block> {
  if (bridges.length === 0) yield* bridgeBlocks(bridges);
  for (const bridge of bridges) {
    const drawings = vlanPortDrawings(
      host,
      bridge,
      places.find(({ name }) => name === bridge.name),
    );
    const instead = [...oneBridge(bridge)];
    for (const [index, drawing] of drawings.entries()) yield { kind: "drawing", drawing, instead: index === 0 ? instead : [] };
  }
}

/** The VLAN table of each bridge: host, uplinks and guests, with only the VLANs that matter. */
export function* bridgeBlocks(bridges: readonly ReportBridge[]): Generator<Block> {
  if (bridges.length === 0) yield { kind: "paragraph", words: said("This host has no bridge.") };
  for (const bridge of bridges) yield* oneBridge(bridge);
}

function* oneBridge(bridge: ReportBridge): Generator<Block> {
  const { columns, groups } = vlanMatrix(bridge);
  const filtering = bridge.vlanFiltering ? "filters by VLAN" : "filtering is off: its VLAN table has no effect";
  yield { kind: "paragraph", words: [code(bridge.name), { text: ` ${filtering}; ${bridge.ports.length} ports` }] };
  if (columns.length === 0) {
    yield {
      kind: "paragraph",
      words: [quiet(`No port of it is in any VLAN: ${bridge.ports.map(({ name }) => name).join(", ") || "no ports"}`)],
    };
    return;
  }
  yield {
    kind: "table",
    label: `VLANs of bridge ${bridge.name}`,
    columns: [
      { title: "Port", weight: 2.6 },
      { title: "Side", weight: 0.9 },
      ...columns.map(({ label }) => ({ title: label, weight: Math.max(0.55, label.length * 0.12), align: "center" as const })),
    ],
    rows: groups.flatMap(({ name, rows }) =>
      rows.map(({ port, cells }): Words[] => [portWords(port.name, port.note), said(name), ...cells.map((cell) => [signs[cell]])]),
    ),
  };
  const others = columns.find(({ label }) => label === "others");
  const legend = "P: untagged frames enter here (PVID); Pt: PVID, leaving tagged; U: untagged; T: tagged; · not a member";
  yield { kind: "paragraph", words: [quiet(`${legend}${others === undefined ? "" : `; others: ${others.title}`}.`)] };
}

function portWords(name: string, note: string | null): Words {
  return note === null ? [code(name)] : [code(name), quiet(` ${note}`)];
}
