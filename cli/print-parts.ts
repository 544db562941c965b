import { plainLine } from "#lib/plain-text.ts";
import { headed, type Page, type Style } from "./page.ts";

export const labelWidth = 14;
export const indent = " ".repeat(labelWidth + 2);
export const maximumCharacters = 400;
const maximumNames = 12;
const maximumLines = 20;

/** A label, and lines beside it. */
export function labelled(label: string, lines: readonly string[], style: Style, page: Page): string {
  const [first = "", ...others] = lines;
  return [
    headed({ head: `  ${label.padEnd(labelWidth)}`, style, text: plainLine(first, maximumCharacters) }, page),
    ...others.map((line) => headed({ head: indent, style, text: plainLine(line, maximumCharacters) }, page)),
  ].join("\n");
}

/** Lines that fit a screen; the JSON has them all. */
export function shortened(lines: readonly string[]): string[] {
  const more = lines.length - maximumLines;
  return more > 0 ? [...lines.slice(0, maximumLines), `and ${more} more: --json lists them all`] : [...lines];
}

/** Names as one phrase: "a, b and c", or "… and 7 more". */
export function shortList(names: readonly string[]): string {
  const shown = names.slice(0, maximumNames).map((name) => plainLine(name, 60));
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
