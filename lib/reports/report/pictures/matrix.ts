import { count } from "#lib/format.ts";
import type { Drawing, Shape } from "#lib/reports/report/drawing.ts";
import type { ReportTone } from "#lib/reports/report/model.ts";
import { type LegendEntry, legendShapes } from "./legend.ts";
import { pictureWidth } from "./sizes.ts";

/** One cell: two short lines, and the same in words; empty words for a cell that says nothing. */
export interface MatrixCell {
  text: string;
  note?: string;
  tone?: ReportTone;
  isQuiet?: boolean;
  words: string;
}

export interface MatrixRow {
  head: string;
  note: string;
  /** What is wrong or unknown in the whole row, as sign and word. */
  mark: { tone: ReportTone; word: string } | null;
  /** The row in words, before its cells. */
  words: string;
  cells: readonly MatrixCell[];
}

export interface MatrixColumn {
  head: string;
  /** What disagrees anywhere in it. */
  tone: ReportTone | null;
  words: string;
}

export interface Matrix {
  title: string;
  corner: string;
  columns: readonly MatrixColumn[];
  rows: readonly MatrixRow[];
  /** Breadths in points. */
  labelWidth: number;
  cellWidth: number;
  legend: readonly LegendEntry[];
}

const headHeight = 26;
const rowHeight = 22;
const markWidth = 50;
/** Rows of one picture: with its head and legend it fits on a page. */
export const maximumRows = 23;

/** A matrix as pictures that fit on a page each, all rows and all columns: what is too much for one goes on in the next, under the same heads. */
export function matrixDrawings(matrix: Matrix): Drawing[] {
  const { columns, rows, labelWidth, cellWidth } = matrix;
  const across = evenly(columns, Math.floor((pictureWidth - labelWidth) / cellWidth));
  const down = evenly(rows, maximumRows);
  const all = down.flatMap((part) => across.map((own) => ({ part, own })));
  return all.map(({ part, own }, index) => drawingOf(matrix, part, own, all.length === 1 ? "" : ` (${index + 1} of ${all.length})`));
}

/** Stretches of a list, none longer than the maximum and all about as long; one that is empty for an empty list. */
export function evenly<T>(items: readonly T[], maximum: number): { from: number; items: readonly T[] }[] {
  const parts = Math.max(1, Math.ceil(items.length / maximum));
  return Array.from({ length: parts }, (_, index) => {
    const from = Math.round((index * items.length) / parts);
    return { from, items: items.slice(from, Math.round(((index + 1) * items.length) / parts)) };
  });
}

type Part<T> = ReturnType<typeof evenly<T>>[number];

function drawingOf(matrix: Matrix, rows: Part<MatrixRow>, columns: Part<MatrixColumn>, number: string): Drawing {
  const { labelWidth, cellWidth } = matrix;
  const width = pictureWidth;
  const right = columns.items.length === 0 ? width : labelWidth + columns.items.length * cellWidth;
  const shapes: Shape[] = [
    { kind: "text", x: 3, y: headHeight - 6, width: labelWidth - 6, text: matrix.corner, size: 7.5, look: "quiet" },
    ...columns.items.flatMap((column, index) => headShapes(column, labelWidth + index * cellWidth, cellWidth)),
    rule(headHeight, right),
    ...rows.items.flatMap((row, index) => rowShapes(matrix, row, columns, headHeight + index * rowHeight, right)),
  ];
  const { shapes: legend, bottom } = legendShapes(matrix.legend, headHeight + rows.items.length * rowHeight + 3, width);
  return {
    title: `${matrix.title}${number}`,
    description: rows.items.map((row) => lineOf(row, columns)),
    width,
    height: bottom,
    shapes: [...shapes, ...legend],
  };
}

function rule(y: number, right: number): Shape {
  return {
    kind: "line",
    points: [
      [0, y],
      [right, y],
    ],
    look: "quiet",
  };
}

function headShapes({ head, tone }: MatrixColumn, x: number, width: number): Shape[] {
  const sign: Shape[] = tone === null ? [] : [{ kind: "sign", x: x + width / 2 - 3.5, y: 2, size: 7, tone }];
  return [
    ...sign,
    { kind: "text", x: x + width / 2, y: headHeight - 6, width: width - 2, text: head, size: 7.5, align: "center", look: "strong" },
  ];
}

function rowShapes({ labelWidth, cellWidth }: Matrix, row: MatrixRow, columns: Part<MatrixColumn>, y: number, right: number): Shape[] {
  const { head, note, mark, cells } = row;
  const isUnknown = mark?.tone === "unknown" && cells.every(({ tone }) => tone === "unknown");
  const room = labelWidth - (mark === null ? 6 : markWidth + 6);
  return [
    ...(isUnknown
      ? [{ kind: "box" as const, x: 0, y: y + 0.5, width: right, height: rowHeight - 1, tone: "unknown" as const, look: "soft" as const }]
      : []),
    { kind: "text", x: 3, y: y + 9.5, width: room, text: head, size: 8.5, look: "strong" },
    { kind: "text", x: 3, y: y + 18.5, width: room, text: note, size: 7, look: "quiet" },
    ...(mark === null ? [] : markShapes(mark, labelWidth - markWidth, y)),
    ...columns.items.flatMap((_, index) => {
      const cell = cells[columns.from + index];
      return cell === undefined ? [] : cellShapes(cell, labelWidth + index * cellWidth, y, cellWidth);
    }),
    rule(y + rowHeight, right),
  ];
}

function markShapes({ tone, word }: NonNullable<MatrixRow["mark"]>, x: number, y: number): Shape[] {
  return [
    { kind: "sign", x, y: y + 7.5, size: 7, tone },
    { kind: "text", x: x + 9, y: y + 14, width: markWidth - 10, text: word, size: 6.8, tone },
  ];
}

function cellShapes({ text, note, tone, isQuiet }: MatrixCell, x: number, y: number, width: number): Shape[] {
  const middle = x + width / 2;
  const look = tone === undefined && isQuiet === true ? { look: "quiet" as const } : {};
  const base = note === undefined ? y + 14 : y + 10;
  const isFault = tone !== undefined && tone !== "unknown" && tone !== "not-applicable";
  const frame: Shape[] = !isFault
    ? []
    : [
        { kind: "box", x: x + 1, y: y + 1, width: width - 2, height: rowHeight - 2, tone, look: "heavy" },
        { kind: "sign", x: x + 3, y: y + 3, size: 6, tone },
      ];
  // Beside its sign, a text has less room.
  const room = isFault ? { x: middle + 4.5, width: width - 11, size: 7 } : { x: middle, width: width - 3, size: 8.5 };
  return [
    ...frame,
    { kind: "text", ...room, y: base, text, align: "center", ...look },
    ...(note === undefined
      ? []
      : [{ kind: "text" as const, x: middle, y: y + 18.5, width: width - 4, text: note, size: 7, align: "center" as const }]),
  ];
}

function lineOf(row: MatrixRow, columns: Part<MatrixColumn>): string {
  const told = columns.items.flatMap(({ words }, index) => {
    const cell = row.cells[columns.from + index];
    return cell === undefined || cell.words === "" ? [] : [`${words}: ${cell.words}`];
  });
  const mark = row.mark === null ? "" : `, ${row.mark.word}`;
  const rest = told.length === 0 ? `nothing in ${count(columns.items.length, "column")}` : told.join("; ");
  return columns.items.length === 0 ? `${row.words}${mark}` : `${row.words}${mark}: ${rest}`;
}
