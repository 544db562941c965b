import { type Drawing, fitted, type Shape } from "./drawing.ts";
import { html, type Markup } from "./html-text.ts";

/** A picture as SVG inside a page, in the page's colours. */
export function drawingMarkup({ title, description, width, height, shapes }: Drawing): Markup {
  return html`<figure><figcaption>${title}</figcaption><svg role="img" aria-label="${description}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${shapes.map(shapeMarkup)}</svg></figure>`;
}

function colour(tone: Shape["tone"]): string {
  return tone === undefined || tone === "not-applicable" ? "var(--ink-3)" : `var(--${tone})`;
}

function shapeMarkup(shape: Shape): Markup {
  switch (shape.kind) {
    case "box":
      return html`<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" rx="4" fill="none" stroke="${colour(shape.tone)}"/>`;
    case "line": {
      const points = shape.points.map(([x, y]) => `${x},${y}`).join(" ");
      return html`<polyline points="${points}" fill="none" stroke="${colour(shape.tone)}" stroke-dasharray="${shape.dashed === true ? "4 3" : "none"}"/>`;
    }
    case "text": {
      const anchor = { center: "middle", right: "end", left: "start" }[shape.align ?? "left"];
      const fill = shape.tone === undefined ? `var(--ink${shape.quiet === true ? "-3" : ""})` : colour(shape.tone);
      return html`<text x="${shape.x}" y="${shape.y}" font-size="10" text-anchor="${anchor}" fill="${fill}">${fitted(shape.text, shape.width)}</text>`;
    }
  }
}
