import { type Block, type Piece, prose, said, type Words } from "#lib/reports/report/document/block.ts";
import { html, type Markup } from "#lib/reports/report/html-text.ts";

/** Things to do or that follow, one after the other, each with all that belongs to it. */
export interface Steps {
  kind: "steps";
  items: readonly { parts: readonly Part[]; number?: number }[];
}

/** What a page is made of: blocks as reports have them, and what only a page can show. */
export type Part = Block | Markup | Steps;

export function heading(id: string, text: string, level: 2 | 3 | 4 = 2): Block {
  return { kind: "heading", level, id, words: said(text) };
}

export function paragraph(...words: readonly (string | Piece)[]): Block {
  return { kind: "paragraph", words: words.map((one) => (typeof one === "string" ? { text: one } : one)) };
}

/** Words that lead to a page, given from the root of the folder. */
export function link(text: string, path: string): Piece {
  return { text, href: path };
}

export function bullets(items: readonly (string | Words)[], ordered = false): Block {
  return { kind: "list", ordered, items: items.map((item) => (typeof item === "string" ? prose(item) : item)) };
}

/** A table whose columns are told by title and share of the width. */
export function table(
  label: string,
  columns: readonly (readonly [title: string, weight: number])[],
  rows: readonly (readonly Words[])[],
): Block {
  return { kind: "table", label, columns: columns.map(([title, weight]) => ({ title, weight })), rows };
}

/** A command to type, in a block of its own. */
export function command(line: string): Markup {
  return html`<pre class="command"><code>${line}</code></pre>`;
}
