import type { Block, Words } from "#lib/reports/report/document/block.ts";
import { drawDrawing } from "./draw-drawing.ts";
import { drawTable } from "./draw-table.ts";
import { grey, sunken } from "./ink.ts";
import type { TextStyle } from "./lines.ts";
import { leading, type Sheet } from "./sheet.ts";

export const body: TextStyle = { size: 9 };
const headings: Record<2 | 3 | 4, { style: TextStyle; before: number; after: number; keep: number }> = {
  2: { style: { size: 15, family: "bold" }, before: 18, after: 6, keep: 90 },
  3: { style: { size: 10.5, family: "bold" }, before: 12, after: 3, keep: 80 },
  4: { style: { size: 9, family: "bold", colour: grey }, before: 7, after: 2, keep: 46 },
};
/** Room for the terms of a list of pairs. */
const termWidth = 66;
const indent = 16;

/** Draws a block where the sheet stands; pauses between the rows of a table, so that a long one keeps nobody else waiting. */
export function* drawBlock(sheet: Sheet, block: Block): Generator<undefined> {
  switch (block.kind) {
    case "heading":
      return heading(sheet, block);
    case "paragraph":
      return sheet.paragraph(block.words, body);
    case "pairs":
      return pairs(sheet, block.pairs);
    case "list":
      return list(sheet, block.items, block.ordered);
    case "checklist":
      return checklist(sheet, block.items);
    case "table":
      return yield* drawTable(sheet, block);
    case "excerpt":
      return excerpt(sheet, block);
    case "drawing":
      return drawDrawing(sheet, block.drawing);
  }
}

function heading(sheet: Sheet, { level, words, keep: more = 0 }: Block & { kind: "heading" }): void {
  const { style, before, after, keep } = headings[level];
  if (!sheet.isEmpty) sheet.y += before;
  sheet.need(Math.min(sheet.height, Math.max(keep, keep / 2 + more)));
  if (level !== 4) sheet.bookmark(plain(words), level);
  sheet.paragraph(words, style, after);
}

/** What a bookmark says: words without their looks, on one line that fits beside a page. */
function plain(words: Words): string {
  const text = words
    .map((piece) => piece.text)
    .join("")
    .replace(/\s+/g, " ")
    .trim();
  return text.length <= 110 ? text : `${text.slice(0, 109).replace(/[\ud800-\udbff]$/, "")}…`;
}

function pairs(sheet: Sheet, all: readonly (readonly [string, Words])[]): void {
  sheet.y += 2;
  for (const [term, words] of all) {
    const [label] = sheet.lines([{ text: term }], { ...body, colour: grey }, termWidth);
    const lines = sheet.lines(words, body, sheet.width - termWidth);
    // A term never stands alone at the foot of a page.
    sheet.need(Math.min(lines.length, 2) * body.size * leading);
    if (label !== undefined) sheet.line(label, sheet.left, sheet.y, body.size);
    hanging(sheet, lines, termWidth);
  }
  sheet.y += 4;
}

function list(sheet: Sheet, items: readonly Words[], ordered: boolean): void {
  for (const [index, item] of items.entries()) {
    const [mark] = sheet.lines([{ text: ordered ? `${index + 1}.` : "–" }], { ...body, colour: grey }, indent * 2);
    const lines = sheet.lines(item, body, sheet.width - indent);
    sheet.need(Math.min(lines.length, 2) * body.size * leading);
    if (mark !== undefined) sheet.line(mark, sheet.left, sheet.y, body.size);
    hanging(sheet, lines, indent);
  }
  sheet.y += 4;
}

const boxSide = 8;

/** Boxes large enough for a pen. */
function checklist(sheet: Sheet, items: (Block & { kind: "checklist" })["items"]): void {
  for (const { done, words } of items) {
    const lines = sheet.lines(words, body, sheet.width - indent);
    sheet.need(Math.min(lines.length, 3) * body.size * leading);
    sheet.frame(sheet.left + 1, sheet.y + 1.6, boxSide, boxSide, grey);
    const [tick] = done ? sheet.lines([{ text: "✓", style: "strong" }], body) : [];
    if (tick !== undefined) sheet.line(tick, sheet.left + 1.4, sheet.y + 0.4, body.size);
    hanging(sheet, lines, indent);
    sheet.y += 1.5;
  }
  sheet.y += 4;
}

function hanging(sheet: Sheet, lines: ReturnType<Sheet["lines"]>, from: number): void {
  for (const line of lines) {
    sheet.need(body.size * leading);
    sheet.line(line, sheet.left + from, sheet.y, body.size);
    sheet.y += body.size * leading;
  }
  sheet.y += 1.5;
}

const small: TextStyle = { size: 7.6 };
const codeStyle: TextStyle = { size: 7.4, family: "mono" };

/** Lines that a machine said, on a ground of their own, numbered as in their source. */
function excerpt(sheet: Sheet, { source, lines }: Block & { kind: "excerpt" }): void {
  const height = codeStyle.size * leading;
  const digits = String(Math.max(...lines.map(({ number }) => number))).length;
  const numberWidth = 10 + digits * 4.6;
  sheet.need(small.size * leading + height * 2);
  sheet.paragraph([{ text: source, style: "code" }], { ...small, colour: grey }, 1);
  for (const { number, text } of lines) {
    const [label] = sheet.lines([{ text: String(number).padStart(digits), style: "code" }], { size: codeStyle.size, colour: grey });
    const broken = sheet.lines([{ text: text === "" ? " " : text.replaceAll("\n", " ") }], codeStyle, sheet.width - numberWidth - 8);
    for (const [index, line] of broken.entries()) {
      sheet.need(height);
      sheet.box(sheet.left, sheet.y, sheet.width, height, sunken);
      if (index === 0 && label !== undefined) sheet.line(label, sheet.left + 5, sheet.y + 0.8, codeStyle.size);
      sheet.line(line, sheet.left + numberWidth, sheet.y + 0.8, codeStyle.size);
      sheet.y += height;
    }
  }
  sheet.y += 6;
}
