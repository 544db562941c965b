import { count } from "#lib/format.ts";
import { placeKinds } from "#lib/graph/vlans/place-words.ts";
import { toneWords } from "#lib/reports/report/document/words.ts";
import type { Drawing } from "#lib/reports/report/drawing.ts";
import type { VlanPlace, VlanPlaceCell } from "#lib/reports/report/vlans-model.ts";
import { bandOf, severities } from "#lib/rules/severity.ts";
import type { LegendEntry } from "./legend.ts";
import { evenly, type MatrixColumn, type MatrixRow, matrixDrawings, maximumRows } from "./matrix.ts";
import { nothing, notRead, placeCell, placeLegend, rangeName } from "./vlan-words.ts";

/** VLANs first to last; `untagged` for frames without one, `others` for what only wide ranges cover. */
type Column = { range: readonly [first: number, last: number] } | "untagged" | "others";

/** Bridges and cards of several hosts × the VLANs on them. Every place and every VLAN is in one of the pictures. */
export function vlanPlaceDrawings(title: string, places: readonly VlanPlace[]): Drawing[] {
  const parts = evenly(places, maximumRows);
  return parts.flatMap(({ items }, index) => {
    const columns = columnsOf(items);
    const all = items.flatMap(({ vlans }) => vlans);
    return matrixDrawings({
      title: parts.length === 1 ? title : `${title}, ${rowsWords(items)}, part ${index + 1} of ${parts.length}`,
      corner: "Host, its bridge or card",
      columns: columns.map((column) => headOf(column, items)),
      rows: items.map((place) => rowOf(place, columns)),
      labelWidth: 147,
      cellWidth: 44,
      legend: [...placeLegend(all), { text: "·: nothing known" }, ...toneLegend(items)],
    });
  });
}

function rowsWords(places: readonly VlanPlace[]): string {
  const [first, last] = [places[0], places.at(-1)];
  return first?.host === last?.host ? (first?.host ?? "") : `${first?.host} to ${last?.host}`;
}

/** Those that somebody is in or names, split where any place treats a part of them otherwise. */
function columnsOf(places: readonly VlanPlace[]): Column[] {
  const cells = places.flatMap(({ vlans }) => vlans);
  const ranges = cells.flatMap(({ range, named }) => (named && range !== null ? [range] : []));
  const borders = [...new Set(ranges.flatMap(([first, last]) => [first, last + 1]))].sort((one, other) => one - other);
  const columns = borders.slice(0, -1).flatMap((first, index): Column[] => {
    const last = (borders[index + 1] ?? first + 1) - 1;
    return ranges.some((range) => range[0] <= first && last <= range[1]) ? [{ range: [first, last] }] : [];
  });
  return [
    ...(cells.some(({ range }) => range === null) ? ["untagged" as const] : []),
    ...columns,
    ...(cells.some(({ named }) => !named) ? ["others" as const] : []),
  ];
}

function cellAt({ vlans }: VlanPlace, column: Column): VlanPlaceCell | undefined {
  if (column === "untagged") return vlans.find(({ range }) => range === null);
  if (column === "others") return vlans.find(({ named }) => !named);
  return vlans.find(({ range }) => range !== null && range[0] <= column.range[0] && column.range[0] <= range[1]);
}

function headOf(column: Column, places: readonly VlanPlace[]): MatrixColumn {
  const found = places.flatMap((place) => cellAt(place, column)?.severity ?? []);
  const worst = found.sort((one, other) => bandOf(other) - bandOf(one))[0] ?? null;
  if (column === "others") return { head: "others", tone: worst, words: "other VLANs, of ranges too wide to be meant" };
  const head = column === "untagged" ? rangeName(null) : rangeName([...column.range]);
  return { head, tone: worst, words: column === "untagged" ? "untagged frames without a VLAN" : `VLAN ${head}` };
}

function rowOf(place: VlanPlace, columns: readonly Column[]): MatrixRow {
  const { host, name, kind, severity, unread, uplinks } = place;
  const gaps = kind !== "unread" && unread.length > 0 ? ` · ${count(unread.length, "gap")}` : "";
  const isOpen = kind === "unread" || unread.length > 0;
  const mark = severity !== null ? { tone: severity, word: toneWords[severity] } : isOpen ? unknown : null;
  const words = [
    name === "" ? host : `${host}, ${name}`,
    placeKinds[kind],
    ...(uplinks.length === 0 ? [] : [`out by ${uplinks.join(", ")}`]),
    ...(unread.length === 0 ? [] : [`not read: ${unread.join(", ")}`]),
  ];
  return {
    head: host,
    note: `${name === "" ? "" : `${name} · `}${placeKinds[kind]}${gaps}`,
    mark,
    words: words.join(", "),
    cells: columns.map((column) => {
      const cell = cellAt(place, column);
      if (kind === "unread") return notRead;
      return cell === undefined ? nothing : placeCell(cell);
    }),
  };
}

const unknown = { tone: "unknown" as const, word: toneWords.unknown };

/** The signs that some places bear, with their words. */
function toneLegend(places: readonly VlanPlace[]): LegendEntry[] {
  const found = new Set(places.flatMap((place) => [place.severity, ...place.vlans.map(({ severity }) => severity)]));
  const worstFirst = severities.toReversed().filter((severity) => found.has(severity));
  const isOpen = places.some(({ kind, unread }) => kind === "unread" || unread.length > 0);
  return [
    ...worstFirst.map((severity) => ({ tone: severity, text: `${toneWords[severity]}: disagrees here` })),
    ...(isOpen ? [{ tone: "unknown" as const, text: "Unknown: not read, or with gaps" }] : []),
  ];
}
