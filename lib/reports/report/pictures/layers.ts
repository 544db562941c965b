import { toneWords } from "#lib/reports/report/document/words.ts";
import { type Drawing, type Point, type Shape, wrapped } from "#lib/reports/report/drawing.ts";
import type { ReportTone } from "#lib/reports/report/model.ts";
import { severities } from "#lib/rules/severity.ts";
import { type LegendEntry, legendShapes } from "./legend.ts";
import { pictureWidth } from "./sizes.ts";

/** A line in a box. */
export interface ItemRow {
  text: string;
  tone?: ReportTone;
  isStrong?: boolean;
  /** It stands for ties, which a description tells by themselves. */
  isTie?: boolean;
}

/** A box with a name and what is said of it. */
export interface Item {
  id: string;
  /** What kind of thing it is. */
  kind: string;
  name: string;
  rows: readonly ItemRow[];
  /** `heavy` for what is a single point of failure, `dashed` for what was not read. */
  look?: "heavy" | "dashed";
}

/** A line between two boxes of neighbouring layers. */
export interface ItemTie {
  from: string;
  to: string;
  tone?: ReportTone;
  look?: "heavy" | "dashed";
}

export interface Layered {
  title: string;
  description: readonly string[];
  /** From left to right; those without items take no room. */
  layers: readonly { head: string; items: readonly Item[] }[];
  ties: readonly ItemTie[];
}

const head = 15;
const gap = 7;
const rowHeight = 9.6;
const rowSize = 7.5;
/** Breadth of a box: three of them stand beside each other. */
const boxWidth = 134;
const padding = 6;
const signWidth = 9;
/** Lines that a row may take. */
const maximumLines = 3;

/** The lines of a row in a box. */
function linesOf({ text, tone }: ItemRow): string[] {
  return wrapped(text, boxWidth - 2 * padding - (tone === undefined ? 0 : signWidth), rowSize, maximumLines);
}

function itemHeight({ rows }: Item): number {
  const lines = rows.reduce((sum, row) => sum + linesOf(row).length, 0);
  return 26 + lines * rowHeight + (lines > 0 ? 3 : 0);
}

/** Height of boxes above each other. */
export function stackHeight(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + itemHeight(item) + gap, 0);
}

interface Placed {
  item: Item;
  layer: number;
  x: number;
  y: number;
  height: number;
}

/** Boxes in layers and lines between neighbouring ones: no line crosses a box. The same input gives the same picture. */
export function layeredDrawing({ title, description, layers: asked, ties: all }: Layered): Drawing {
  const layers = asked.filter(({ items }) => items.length > 0);
  const tallest = Math.max(0, ...layers.map(({ items }) => stackHeight(items)));
  const step = layers.length > 2 ? (pictureWidth - boxWidth) / 2 : (pictureWidth - boxWidth) / 1.25;
  const placed = placedOf(layers, all, tallest, step);
  const ties = drawnTies(all, placed);
  const items = [...placed.values()].map(({ item }) => item);
  const { shapes: legend, bottom } = legendShapes(legendOf(items, ties), head + tallest + 4, pictureWidth);
  const heads = layers.map(
    (layer, index): Shape => ({
      kind: "text",
      x: index * step,
      y: 9,
      width: Math.min(step - 8, pictureWidth - index * step),
      text: layer.head,
      size: 7.5,
      look: "quiet",
    }),
  );
  const shapes = [...heads, ...tieShapes(ties), ...[...placed.values()].flatMap(boxShapes), ...legend];
  return { title, description, width: pictureWidth, height: bottom, shapes };
}

function placedOf(layers: Layered["layers"], ties: readonly ItemTie[], tallest: number, step: number): Map<string, Placed> {
  const placed = new Map<string, Placed>();
  const middles = new Map<string, number>();
  for (const [layer, { items }] of layers.entries()) {
    const sorted = layer === 0 ? items : byNeighbours(items, ties, middles);
    const free = tallest - stackHeight(sorted);
    const spread = Math.min(24, free / (sorted.length + 1));
    let y = head + (free - spread * (sorted.length - 1)) / 2;
    for (const item of sorted) {
      const height = itemHeight(item);
      placed.set(item.id, { item, layer, x: layer * step, y, height });
      middles.set(item.id, y + height / 2);
      y += height + gap + spread;
    }
  }
  return placed;
}

