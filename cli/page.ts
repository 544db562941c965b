import { styleText } from "node:util";
import { wrap } from "./wrap.ts";

/** Paints a piece of text; the identity where the terminal shows no colour. */
export type Paint = (style: Style, text: string) => string;
export type Style = Parameters<typeof styleText>[0];

/** Where the report is read. */
export interface Page {
  paint: Paint;
  /** Width in characters; Infinity where the text goes to a file or another program, which wants lines as they are. */
  columns: number;
}

/** Colours for a terminal, or none. */
export function painter(color: boolean): Paint {
  return color ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
}

/** The page that standard output is. */
export function pageOf(stdout: NodeJS.WriteStream): Page {
  return { paint: painter(stdout.isTTY && stdout.hasColors()), columns: stdout.isTTY ? stdout.columns : Number.POSITIVE_INFINITY };
}

/** Text beside labels never gets narrower than this, however narrow the terminal is. */
export const minimumColumns = 24;

export interface Heading {
  head: string;
  style: Style;
  text: string;
  textStyle?: Style;
  /** Where further lines begin; below the text unless told. */
  hang?: number;
}

/** A painted beginning, and text after it, wrapped. */
export function headed({ head, style, text, textStyle, hang = head.length }: Heading, { paint, columns }: Page): string {
  const lines = wrap(text, Math.max(minimumColumns, columns - Math.max(head.length, hang)));
  const painted = lines.map((line) => (textStyle === undefined ? line : paint(textStyle, line)));
  const name = head.trimEnd();
  return `${paint(style, name)}${head.slice(name.length)}${painted.join(`\n${" ".repeat(hang)}`)}`;
}

/** "1 host", "2 hosts". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
