import type { Drawing } from "#lib/reports/report/drawing.ts";
import type { ReportTone } from "#lib/reports/report/model.ts";

/** A piece of a line. `code` is what a machine said or is told; a tone is drawn as icon, word and colour. */
export interface Piece {
  text: string;
  style?: "code" | "strong" | "quiet";
  tone?: ReportTone;
  /** Anchor of a heading in this report. */
  to?: string;
  /** Address of another page; only pages that lie beside others have such pieces. */
  href?: string;
}

/** A paragraph, or what stands in a cell: a line feed in a text begins a new line. */
export type Words = readonly Piece[];

export interface Column {
  title: string;
  /** Share of the width, beside those of the other columns. */
  weight: number;
  align?: "right" | "center";
}

/** What a report is made of on paper and screen; every rendering but JSON and CSV draws these and nothing else. */
export type Block =
  /** `keep` is how many points below it stay on its page. */
  | { kind: "heading"; level: 2 | 3 | 4; id: string; words: Words; keep?: number }
  | { kind: "paragraph"; words: Words }
  | { kind: "pairs"; pairs: readonly (readonly [term: string, words: Words])[] }
  | { kind: "list"; ordered: boolean; items: readonly Words[] }
  /** Boxes to tick: a line that is done has its tick already. */
  | { kind: "checklist"; items: readonly { done: boolean; words: Words }[] }
  | { kind: "table"; label: string; columns: readonly Column[]; rows: readonly (readonly Words[])[] }
  | { kind: "excerpt"; source: string; lines: readonly { number: number; text: string }[] }
  /** `instead` says all that it shows where no picture can be; without it, the drawing's description does. */
  | { kind: "drawing"; drawing: Drawing; instead?: readonly Block[] };

/** A report as it is read: the title, where and from what it was made, then its blocks in their order. */
export interface ReportDocument {
  title: string;
  /** One line: when, from what, by which version. */
  made: string;
  /** Repeated on every page. */
  runningHead: string;
  madeAt: Date;
  blocks: Iterable<Block>;
}

/** Plain words. */
export function said(text: string): Words {
  return [{ text }];
}

/** What a machine said. */
export function code(text: string): Piece {
  return { text, style: "code" };
}

/** A sentence with commands in backticks. */
export function prose(text: string): Words {
  const pieces = text.split("`");
  return pieces.flatMap((piece, index): Piece[] => {
    if (piece === "") return [];
    return [index % 2 === 1 && index < pieces.length - 1 ? code(piece) : { text: piece }];
  });
}
