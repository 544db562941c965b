import { type Drawing, fitted, type Shape } from "#lib/reports/report/drawing.ts";
import { grey, ink, inkOf } from "./ink.ts";
import type { Sheet } from "./sheet.ts";

const textSize = 10;

/** A picture in vectors, as wide as the page at most. */
export function drawDrawing(sheet: Sheet, { title, width, height, shapes }: Drawing): void {
  const scale = Math.min(1, sheet.width / width, (sheet.height - 20) / height);
  sheet.need(height * scale + 20);
  sheet.paragraph([{ text: title, style: "quiet" }], { size: 7.6 }, 3);
  for (const shape of shapes) drawShape(sheet, shape, sheet.left, sheet.y, scale);
  sheet.y += height * scale + 8;
}

function drawShape(sheet: Sheet, shape: Shape, left: number, top: number, scale: number): void {
  const colour = shape.tone === undefined ? grey : inkOf[shape.tone];
  if (shape.kind === "box") sheet.frame(left + shape.x * scale, top + shape.y * scale, shape.width * scale, shape.height * scale, colour);
  else if (shape.kind === "line") {
    const points = shape.points.map(([x, y]) => [left + x * scale, top + y * scale] as const);
    sheet.stroke(points, colour, shape.dashed === true);
  } else drawText(sheet, shape, left, top, scale);
}

function drawText(sheet: Sheet, shape: Shape & { kind: "text" }, left: number, top: number, scale: number): void {
  const size = textSize * scale;
  const plain = shape.quiet === true ? grey : ink;
  const colour = shape.tone === undefined ? plain : inkOf[shape.tone];
  const [line] = sheet.lines([{ text: fitted(shape.text, shape.width) }], { size, colour });
  if (line === undefined) return;
  const shift = { left: 0, center: line.width / 2, right: line.width }[shape.align ?? "left"];
  sheet.line(line, left + shape.x * scale - shift, top + shape.y * scale - size * 1.02, size);
}
