import { type Membership, type VlanColumn, vlanMatrix } from "#lib/reports/host/vlan-matrix.ts";
import { toneWords } from "#lib/reports/report/document/words.ts";
import type { Drawing } from "#lib/reports/report/drawing.ts";
import type { ReportBridge } from "#lib/reports/report/host-model.ts";
import type { VlanPlace, VlanPlaceCell } from "#lib/reports/report/vlans-model.ts";
import { bandOf, type Severity, severities } from "#lib/rules/severity.ts";
import type { LegendEntry } from "./legend.ts";
import { type MatrixCell, type MatrixRow, matrixDrawings } from "./matrix.ts";
import { files, nothing, switches } from "./vlan-words.ts";

const memberships: Readonly<Record<Exclude<Membership, "none">, readonly [mark: string, words: string]>> = {
  pvid: ["P", "untagged frames enter and leave here (PVID)"],
  "pvid-tagged": ["Pt", "PVID, leaving tagged"],
  untagged: ["U", "leaves untagged"],
  tagged: ["T", "tagged"],
};

/** A bridge of a host as ports × VLANs; `place` is what is known of it beside its table: files, switch, and what disagrees. */
export function vlanPortDrawings(host: string, bridge: ReportBridge, place: VlanPlace | undefined): Drawing[] {
  const { columns, groups } = vlanMatrix(bridge);
  const worst = columns.map((column) => worstIn(place, column));
  const rows = groups.flatMap(({ name: side, rows: own }) =>
    own.map(({ port, cells }): MatrixRow => {
      const note = port.note === null ? side : `${side} · ${port.note}`;
      return { head: port.name, note, mark: null, words: `${port.name} (${note})`, cells: cells.map(portCell) };
    }),
  );
  const sides = place?.kind === "filters" ? sideRows(place, columns) : [];
  const effect = bridge.vlanFiltering ? "" : ": filtering is off, this table has no effect";
  return matrixDrawings({
    title: `VLANs of ${bridge.name} on ${host}${effect}`,
    corner: "Port",
    columns: columns.map(({ label, title }, index) => ({ head: label, tone: worst[index] ?? null, words: `VLAN ${title}` })),
    rows: [...rows, ...sides],
    labelWidth: 163,
    cellWidth: 42,
    legend: [
      ...portLegend(groups.flatMap(({ rows: own }) => own.flatMap(({ cells }) => cells))),
      ...sideLegend(sides),
      ...toneLegend(worst, columns),
    ],
  });
}

function portCell(cell: Membership): MatrixCell {
  if (cell === "none") return nothing;
  const [text, words] = memberships[cell];
  return { text, words };
}

/** What the files make of each VLAN at the next boot, and what is declared of the switch. */
function sideRows(place: VlanPlace, columns: readonly VlanColumn[]): MatrixRow[] {
  const row = (head: string, note: string, cellOf: (cell: VlanPlaceCell) => MatrixCell): MatrixRow => {
    const cells = columns.map((column) => {
      const cell = column.label === "others" ? undefined : cellsIn(place, column)[0];
      return cell === undefined ? nothing : cellOf(cell);
    });
    return { head, note, mark: null, words: head, cells };
  };
  const open: MatrixCell = { text: "?", tone: "unknown", words: "not known" };
  return [
    row("Files", "the uplink at the next boot", ({ files: said, severity }) =>
      said === "open"
        ? open
        : {
            text: said === "same" ? "=" : files[said][0],
            words: files[said][1],
            ...(said === "same" || severity === null ? {} : { tone: severity }),
          },
    ),
    row("Switch", "its port, as declared", ({ switch: said }) =>
      said === "open" ? open : { text: said === "tagged" ? "T" : switches[said][0], words: switches[said][1] },
    ),
  ];
}

function cellsIn({ vlans }: VlanPlace, { ranges }: VlanColumn): VlanPlaceCell[] {
  return vlans.filter(({ range }) => range !== null && ranges.some(([first, last]) => range[0] <= last && first <= range[1]));
}

function worstIn(place: VlanPlace | undefined, column: VlanColumn): Severity | null {
  const found = place === undefined ? [] : cellsIn(place, column).flatMap(({ severity }) => severity ?? []);
  return found.sort((one, other) => bandOf(other) - bandOf(one))[0] ?? null;
}

function portLegend(cells: readonly Membership[]): LegendEntry[] {
  const used = Object.entries(memberships).filter(([membership]) => cells.includes(membership as Membership));
  return [...used.map(([, [mark, words]]) => ({ text: `${mark}: ${words}` })), { text: "·: not a member" }];
}

function sideLegend(rows: readonly MatrixRow[]): LegendEntry[] {
  const cells = rows.flatMap((row) => row.cells);
  const known = [["=", files.same[1]], files["not-running"], files["not-configured"], switches.native, switches.refused] as const;
  const used = known.filter(([mark]) => cells.some(({ text }) => text === mark));
  const isOpen = cells.some(({ tone }) => tone === "unknown");
  return [...used.map(([mark, words]) => ({ text: `${mark}: ${words}` })), ...(isOpen ? [{ text: "?: not read or not declared" }] : [])];
}

/** The signs above columns, with their word and the VLANs that they mark. */
function toneLegend(worst: readonly (Severity | null)[], columns: readonly VlanColumn[]): LegendEntry[] {
  return severities.toReversed().flatMap((severity) => {
    const labels = columns.flatMap(({ label }, index) => (worst[index] === severity ? [label] : []));
    return labels.length === 0 ? [] : [{ tone: severity, text: `${toneWords[severity]}: disagrees about VLAN ${labels.join(", ")}` }];
  });
}
