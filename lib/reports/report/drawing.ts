import type { ReportTone } from "./model.ts";

/** What a picture is made of; lengths are in points from the upper left corner. Later ones lie on earlier ones. */
export type Shape =
  /** `soft` has the ground of its tone, without one that of what is quiet; `heavy` has a thick frame, `dashed` a broken one. */
  | { kind: "box"; x: number; y: number; width: number; height: number; tone?: ReportTone; look?: "soft" | "heavy" | "dashed" }
  | { kind: "line"; points: readonly Point[]; tone?: ReportTone; look?: "heavy" | "dashed" | "quiet" }
  /** What a tone looks like where colours cannot be told apart. */
  | { kind: "sign"; x: number; y: number; size: number; tone: ReportTone }
  /** `y` is the base line; what is longer than `width` ends in an ellipsis. */
  | {
      kind: "text";
      x: number;
      y: number;
      width: number;
      text: string;
      /** In points; 10 unless it says otherwise. */
      size?: number;
      align?: "center" | "right";
      look?: "quiet" | "strong";
      tone?: ReportTone;
    };

export type Point = readonly [x: number, y: number];

/** A picture of boxes, lines and text: SVG on a screen, vectors on paper, its description elsewhere. */
export interface Drawing {
  title: string;
  /** All that it shows, in words and uncut: a line for each thing in it. */
  description: readonly string[];
  width: number;
  height: number;
  shapes: readonly Shape[];
}

export const textSize = 10;

/** Letters by how wide they are at size 1, a little more than the boldest of the PDF's fonts; those of other scripts are wider. */
const letterWidths: readonly (readonly [letters: RegExp, width: number])[] = [
  [/\p{M}|\u200d|\ufe0f/u, 0],
  [/[ '`,.!|iIlj]/, 0.32],
  [/[()[\]{}:;"\-*^rt1f]/, 0.45],
  [/[#/<=>~_+?7sTLZacevyz\\]/, 0.62],
  [/[\u0020-\u0024&-?A-LPRSU-V X-Z\\b-lno-vx-z·–−…≠]/, 0.74],
  [/[NOQGCHD]/, 0.8],
  [/[\p{Script=Latin}\p{Script=Greek}\p{Script=Hebrew}%@]/u, 1.03],
];

/** Of letters that were asked for; the plane that nearly all are in is small enough to be kept. */
const known = new Map<string, number>();

function letterWidth(letter: string): number {
  const before = known.get(letter);
  if (before !== undefined) return before;
  const width = letterWidths.find(([letters]) => letters.test(letter))?.[1] ?? 1.1;
  if (letter.length === 1) known.set(letter, width);
  return width;
}

/** Breadth of a text in points, rather too much than too little. */
export function textWidth(text: string, size = textSize): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter);
  return width * size;
}

/** A text on one line, cut to a width in points. */
export function fitted(text: string, width: number, size = textSize): string {
  const line = text.replace(/\s+/g, " ").trim();
  // Most texts are short: no letter is wider than this.
  if (line.length * 1.1 * size <= width || textWidth(line, size) <= width) return line;
  let room = width - textWidth("…", size);
  let kept = "";
  for (const letter of line) {
    room -= letterWidth(letter) * size;
    if (room < 0) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}

/** A text on so many lines at most, broken between words where that goes; the last one is left as it is, for `fitted` to cut. */
export function wrapped(text: string, width: number, size: number, maximum: number): string[] {
  const words = text.replace(/\s+/g, " ").trim().split(" ");
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && (textWidth(longer, size) <= width || lines.length === maximum)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Texts for which a picture has no room, in full, each once. */
export function cutTexts({ shapes }: Drawing): string[] {
  const cut = shapes.flatMap((shape) =>
    shape.kind === "text" && fitted(shape.text, shape.width, shape.size).endsWith("…") && !shape.text.trimEnd().endsWith("…")
      ? [shape.text.replace(/\s+/g, " ").trim()]
      : [],
  );
  return [...new Set(cut)];
}
