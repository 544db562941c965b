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
/** How deep a cited part is looked for; tools nest three or four levels. */
const maximumDepth = 8;

/**
 * An output as lines for reading. A JSON array that a tool printed on one line (iproute2) is laid out one element per line,
 * each numbered as an element; everything else is split at line feeds.
 */
export function readableLines(text: string): string[] {
  const elements = isOneLineArray(text) ? elementsOf(text) : [];
  if (elements.length > 0 && elements.length <= maximumElements) return elements;
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** Nothing where the text is broken or nested so deeply that it cannot be written again. */
function elementsOf(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.map((element) => JSON.stringify(element)) : [];
  } catch {
    return [];
  }
}

function isOneLineArray(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.startsWith("[") && !trimmed.includes("\n");
}

/** The whole output with the lines that citations point to marked: by their text, else by number. */
export function markLines(text: string, cites: readonly Cite[]): ShownLine[] {
  const lines = readableLines(text);
  const telling = new Set(cites.map((cite) => lineOf(cite, lines, isOneLineArray(text))));
  return lines.map((line, index) => ({ number: index + 1, text: line, telling: telling.has(index) }));
}

/**
 * Index of the line that a citation means, -1 where it cannot be told. Long texts are cited with an ellipsis at the end, and of a
 * JSON output an element inside an element may be cited, with only the fields that matter.
 */
function lineOf(cite: Cite, lines: readonly string[], isJson: boolean): number {
  if (lines[cite.line - 1] === cite.text) return cite.line - 1;
  const start = cite.text.endsWith("…") ? cite.text.slice(0, -1) : cite.text;
  const byText = lines.findIndex((line) => start !== "" && line.includes(start));
  if (byText !== -1 || !isJson) return byText === -1 ? cite.line - 1 : byText;
  const cited = parseJson(cite.text);
  return cited === undefined ? -1 : lines.findIndex((line) => holds(parseJson(line), cited));
}

/** Whether `cited` stands somewhere in `value`: equal, or an object that has at least the cited fields. */
function holds(value: unknown, cited: unknown, depth = 0): boolean {
  if (covers(value, cited)) return true;
  if (typeof value !== "object" || value === null || depth >= maximumDepth) return false;
  return Object.values(value).some((part) => holds(part, cited, depth + 1));
}

function covers(value: unknown, cited: unknown): boolean {
  if (typeof cited !== "object" || cited === null) return value === cited;
  if (typeof value !== "object" || value === null) return false;
  const fields = new Map(Object.entries(value));
  return Object.entries(cited).every(([key, part]) => covers(fields.get(key), part));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
    if (text === undefined) return { source, lines: citedAlone(own) };
    const marked = markLines(text, own);
    if (!marked.some((line) => line.telling)) return { source, lines: citedAlone(own) };
    const isNear = (index: number) => marked.slice(Math.max(0, index - context), index + context + 1).some((line) => line.telling);
    return { source, lines: marked.filter((_, index) => isNear(index)) };
  });
}

/** The cited lines as they are, each once. */
function citedAlone(cites: readonly Cite[]): ShownLine[] {
  const once = new Map(cites.map((cite) => [`${cite.line}:${cite.text}`, cite]));
  return [...once.values()].map((cite) => ({ number: cite.line, text: cite.text, telling: true }));
}
