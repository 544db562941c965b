import type { ReportTone } from "./model.ts";

type Corner = readonly [right: number, down: number];

/** Shapes in a square of side 1: what a tone looks like where colours cannot be told apart; filled, closed or open. */
export const signShapes: Partial<Record<ReportTone, { points: readonly Corner[]; paint: "f" | "s" | "S" }>> = {
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
