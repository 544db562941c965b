import type { Nodes, Parents, PhrasingContent, RootContent, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { html, type Markup } from "#lib/reports/report/html-text.ts";
import { relativePath } from "./contents.ts";

/** How a text is put into a page. */
export interface MarkdownOptions {
  /** The page that it stands in. */
  page: string;
  /** Level of its highest heading. */
  firstLevel: 2 | 3;
  /** The page, from the root of the folder, that a link in the text means; null, and always for other sites, where there is none: it is told as text. */
  pageOf?(url: string): string | null;
}

/** Markdown as HTML. What is HTML in it stands there as text, pictures as their words, other sites as text: nothing is fetched or followed. */
export function markdownMarkup(text: string, options: MarkdownOptions): Markup[] {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const writer = new Writer(options);
  return tree.children.map((node) => writer.block(node));
}

class Writer {
  readonly options: MarkdownOptions;
  readonly ids = new Set<string>();

  constructor(options: MarkdownOptions) {
    this.options = options;
  }

  block(node: RootContent): Markup {
    switch (node.type) {
      case "heading":
        return this.heading(node);
      case "paragraph":
        return html`<p>${this.inside(node)}</p>`;
      case "list": {
        const items = node.children.map(
          (item) => html`<li>${item.children.map((child) => this.item(child, item.spread === true || node.spread === true))}</li>\n`,
        );
        return node.ordered === true ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
      }
      case "code":
        return html`<pre class="command"><code>${node.value}</code></pre>`;
      case "table":
        return this.table(node);
      case "blockquote":
        return html`<blockquote>${node.children.map((child) => this.block(child))}</blockquote>`;
      case "thematicBreak":
        return html`<hr>`;
      case "definition":
      case "footnoteDefinition":
        return html``;
      case "html":
        return html`<p>${node.value}</p>`;
      default:
        return html`<p>${this.phrase(node)}</p>`;
    }
  }

  /** A tight list has no paragraphs. */
  private item(child: RootContent, isSpread: boolean): Markup {
    return child.type === "paragraph" && !isSpread ? html`${this.inside(child)}` : this.block(child);
  }

  private heading(node: RootContent & { type: "heading" }): Markup {
    const level = Math.min(4, this.options.firstLevel + Math.max(0, node.depth - (this.options.firstLevel === 2 ? 2 : 1)));
    const slug =
      plainOf(node)
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, "-")
        .replace(/^-+|-+$/g, "") || "part";
    let id = `text-${slug}`;
    for (let number = 2; this.ids.has(id); number += 1) id = `text-${slug}-${number}`;
    this.ids.add(id);
    const inside = this.inside(node);
    if (level === 2) return html`<h2 id="${id}">${inside}</h2>`;
    return level === 3 ? html`<h3 id="${id}">${inside}</h3>` : html`<h4 id="${id}">${inside}</h4>`;
  }

  private table({ children: [head, ...rows] }: Table): Markup {
    const titles = (head?.children ?? []).map((cell) => html`<th scope="col">${this.inside(cell)}</th>`);
    const body = rows.map((row) => {
      const cells = row.children.map((cell, index) =>
        index === 0 ? html`<th scope="row">${this.inside(cell)}</th>` : html`<td>${this.inside(cell)}</td>`,
      );
      return html`<tr>${cells}</tr>\n`;
    });
    return html`<div class="scroll" role="region" aria-label="${plainOf(head ?? null)}" tabindex="0"><table>\n<thead><tr>${titles}</tr></thead>\n<tbody>\n${body}</tbody>\n</table></div>`;
  }

  private inside(node: Parents): Markup[] {
    return node.children.map((child) => this.phrase(child));
  }

  private phrase(node: RootContent | PhrasingContent): Markup {
    switch (node.type) {
      case "text":
        return html`${node.value}`;
      case "inlineCode":
        return html`<code>${node.value}</code>`;
      case "strong":
        return html`<strong>${this.inside(node)}</strong>`;
      case "emphasis":
        return html`<em>${this.inside(node)}</em>`;
      case "break":
        return html`<br>`;
      case "link":
        return this.link(node.url, this.inside(node), plainOf(node));
      default:
        return html`${plainOf(node)}`;
    }
  }

  private link(url: string, inside: Markup[], words: string): Markup {
    const { page, pageOf } = this.options;
    const to = url.includes(":") || url.startsWith("/") ? null : (pageOf?.(url) ?? null);
    if (to !== null) return html`<a href="${relativePath(page, to)}">${inside}</a>`;
    return /^https?:/.test(url) && words !== url ? html`${inside} (<code>${url}</code>)` : html`${inside}`;
  }
}

/** What a node says, without its markup. */
function plainOf(node: Nodes | null): string {
  if (node === null) return "";
  if ("value" in node) return node.value;
  if ("alt" in node) return node.alt ?? "";
  return "children" in node ? node.children.map((child) => plainOf(child)).join(node.type === "tableRow" ? ", " : "") : "";
}
