import type { Cite } from "#lib/facts/cite.ts";

/** A line as it is shown: its number in the output, its text, and whether a finding points to it. */
export interface ShownLine {
  number: number;
  text: string;
  telling: boolean;
}

/** Lines of one source, with the places where lines were left out. */
export interface Excerpt {
  source: string;
  lines: ShownLine[];
}

/** Longest array that is laid out one element per line; a longer one stays as it came. */
const maximumElements = 5000;

/**
 * An output as lines for reading. A JSON array that a tool printed on one line (iproute2) is laid out one element per line,
 * each numbered as an element; everything else is split at line feeds.
 */
export function readableLines(text: string): string[] {
  const trimmed = text.trim();
  if (trimmed.startsWith("[") && !trimmed.includes("\n")) {
    const elements = parseArray(trimmed);
    if (elements !== null && elements.length > 0 && elements.length <= maximumElements)
      return elements.map((element) => JSON.stringify(element));
  }
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function parseArray(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** The whole output with the lines that citations point to marked: by their text, or by number where the text is not found. */
export function markLines(text: string, cites: readonly Cite[]): ShownLine[] {
  const lines = readableLines(text);
  const telling = new Set(cites.map((cite) => lineOf(cite, lines)));
  return lines.map((line, index) => ({ number: index + 1, text: line, telling: telling.has(index) }));
}

/** Index of the line that a citation means. Long lines are cited with an ellipsis at the end. */
function lineOf(cite: Cite, lines: readonly string[]): number {
  const start = cite.text.endsWith("…") ? cite.text.slice(0, -1) : null;
  const fits = (line: string | undefined) =>
    line !== undefined && (line === cite.text || (start !== null && start !== "" && line.startsWith(start)));
  if (fits(lines[cite.line - 1])) return cite.line - 1;
  const found = lines.findIndex(fits);
  return found === -1 ? cite.line - 1 : found;
}

/**
 * What a finding shows of each source it cites: the telling lines with `context` lines around them where the output is at hand
 * (`texts` by source), else the cited lines alone.
 */
export function excerptsOf(cites: readonly Cite[], texts: ReadonlyMap<string, string>, context = 1): Excerpt[] {
  const sources = [...new Set(cites.map((cite) => cite.source))];
  return sources.map((source) => {
    const own = cites.filter((cite) => cite.source === source);
    const text = texts.get(source);
    if (text === undefined) return { source, lines: own.map((cite) => ({ number: cite.line, text: cite.text, telling: true })) };
    const marked = markLines(text, own);
    const isNear = (index: number) => marked.slice(Math.max(0, index - context), index + context + 1).some((line) => line.telling);
    return { source, lines: marked.filter((_, index) => isNear(index)) };
  });
}
