import { createHash } from "node:crypto";
import type { Block, Column, Piece, Words } from "./document/block.ts";
import { reportDocument } from "./document/document.ts";
import { descriptionMarkup, drawingMarkup } from "./drawing-svg.ts";
import { style } from "./html-style.ts";
import { html, Markup } from "./html-text.ts";
import type { Report } from "./model.ts";

/** Nothing but this style may run, load or be sent: the file is read from a USB stick, on a machine that we do not know. */
export function contentPolicy(onlyStyle: string): string {
  const hash = createHash("sha256").update(onlyStyle).digest("base64");
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

const policy = contentPolicy(style);

const sections: Partial<Record<string, string>> = {
  answers: "In short",
  window: "The window",
  "post-check": "Post-check",
  "pre-check": "Pre-check",
  steps: "Step by step",
  checklist: "Checklist",
  runbooks: "Runbooks",
  readiness: "Readiness",
  incident: "The incident",
  exposure: "Host by host",
  findings: "Findings",
  topology: "Topology",
  vlans: "VLANs",
  hosts: "Hosts",
  unknown: "What is not known",
  accepted: "Accepted findings",
  appendix: "Made from",
};

/** A report as one HTML file that needs nothing else, in pieces: no script, no other file, no address of any site. */
export function* renderHtml(report: Report): Generator<string> {
  const { title, made, blocks } = reportDocument(report);
  const absent = absentSections(report);
  const links = Object.entries(sections).filter(([id]) => !absent.includes(id));
  yield html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Bulkhead ${report.madeBy.version}">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="made">${made}</p>
<nav aria-label="Sections"><ul>
${links.map(([id, name]) => html`<li><a href="#${id}">${name ?? id}</a></li>\n`)}</ul></nav>
</header>
<main>
`.text;
  for (const block of blocks) yield `${blockMarkup(block).text}\n`;
  yield "</main>\n</body>\n</html>\n";
}

function absentSections({ exposure, window, hosts, topology, vlans }: Report): string[] {
  return [
    ...(exposure === null ? ["incident", "exposure"] : []),
    ...(exposure !== null || hosts.length === 0 ? ["readiness", "hosts"] : []),
    ...(topology === null || topology.hosts.length === 0 ? ["topology"] : []),
    ...(vlans === null || vlans.places.length === 0 ? ["vlans"] : []),
    ...(window === null ? ["window", "post-check", "pre-check", "checklist", "runbooks"] : []),
    ...(window?.preCheck.status === "done" ? [] : ["steps"]),
  ];
}

/** One block as HTML: what it says is escaped. */
export function blockMarkup(block: Block): Markup {
  switch (block.kind) {
    case "heading":
      return headingMarkup(block);
    case "paragraph":
      return html`<p>${words(block.words)}</p>`;
    case "pairs":
      return html`<dl>${block.pairs.map(([term, said]) => html`<dt>${term}</dt><dd>${words(said)}</dd>`)}</dl>`;
    case "list": {
      const items = block.items.map((item) => html`<li>${words(item)}</li>`);
      return block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    case "checklist":
      return html`<ul class="checks">${block.items.map(checkMarkup)}</ul>`;
    case "table":
      return tableMarkup(block);
    case "excerpt":
      return excerptMarkup(block);
    case "drawing":
      return drawingMarkup(block.drawing, block.instead?.map(blockMarkup) ?? [descriptionMarkup(block.drawing)]);
  }
}

/** The box is drawn; a screen reader is told in words whether it is ticked. */
function checkMarkup({ done, words: told }: (Block & { kind: "checklist" })["items"][number]): Markup {
  const box = done
    ? html`<span class="box" role="img" aria-label="done">✓</span>`
    : html`<span class="box" role="img" aria-label="open"></span>`;
  return html`<li>${box}<span>${words(told)}</span></li>
`;
}

function headingMarkup({ level, id, words: said }: Block & { kind: "heading" }): Markup {
  const inside = words(said);
  if (level === 2) return html`<h2 id="${id}">${inside}</h2>`;
  return level === 3 ? html`<h3 id="${id}">${inside}</h3>` : html`<h4 id="${id}">${inside}</h4>`;
}

function words(said: Words): Markup[] {
  return said.map(piece);
}

function piece({ text, style: look, tone, to, href = to === undefined ? undefined : `#${to}` }: Piece): Markup {
  const inner = look === "code" ? html`<code>${text}</code>` : html`${text}`;
  const linked = href === undefined ? inner : html`<a href="${href}">${inner}</a>`;
  if (tone !== undefined) return html`<span class="t t-${tone}">${linked}</span>`;
  if (look === "strong") return html`<strong>${linked}</strong>`;
  return look === "quiet" ? html`<span class="quiet">${linked}</span>` : linked;
}

function tableMarkup({ label, columns, rows }: Block & { kind: "table" }): Markup {
  const head = columns.map(({ title }, index) => html`<th scope="col"${looksOf(columns[index])}>${title}</th>`);
  const body = rows.map((row) => {
    const cells = row.map((cell, index) =>
      index === 0 ? html`<th scope="row">${words(cell)}</th>` : html`<td${looksOf(columns[index], cell)}>${words(cell)}</td>`,
    );
    return html`<tr>${cells}</tr>\n`;
  });
  // What scrolls has to be reached by keyboard.
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody>
</table></div>`;
}

function excerptMarkup({ source, lines }: Block & { kind: "excerpt" }): Markup {
  const width = String(Math.max(...lines.map(({ number }) => number))).length;
  const shown = lines.map(({ number, text }) => html`<i>${String(number).padStart(width)} </i>${text}\n`);
  return html`<figure><figcaption><code>${source}</code></figcaption><pre>${shown}</pre></figure>`;
}

/** How a cell is aligned, and the ground of the tone that it begins with. */
function looksOf(column: Column | undefined, cell: Words = []): Markup | null {
  const tone = cell[0]?.tone;
  const classes = [column?.align, tone === undefined ? undefined : `g-${tone}`].filter((each) => each !== undefined);
  return classes.length === 0 ? null : html` class="${classes.join(" ")}"`;
}
