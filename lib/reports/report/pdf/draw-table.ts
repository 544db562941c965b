import type { Block, Column, Words } from "#lib/reports/report/document/block.ts";
import { grey, hairline, softOf } from "./ink.ts";
import type { Line, TextStyle } from "./lines.ts";
import { leading, type Sheet } from "./sheet.ts";

const style: TextStyle = { size: 7.8 };
const headStyle: TextStyle = { size: 7, colour: grey };
const padding = { x: 3.5, y: 2.6 };
const height = style.size * leading;

interface Cell {
  lines: Line[];
  ground: string | undefined;
}

/** A table whose head stands again on every page; a row stays whole wherever it fits on a page at all. */
export function* drawTable(sheet: Sheet, { columns, rows }: Block & { kind: "table" }): Generator<undefined> {
  const widths = widthsOf(columns, sheet.width);
  const head = columns.map(({ title }, index) => sheet.lines([{ text: title }], headStyle, (widths[index] ?? 0) - 2 * padding.x));
  const headHeight = Math.max(1, ...head.map((lines) => lines.length)) * headStyle.size * leading + 2 * padding.y;
  let isFirst = true;
  for (const row of rows) {
    const cells = row.map((words, index) => cellOf(sheet, words, (widths[index] ?? 0) - 2 * padding.x));
    const whole = Math.max(1, ...cells.map(({ lines }) => lines.length)) * height + 2 * padding.y;
    const fits = sheet.y + whole + (isFirst ? headHeight : 0) <= sheet.bottom;
    if (!fits && whole + headHeight <= sheet.height) sheet.nextPage();
    if (isFirst || sheet.isEmpty) drawHead(sheet, head, columns, widths, headHeight);
    isFirst = false;
    drawRow(sheet, cells, columns, widths, () => drawHead(sheet, head, columns, widths, headHeight));
    yield;
  }
  if (isFirst) drawHead(sheet, head, columns, widths, headHeight);
  sheet.y += 8;
}

function widthsOf(columns: readonly Column[], width: number): number[] {
  const sum = columns.reduce((total, { weight }) => total + weight, 0);
  return columns.map(({ weight }) => (weight / sum) * width);
}

/** The ground of a cell is that of the tone it begins with. */
function cellOf(sheet: Sheet, words: Words, width: number): Cell {
  const tone = words[0]?.tone;
  return { lines: sheet.lines(words, style, width), ground: tone === undefined ? undefined : softOf[tone] };
}

function drawHead(sheet: Sheet, head: readonly Line[][], columns: readonly Column[], widths: readonly number[], total: number): void {
  let x = sheet.left;
  for (const [index, lines] of head.entries()) {
    const width = widths[index] ?? 0;
    for (const [row, line] of lines.entries())
      sheet.line(line, aligned(line, columns[index], x, width), sheet.y + padding.y + row * headStyle.size * leading, headStyle.size);
    x += width;
  }
  sheet.y += total;
  sheet.stroke(
    [
      [sheet.left, sheet.y],
      [sheet.left + sheet.width, sheet.y],
    ],
    grey,
  );
}

/** Draws as many lines of the row as fit; what is longer than a page goes on under the head of the next. */
function drawRow(sheet: Sheet, cells: readonly Cell[], columns: readonly Column[], widths: readonly number[], again: () => void): void {
  const all = Math.max(1, ...cells.map(({ lines }) => lines.length));
  for (let from = 0; from < all; ) {
    const room = Math.floor((sheet.bottom - sheet.y - 2 * padding.y) / height);
    if (room < 1) {
      sheet.nextPage();
      again();
      continue;
    }
    const number = Math.min(room, all - from);
    drawSlice(sheet, cells, columns, widths, from, number);
    from += number;
  }
}

function drawSlice(
  sheet: Sheet,
  cells: readonly Cell[],
  columns: readonly Column[],
  widths: readonly number[],
  from: number,
  number: number,
): void {
  const total = number * height + 2 * padding.y;
  let x = sheet.left;
  for (const [index, { lines, ground }] of cells.entries()) {
    const width = widths[index] ?? 0;
    if (ground !== undefined) sheet.box(x, sheet.y + 0.4, width, total - 0.4, ground);
    for (const [row, line] of lines.slice(from, from + number).entries())
      sheet.line(line, aligned(line, columns[index], x, width), sheet.y + padding.y + row * height, style.size);
    x += width;
  }
  sheet.y += total;
  sheet.stroke(
    [
      [sheet.left, sheet.y],
      [sheet.left + sheet.width, sheet.y],
    ],
    hairline,
  );
}

function aligned(line: Line, column: Column | undefined, x: number, width: number): number {
  if (column?.align === "right") return x + width - padding.x - line.width;
  if (column?.align === "center") return x + (width - line.width) / 2;
  return x + padding.x;
}
