import type { Block, Piece, Words } from "#lib/reports/report/document/block.ts";
import { moment } from "#lib/reports/report/document/words.ts";
import { blockMarkup, contentPolicy } from "#lib/reports/report/html.ts";
import { html, Markup } from "#lib/reports/report/html-text.ts";
import { type Entry, relativePath } from "./contents.ts";
import type { Part } from "./kit.ts";
import { style } from "./style.ts";

/** A page of the folder. Everything in it that a host or a person said is plain text already. */
export interface Page {
  /** From the root of the folder. */
  path: string;
  title: string;
  /** The way to it, from the first page on. */
  trail: readonly Entry[];
  /** Pages about the same thing, this one among them. */
  tabs?: { about: string; pages: readonly Entry[] };
  /** Headings by id, where their own words are too long to be listed. */
  sections?: readonly { id: string; name: string }[];
  parts: Iterable<Part>;
}

/** What all pages of a folder share. */
export interface Edition {
  /** The moment that all pages show, ISO 8601. */
  madeAt: string;
  madeBy: { version: string; rules: number; catalogue: string };
  /** Pages by what others call them by. */
  lookup: ReadonlyMap<string, string>;
}

const policy = contentPolicy(style);

const main: readonly Entry[] = [
  { name: "Fleet", path: "index.html" },
  { name: "Hosts", path: "hosts.html" },
  { name: "Runbooks", path: "runbooks.html" },
  { name: "Windows", path: "windows.html" },
  { name: "Rehearsals", path: "rehearsals.html" },
  { name: "Cold start", path: "cold-start.html" },
  { name: "VLANs", path: "vlans.html" },
  { name: "Topology", path: "topology.html" },
  { name: "Clusters", path: "clusters.html" },
  { name: "Findings", path: "findings.html" },
  { name: "Unknown", path: "unknown.html" },
  { name: "Postmortems", path: "postmortems.html" },
  { name: "Rules", path: "rules.html" },
  { name: "By hand", path: "by-hand.html" },
  { name: "Documents", path: "documents.html" },
  { name: "A–Z", path: "a-z.html" },
];

/** The first page, which every trail begins with. */
export const start: Entry = { name: "Fleet", path: "index.html" };

/** A page as HTML, in pieces: no script, nothing of another site, every address relative. */
export function* renderPage(page: Page, edition: Edition): Generator<string> {
  const parts = [...page.parts];
  yield head(page, edition).text;
  yield sectionsMarkup(page.sections ?? sectionsOf(parts)).text;
  yield '</header>\n<main id="content">\n';
  for (const part of parts) yield `${partMarkup(part, page.path, edition.lookup).text}\n`;
  yield html`</main>
<footer>Made by Bulkhead ${edition.madeBy.version} with ${edition.madeBy.rules} rules (${edition.madeBy.catalogue}). <a href="${relativePath(page.path, "documents.html")}#files">Files, checksums and data</a>.</footer>
</body>
</html>
`.text;
}

function head({ path, title, trail, tabs }: Page, { madeAt, madeBy }: Edition): Markup {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Bulkhead ${madeBy.version}">
<title>${title} · Bulkhead offline</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header>
<a class="skip" href="#content">Skip to the content</a>
<nav class="main-nav" aria-label="All pages"><ul>
${main.map((entry) => item(path, entry, path === entry.path))}</ul></nav>
<p class="banner"><strong>This is how it was on ${moment(madeAt)}. It does not change.</strong> What happened since is not in it: compare that time with your clock.</p>
${trail.length === 0 ? null : html`<nav class="trail" aria-label="Breadcrumb"><ol>\n${trail.map((entry) => item(path, entry, false))}<li>${title}</li></ol></nav>\n`}<h1>${title}</h1>
${tabs === undefined ? null : html`<nav class="tabs" aria-label="About ${tabs.about}"><ul>\n${tabs.pages.map((entry) => item(path, entry, path === entry.path))}</ul></nav>\n`}`;
}

function item(from: string, { name, path }: Entry, isCurrent: boolean): Markup {
  const current = isCurrent ? html` aria-current="page"` : null;
  return html`<li><a href="${relativePath(from, path)}"${current}>${name}</a></li>\n`;
}

function sectionsOf(parts: readonly Part[]): { id: string; name: string }[] {
  return parts.flatMap((part) => {
    if (part instanceof Markup || part.kind !== "heading" || part.level !== 2) return [];
    return [{ id: part.id, name: part.words.map(({ text }) => text).join("") }];
  });
}

/** Worth a list of their own from three on. */
function sectionsMarkup(found: readonly { id: string; name: string }[]): Markup {
  if (found.length < 3) return html``;
  const items = found.map(({ id, name }) => html`<li><a href="#${id}">${name}</a></li>\n`);
  return html`<nav class="here" aria-label="On this page"><ul>\n${items}</ul></nav>\n`;
}

function partMarkup(part: Part, path: string, lookup: ReadonlyMap<string, string>): Markup {
  if (part instanceof Markup) return part;
  if (part.kind !== "steps") return blockMarkup(linked(part, path, lookup));
  const items = part.items.map(({ parts, number }) => {
    const value = number === undefined ? null : html` value="${number}"`;
    return html`<li${value}>${parts.map((one) => partMarkup(one, path, lookup))}</li>\n`;
  });
  return html`<ol class="steps">${items}</ol>`;
}

/** Addresses from the root become those from this page, and what names a host or a rule leads to its page. */
function linked(block: Block, path: string, lookup: ReadonlyMap<string, string>): Block {
  const words = (all: Words): Words => all.flatMap((piece) => linkedPieces(piece, path, lookup));
  switch (block.kind) {
    case "paragraph":
      return { ...block, words: words(block.words) };
    case "pairs":
      return { ...block, pairs: block.pairs.map(([term, told]) => [term, words(told)] as const) };
    case "list":
      return { ...block, items: block.items.map(words) };
    case "table":
      return { ...block, rows: block.rows.map((row) => row.map(words)) };
    default:
      return block;
  }
}

/** Names in a row in one piece of code lead each to its own page. */
function linkedPieces(piece: Piece, path: string, lookup: ReadonlyMap<string, string>): Piece[] {
  if (piece.href !== undefined) return [{ ...piece, href: relativePath(path, piece.href) }];
  if (piece.style !== "code" && piece.style !== "strong") return [piece];
  const parts = piece.style === "code" && !lookup.has(piece.text) ? piece.text.split(/(, )/) : [piece.text];
  return parts.map((text) => {
    const found = lookup.get(text);
    const isElsewhere = found !== undefined && found.split("#")[0] !== path;
    return isElsewhere ? { ...piece, text, href: relativePath(path, found) } : { ...piece, text };
  });
}
