import type { Words } from "#lib/reports/report/document/block.ts";
import { grey, hairline, inkOf } from "./ink.ts";
import type { Kit, OutlineItem } from "./kit.ts";
import { breakLines, type Line, type TextStyle } from "./lines.ts";
import { signOperators } from "./signs.ts";
import { Typesetter } from "./typesetter.ts";

const margin = { left: 48, right: 48, top: 62, bottom: 54 };
const headStyle: TextStyle = { size: 7.5, colour: grey };
/** Height of a line, in sizes of its text. */
export const leading = 1.42;

/** How a line looks: its width in points. */
export interface Stroke {
  width?: number;
  dashed?: boolean;
}

/** The page that is being written, and where on it. All lengths are points, from the upper left corner downwards. */
export class Sheet {
  readonly typesetter: Typesetter;
  readonly #kit: Kit;
  readonly #head: string;
  readonly #foot: string;
  #operators: string[] = [];
  #faces = new Set<string>();
  #outline: OutlineItem[] = [];
  /** Where the next thing goes. */
  y = 0;

  constructor(kit: Kit, head: string, foot: string) {
    this.#kit = kit;
    this.#head = head;
    this.#foot = foot;
    this.typesetter = new Typesetter(kit);
    this.#begin();
  }

  get left(): number {
    return margin.left;
  }
  get width(): number {
    return this.#kit.page.width - margin.left - margin.right;
  }
  get bottom(): number {
    return this.#kit.page.height - margin.bottom;
  }
  /** Height of a page that is still empty. */
  get height(): number {
    return this.bottom - margin.top;
  }
  get isEmpty(): boolean {
    return this.y <= margin.top;
  }

  /** Goes to the next page unless this much fits on this one. */
  need(height: number): void {
    if (this.y + height > this.bottom && !this.isEmpty) this.nextPage();
  }

  nextPage(): void {
    this.#flush();
    this.#begin();
  }

  lines(words: Words, style: TextStyle, width = this.width): Line[] {
    return breakLines(words, style, width, this.typesetter);
  }

  /** Writes lines at the present height and goes below them, over pages where they do not fit. */
  paragraph(words: Words, style: TextStyle, after = 4): void {
    for (const line of this.lines(words, style)) {
      this.need(style.size * leading);
      this.line(line, this.left, this.y, style.size);
      this.y += style.size * leading;
    }
    this.y += after;
  }

  /** Writes a line with its upper edge at `y`. */
  line({ spans, signs }: Line, x: number, y: number, size: number): void {
    const base = y + size * 1.02;
    for (const { face, hex, x: from, size: own, colour } of spans) {
      this.#faces.add(face);
      this.#operators.push(`BT /${face} ${n(own)} Tf ${colour} rg 1 0 0 -1 ${n(x + from)} ${n(base)} Tm <${hex}> Tj ET`);
    }
    for (const { x: from, tone } of signs) this.#operators.push(...signOperators(tone, x + from, base, size, inkOf[tone]));
  }

  box(x: number, y: number, width: number, height: number, colour: string): void {
    this.#operators.push(`${colour} rg ${n(x)} ${n(y)} ${n(width)} ${n(height)} re f`);
  }

  /** A frame around white, so that what lies below it does not show through. */
  frame(x: number, y: number, width: number, height: number, colour: string, stroke: Stroke = {}): void {
    const path = `${n(x)} ${n(y)} ${n(width)} ${n(height)} re`;
    this.#operators.push(`q 1 1 1 rg ${colour} RG ${strokeOperators(stroke)}${path} B Q`);
  }

  stroke(points: readonly (readonly [number, number])[], colour: string = hairline, stroke: Stroke = {}): void {
    const path = points.map(([x, y], index) => `${n(x)} ${n(y)} ${index === 0 ? "m" : "l"}`).join(" ");
    this.#operators.push(`q ${colour} RG ${strokeOperators(stroke)}${path} S Q`);
  }

  /** Puts operators onto the page as they are. */
  draw(operators: readonly string[]): void {
    this.#operators.push(...operators);
  }

  /** Adds a bookmark that leads here; level 3 goes below the last one of level 2. */
  bookmark(title: string, level: 2 | 3): void {
    const parent = level === 2 ? this.#kit.outline : (this.#outline[0] ?? this.#kit.outline);
    // pdfkit counts `left` from the right edge.
    const item = parent.addItem(title, { expanded: false, top: Math.max(0, this.y - 12), left: this.#kit.page.width });
    if (level === 2) this.#outline = [item];
  }

  /** Ends the last page and says on each how many there are. */
  finish(): void {
    this.#flush();
    const [run] = this.typesetter.shape(String(this.#kit.pages), "regular");
    if (run !== undefined) this.#kit.finish(`BT /${run.face} ${headStyle.size} Tf ${grey} rg 0 0 Td <${run.hex}> Tj ET`, run.face);
  }

  #begin(): void {
    this.#kit.addPage();
    this.y = margin.top;
    const [head] = this.lines([{ text: this.#head }], headStyle, this.width);
    if (head !== undefined) this.line(head, this.left, 32, headStyle.size);
    this.stroke([
      [this.left, 46],
      [this.left + this.width, 46],
    ]);
    const footY = this.#kit.page.height - 38;
    const [foot] = this.lines([{ text: this.#foot }], headStyle, this.width - 60);
    if (foot !== undefined) this.line(foot, this.left, footY, headStyle.size);
    const [number] = this.lines([{ text: `${this.#kit.pages} of` }], headStyle);
    const x = this.left + this.width - 42;
    if (number !== undefined) this.line(number, x, footY, headStyle.size);
    const blank = this.typesetter.shape(`${this.#kit.pages} of `, "regular").reduce((sum, { width }) => sum + width, 0);
    this.#operators.push(`q 1 0 0 -1 ${n(x + blank * headStyle.size)} ${n(footY + headStyle.size * 1.02)} cm /Total Do Q`);
  }

  #flush(): void {
    this.#kit.write(this.#operators, this.#faces);
    this.#operators = [];
    this.#faces = new Set();
  }
}

function strokeOperators({ width = 0.5, dashed = false }: Stroke): string {
  return `${width} w ${dashed ? "[3 2] 0 d " : ""}`;
}

/** A number as PDF reads it: no exponent, two places are a hundredth of a point. */
function n(value: number): string {
  return value.toFixed(2);
}
