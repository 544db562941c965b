import type { ReportTone } from "./model.ts";

/** What a picture is made of; lengths are in points from the upper left corner. */
export type Shape =
  | { kind: "box"; x: number; y: number; width: number; height: number; tone?: ReportTone }
  | { kind: "line"; points: readonly (readonly [x: number, y: number])[]; tone?: ReportTone; dashed?: boolean }
  /** `y` is the base line; what is longer than `width` ends in an ellipsis. */
  | { kind: "text"; x: number; y: number; width: number; text: string; align?: "center" | "right"; quiet?: boolean; tone?: ReportTone };

/** A picture of boxes, lines and text: SVG on a screen, vectors on paper, its description elsewhere. */
export interface Drawing {
  title: string;
  /** The same in words, for who cannot see it. */
  description: string;
  width: number;
  height: number;
  shapes: readonly Shape[];
}

/** A text of a picture, cut to about its width: letters of 10 points are some 5.5 points wide. */
export function fitted(text: string, width: number): string {
  const letters = Math.max(1, Math.floor(width / 5.5));
  return text.length <= letters ? text : `${text.slice(0, letters - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
