import { z } from "zod";

/** Longest excerpt a citation carries, in characters; the whole output is in the evidence. */
const maximumExcerptCharacters = 400;

/** One place in what a host said: the source as a person would name it (a path or a command), the line (from 1) and its text. */
export const Cite = z.object({ source: z.string(), line: z.number().int().min(1), text: z.string() });
export type Cite = z.infer<typeof Cite>;

/** Cites line `index` (from 0) of a line-oriented output. */
export function citeLine(source: string, lines: readonly string[], index: number): Cite {
  return { source, line: index + 1, text: excerpt(lines[index] ?? "") };
}

/**
 * Cites one element of a JSON array output. iproute2 prints the array on one line, so the line says little:
 * the text is the element itself, as compact JSON, and the evidence view finds it by that.
 */
export function citeJson(source: string, element: unknown, line = 1): Cite {
  return { source, line, text: excerpt(JSON.stringify(element) ?? "") };
}

function excerpt(text: string): string {
  return text.length <= maximumExcerptCharacters ? text : `${text.slice(0, maximumExcerptCharacters - 1)}…`;
}