/** What the marks of a picture mean, those that are in it. */
function legendOf(items: readonly Item[], ties: readonly ItemTie[]): LegendEntry[] {
  const tones = new Set([...items.flatMap(({ rows }) => rows.map(({ tone }) => tone)), ...ties.map(({ tone }) => tone)]);
  const used = severities.toReversed().filter((severity) => tones.has(severity));
  const isOpen = tones.has("unknown") || items.some(({ look }) => look === "dashed");
  return [
    ...used.map((severity) => ({ tone: severity, text: `${toneWords[severity]}: a fault, with its thick line` })),
    ...(isOpen ? [{ tone: "unknown" as const, text: "Unknown: not read; broken frame or line" }] : []),
    ...(items.some(({ look }) => look === "heavy") ? [{ text: "Thick frame: its loss alone takes machines with it" }] : []),
  ];
}

/** By the middle of what they are tied to on their left, so that few lines cross. */
function byNeighbours(items: readonly Item[], ties: readonly ItemTie[], order: ReadonlyMap<string, number>): Item[] {
  const weights = new Map(
    items.map(({ id }) => {
      const beside = ties.flatMap(({ from, to }) => (to === id ? (order.get(from) ?? []) : from === id ? (order.get(to) ?? []) : []));
      return [id, beside.length === 0 ? Number.MAX_VALUE : beside.reduce((sum, one) => sum + one, 0) / beside.length];
    }),
  );
  return items.toSorted((one, other) => (weights.get(one.id) ?? 0) - (weights.get(other.id) ?? 0) || (one.id < other.id ? -1 : 1));
}

interface DrawnTie extends ItemTie {
  left: Placed;
  right: Placed;
}

function drawnTies(ties: readonly ItemTie[], placed: ReadonlyMap<string, Placed>): DrawnTie[] {
  return ties.flatMap((tie) => {
    const [one, other] = [placed.get(tie.from), placed.get(tie.to)];
    if (one === undefined || other === undefined || Math.abs(one.layer - other.layer) !== 1) return [];
    return [one.layer < other.layer ? { ...tie, left: one, right: other } : { ...tie, left: other, right: one }];
  });
}

/** Straight lines, each with an end of its own on both boxes; those of faults lie on the others. */
function tieShapes(ties: readonly DrawnTie[]): Shape[] {
  const portOf = (side: "left" | "right", tie: DrawnTie): number => {
    const opposite = side === "left" ? "right" : "left";
    const own = tie[side];
    const all = ties.filter((each) => each[side] === own).sort((one, other) => one[opposite].y - other[opposite].y);
    return own.y + (own.height * (all.indexOf(tie) + 1)) / (all.length + 1);
  };
  const rank = ({ tone }: ItemTie) => (tone === undefined ? 0 : 1);
  return ties
    .toSorted((one, other) => rank(one) - rank(other))
    .map((tie) => {
      const from: Point = [tie.left.x + boxWidth, portOf("left", tie)];
      const to: Point = [tie.right.x, portOf("right", tie)];
      return { kind: "line", points: [from, to], ...(tie.tone && { tone: tie.tone }), ...(tie.look && { look: tie.look }) };
    });
}

function boxShapes({ item: { kind, name, rows, look }, x, y, height }: Placed): Shape[] {
  const [left, width] = [x + padding, boxWidth - 2 * padding];
  let base = y + 31;
  const said = rows.flatMap((row) => {
    const shapes = rowShapes(row, left, base, width);
    base += linesOf(row).length * rowHeight;
    return shapes;
  });
  return [
    { kind: "box", x, y, width: boxWidth, height, ...(look && { look }) },
    { kind: "text", x: left, y: y + 9.5, width, text: kind, size: 6.5, look: "quiet" },
    { kind: "text", x: left, y: y + 20, width, text: name, size: 9, look: "strong" },
    ...said,
  ];
}

function rowShapes(row: ItemRow, x: number, base: number, width: number): Shape[] {
  const { tone, isStrong } = row;
  const indent = tone === undefined ? 0 : signWidth;
  const look = tone !== undefined ? { tone } : isStrong === true ? { look: "strong" as const } : {};
  return [
    ...(tone === undefined ? [] : [{ kind: "sign" as const, x, y: base - 6, size: 6, tone }]),
    ...linesOf(row).map(
      (text, line): Shape => ({
        kind: "text",
        x: x + indent,
        y: base + line * rowHeight,
        width: width - indent,
        text,
        size: rowSize,
        ...look,
      }),
    ),
  ];
}
