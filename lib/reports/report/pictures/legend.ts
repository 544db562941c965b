import { type Shape, textWidth } from "#lib/reports/report/drawing.ts";
import type { ReportTone } from "#lib/reports/report/model.ts";

/** A mark of a picture and what it means. */
export interface LegendEntry {
  tone?: ReportTone;
  text: string;
}

const size = 7.5;
const lineHeight = 11;

/** Entries in a row, on as many lines as they need below `y`; returns where they end. */
export function legendShapes(entries: readonly LegendEntry[], y: number, width: number): { shapes: Shape[]; bottom: number } {
  const shapes: Shape[] = [];
  let [x, base] = [0, y + lineHeight];
  for (const { tone, text } of entries) {
    const sign = tone === undefined ? 0 : size + 2;
    const whole = sign + Math.min(width - sign, textWidth(text, size));
    if (x > 0 && x + whole > width) [x, base] = [0, base + lineHeight];
    if (tone !== undefined) shapes.push({ kind: "sign", x, y: base - 6, size: 6, tone });
    const look = tone === undefined ? { look: "quiet" as const } : { tone };
    shapes.push({ kind: "text", x: x + sign, y: base, width: width - sign, text, size, ...look });
    x += whole + 12;
  }
  return { shapes, bottom: entries.length === 0 ? y : base + 3 };
}
