import { cutTexts, type Drawing, fitted, type Shape, textSize } from "#lib/reports/report/drawing.ts";
import { grey, hairline, ink, inkOf, softOf, sunken } from "./ink.ts";
import { leading, type Sheet } from "./sheet.ts";
import { signOperators } from "./signs.ts";

const titleSize = 7.6;

/** A picture in vectors, as wide as the page at most, and below it in full what was cut in it. */
export function drawDrawing(sheet: Sheet, drawing: Drawing): void {
  const { title, width, height, shapes } = drawing;
  const head = titleSize * leading + 3;
  const scale = Math.min(1, sheet.width / width, (sheet.height - head - 10) / height);
  sheet.need(height * scale + head + 10);
  sheet.paragraph([{ text: title, style: "strong" }], { size: titleSize }, 3);
  for (const shape of shapes) drawShape(sheet, shape, sheet.left, sheet.y, scale);
  sheet.y += height * scale + 6;
  const cut = cutTexts(drawing);
  if (cut.length > 0) sheet.paragraph([{ text: `Cut above, in full: ${cut.join("; ")}`, style: "quiet" }], { size: titleSize }, 3);
  sheet.y += 4;
}

function drawShape(sheet: Sheet, shape: Shape, left: number, top: number, scale: number): void {
  if (shape.kind === "box") drawBox(sheet, shape, left, top, scale);
  else if (shape.kind === "text") drawText(sheet, shape, left, top, scale);
  else if (shape.kind === "line") {
    const points = shape.points.map(([x, y]) => [left + x * scale, top + y * scale] as const);
    const colour = shape.look === "quiet" ? hairline : colourOf(shape.tone);
    sheet.stroke(points, colour, { dashed: shape.look === "dashed", width: shape.look === "heavy" ? 1.6 : 0.6 });
  } else {
    const { x, y, size, tone } = shape;
    // A sign that stands in a line is 0.72 of its text.
    sheet.draw(signOperators(tone, left + x * scale, top + (y + size) * scale, (size * scale) / 0.72, colourOf(tone)));
  }
}

function colourOf(tone: Shape["tone"]): string {
  return tone === undefined ? grey : inkOf[tone];
}

function drawBox(
  sheet: Sheet,
  { x, y, width, height, tone, look }: Shape & { kind: "box" },
  left: number,
  top: number,
  scale: number,
): void {
  const place = [left + x * scale, top + y * scale, width * scale, height * scale] as const;
  if (look === "soft") sheet.box(...place, (tone === undefined ? undefined : softOf[tone]) ?? sunken);
  else sheet.frame(...place, colourOf(tone), { dashed: look === "dashed", width: look === "heavy" ? 1.8 : 0.7 });
}

/** Text that is wider than its room all the same, of letters that no font was measured for, is set smaller. */
function drawText(sheet: Sheet, shape: Shape & { kind: "text" }, left: number, top: number, scale: number): void {
  const { x, y, width, text, size: asked = textSize, align = "left", look, tone } = shape;
  const plain = look === "quiet" ? grey : ink;
  const isBold = look === "strong" || (tone !== undefined && tone !== "not-applicable");
  const style = { colour: tone === undefined ? plain : inkOf[tone], family: isBold ? ("bold" as const) : ("regular" as const) };
  const words = [{ text: fitted(text, width, asked) }];
  const lineOf = (size: number) => sheet.lines(words, { ...style, size }, Number.MAX_VALUE)[0];
  const whole = lineOf(asked * scale)?.width ?? 0;
  const size = asked * scale * Math.min(1, (width * scale) / Math.max(whole, 1));
  const line = lineOf(size);
  if (line === undefined) return;
  const shift = { left: 0, center: line.width / 2, right: line.width }[align];
  sheet.line(line, left + x * scale - shift, top + y * scale - size * 1.02, size);
}
