import type { ReportTone } from "#lib/reports/report/model.ts";
import { signShapes } from "#lib/reports/report/sign-shapes.ts";

/** Draws the sign of a tone that stands on the base line. */
export function signOperators(tone: ReportTone, x: number, base: number, size: number, colour: string): string[] {
  const shape = signShapes[tone];
  if (shape === undefined) return [];
  const side = size * 0.72;
  const path = shape.points.map(([right, down], index) => {
    const place = `${(x + right * side).toFixed(2)} ${(base - side + down * side).toFixed(2)}`;
    return `${place} ${index === 0 ? "m" : "l"}`;
  });
  const dot = tone === "unknown" ? [`${colour} rg ${(x + side * 0.42).toFixed(2)} ${(base - side * 0.14).toFixed(2)} 0.9 0.9 re f`] : [];
  return [`q ${colour} rg ${colour} RG 0.9 w 1 J 1 j ${path.join(" ")} ${shape.paint} Q`, ...dot];
}
