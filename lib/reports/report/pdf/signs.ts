import type { ReportTone } from "#lib/reports/report/model.ts";

type Point = readonly [x: number, y: number];

/** Shapes in a square of side 1: what a tone looks like where colours cannot be told apart. */
const shapes: Partial<Record<ReportTone, { points: readonly Point[]; paint: "f" | "s" | "S" }>> = {
  critical: {
    points: [
      [0.3, 0],
      [0.7, 0],
      [1, 0.3],
      [1, 0.7],
      [0.7, 1],
      [0.3, 1],
      [0, 0.7],
      [0, 0.3],
    ],
    paint: "f",
  },
  high: {
    points: [
      [0.5, 0.04],
      [1, 0.96],
      [0, 0.96],
    ],
    paint: "f",
  },
  medium: {
    points: [
      [0.5, 0],
      [1, 0.5],
      [0.5, 1],
      [0, 0.5],
    ],
    paint: "f",
  },
  low: {
    points: [
      [0.3, 0.05],
      [0.7, 0.05],
      [0.95, 0.3],
      [0.95, 0.7],
      [0.7, 0.95],
      [0.3, 0.95],
      [0.05, 0.7],
      [0.05, 0.3],
    ],
    paint: "s",
  },
  info: {
    points: [
      [0.1, 0.5],
      [0.9, 0.5],
    ],
    paint: "S",
  },
  holds: {
    points: [
      [0.05, 0.55],
      [0.38, 0.9],
      [0.95, 0.15],
    ],
    paint: "S",
  },
  unknown: {
    points: [
      [0.2, 0.28],
      [0.35, 0.08],
      [0.65, 0.08],
      [0.8, 0.28],
      [0.7, 0.48],
      [0.5, 0.6],
      [0.5, 0.72],
    ],
    paint: "S",
  },
};

/** Draws the sign of a tone that stands on the base line. */
export function signOperators(tone: ReportTone, x: number, base: number, size: number, colour: string): string[] {
  const shape = shapes[tone];
  if (shape === undefined) return [];
  const side = size * 0.72;
  const path = shape.points.map(([right, down], index) => {
    const place = `${(x + right * side).toFixed(2)} ${(base - side + down * side).toFixed(2)}`;
    return `${place} ${index === 0 ? "m" : "l"}`;
  });
  const dot = tone === "unknown" ? [`${colour} rg ${(x + side * 0.42).toFixed(2)} ${(base - side * 0.14).toFixed(2)} 0.9 0.9 re f`] : [];
  return [`q ${colour} rg ${colour} RG 0.9 w 1 J 1 j ${path.join(" ")} ${shape.paint} Q`, ...dot];
}
