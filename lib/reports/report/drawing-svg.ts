import { type Drawing, fitted, type Shape, textSize } from "./drawing.ts";
import { html, type Markup } from "./html-text.ts";
import { signShapes } from "./sign-shapes.ts";

/** Pixels for each point: texts of a picture are as large as those around it. */
const scale = 1.35;

/** A picture as SVG inside a page, in the page's colours, and below it the same in words. */
export function drawingMarkup(drawing: Drawing, inWords: readonly Markup[]): Markup {
  const { title, width, height, shapes } = drawing;
  const size = html`width="${Math.round(width * scale)}" height="${Math.round(height * scale)}" viewBox="-1 -1 ${width + 2} ${Math.ceil(height) + 2}"`;
  const svg = html`<svg role="img" aria-label="${title}" ${size}>${shapes.map(shapeMarkup)}</svg>`;
  const told = html`<details><summary>The same in words</summary>${inWords}</details>`;
  // What scrolls has to be reached by keyboard.
  return html`<figure class="drawing"><figcaption>${title}</figcaption><div role="region" aria-label="${title}" tabindex="0">${svg}</div>${told}</figure>`;
}

/** What a picture shows, line by line. */
export function descriptionMarkup({ description }: Drawing): Markup {
  return html`<ul>${description.map((line) => html`<li>${line}</li>`)}</ul>`;
}

/** A picture of a large fleet has thousands of shapes: what they look like stands in the page's style, by short names. */
function shapeMarkup(shape: Shape): Markup {
  switch (shape.kind) {
    case "box": {
      const { x, y, width, height, tone, look } = shape;
      const round = look === "soft" ? null : html` rx="3"`;
      const kind = look === "soft" ? "soft" : "box";
      return html`<rect${classes(kind, look === "soft" ? undefined : look, tone)} x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"${round}/>`;
    }
    case "line": {
      const points = shape.points.map(([x, y]) => `${n(x)},${n(y)}`).join(" ");
      return html`<polyline${classes("line", shape.look, shape.tone)} points="${points}"/>`;
    }
    case "sign":
      return signMarkup(shape);
    case "text": {
      const { x, y, width, text, size = textSize, align, look, tone } = shape;
      const isBold = look === "strong" || (tone !== undefined && tone !== "not-applicable");
      return html`<text${classes(align, look === "quiet" ? look : undefined, isBold ? "strong" : undefined, tone)} x="${n(x)}" y="${n(y)}" font-size="${size}">${fitted(text, width, size)}</text>`;
    }
  }
}

function classes(...names: readonly (string | undefined)[]): Markup | null {
  const known = names.filter((name) => name !== undefined);
  return known.length === 0 ? null : html` class="${known.join(" ")}"`;
}

function signMarkup({ x, y, size, tone }: Shape & { kind: "sign" }): Markup {
  const shape = signShapes[tone];
  if (shape === undefined) return html``;
  const points = shape.points.map(([right, down]) => `${n(x + right * size)},${n(y + down * size)}`).join(" ");
  if (shape.paint === "f") return html`<polygon${classes("full", tone)} points="${points}"/>`;
  if (shape.paint === "s") return html`<polygon${classes("line", tone)} points="${points}"/>`;
  const dot =
    tone === "unknown" ? html`<circle${classes("full", tone)} cx="${n(x + size / 2)}" cy="${n(y + size * 0.95)}" r="0.7"/>` : null;
  return html`<polyline${classes("line", tone)} points="${points}"/>${dot}`;
}

/** A length with at most two places. */
function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}
