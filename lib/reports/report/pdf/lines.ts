import type { Piece, Words } from "#lib/reports/report/document/block.ts";
import type { ReportTone } from "#lib/reports/report/model.ts";
import { grey, ink, inkOf } from "./ink.ts";
import type { Family, Run, Typesetter } from "./typesetter.ts";

/** How the text of a place looks where its pieces say nothing else. */
export interface TextStyle {
  /** In points. */
  size: number;
  colour?: string;
  family?: Family;
}

/** Glyphs at their place in a line. */
export interface Span extends Run {
  x: number;
  size: number;
  colour: string;
}

export interface Line {
  spans: Span[];
  /** Signs of tones, drawn before their words. */
  signs: { x: number; tone: ReportTone }[];
  width: number;
}

/** A word is broken after these where it is too long for a line. */
const parts = /[^\s/,:=_@.-]+[/,:=_@.-]+|[/,:=_@.-]*[^\s/,:=_@.-]+|[/,:=_@.-]+/g;
/** Monospace letters are larger than others of the same size. */
const monoShare = 0.92;
/** Room for a tone's sign, in sizes of its text. */
export const signWidth = 1.15;

/** Breaks words into lines of at most `width` points; a line feed ends one, and a word that is too long for a line is broken. */
export function breakLines(words: Words, style: TextStyle, width: number, typesetter: Typesetter): Line[] {
  const setting = new Setting(width, typesetter);
  for (const piece of words) {
    const look = lookOf(piece, style);
    if (piece.tone !== undefined && piece.tone !== "not-applicable" && piece.text !== "") setting.sign(piece.tone, look.size);
    for (const [index, text] of piece.text.split("\n").entries()) {
      if (index > 0) setting.endLine();
      for (const word of text.match(/\s+|\S+/g) ?? []) setting.word(word, look);
    }
  }
  return setting.lines;
}

interface Look {
  size: number;
  colour: string;
  family: Family;
}

function lookOf({ style, tone }: Piece, base: TextStyle): Look {
  const family =
    style === "code"
      ? "mono"
      : style === "strong" || (tone !== undefined && tone !== "not-applicable")
        ? "bold"
        : (base.family ?? "regular");
  const plain = style === "quiet" ? grey : (base.colour ?? ink);
  return { family, size: family === "mono" ? base.size * monoShare : base.size, colour: tone === undefined ? plain : inkOf[tone] };
}

class Setting {
  readonly lines: Line[] = [{ spans: [], signs: [], width: 0 }];
  readonly #width: number;
  readonly #typesetter: Typesetter;
  /** Blanks that only count once a word follows them. */
  #blanks: { runs: readonly Run[]; width: number; look: Look } | null = null;

  constructor(width: number, typesetter: Typesetter) {
    this.#width = width;
    this.#typesetter = typesetter;
  }

  get #line(): Line {
    return this.lines[this.lines.length - 1] ?? { spans: [], signs: [], width: 0 };
  }

  endLine(): void {
    this.#blanks = null;
    this.lines.push({ spans: [], signs: [], width: 0 });
  }

  sign(tone: ReportTone, size: number): void {
    const room = signWidth * size + (this.#blanks?.width ?? 0);
    if (this.#line.width > 0 && this.#line.width + room + size * 2 > this.#width) this.endLine();
    this.#placeBlanks();
    this.#line.signs.push({ x: this.#line.width, tone });
    this.#line.width += signWidth * size;
  }

  word(text: string, look: Look): void {
    if (/^\s/.test(text)) {
      const runs = this.#typesetter.shape(" ".repeat([...text].reduce((sum, one) => sum + (one === "\t" ? 4 : 1), 0)), look.family);
      this.#blanks = { runs, width: widthOf(runs) * look.size, look };
      return;
    }
    const runs = this.#typesetter.shape(text, look.family);
    const width = widthOf(runs) * look.size;
    if (!this.#fits(width) && width <= this.#width) this.endLine();
    if (this.#fits(width)) this.#place(runs, look);
    else for (const part of text.match(parts) ?? [text]) this.#part(part, look);
  }

  #part(text: string, look: Look): void {
    const runs = this.#typesetter.shape(text, look.family);
    const width = widthOf(runs) * look.size;
    if (!this.#fits(width) && this.#line.width > 0) this.endLine();
    if (width <= this.#width) this.#place(runs, look);
    else for (const character of text) this.#character(character, look);
  }

  #character(character: string, look: Look): void {
    const glyph = this.#typesetter.shape(character, look.family);
    if (!this.#fits(widthOf(glyph) * look.size) && this.#line.width > 0) this.endLine();
    this.#place(glyph, look);
  }

  #fits(width: number): boolean {
    return this.#line.width + (this.#blanks?.width ?? 0) + width <= this.#width + 0.01;
  }

  #placeBlanks(): void {
    if (this.#blanks === null) return;
    const { runs, look } = this.#blanks;
    this.#blanks = null;
    this.#place(runs, look);
  }

  #place(runs: readonly Run[], look: Look): void {
    this.#placeBlanks();
    const line = this.#line;
    for (const { face, hex, width } of runs) {
      const last = line.spans.at(-1);
      if (last?.face === face && last.size === look.size && last.colour === look.colour && last.x + last.width > line.width - 0.001) {
        last.hex += hex;
        last.width += width * look.size;
      } else line.spans.push({ face, hex, x: line.width, width: width * look.size, size: look.size, colour: look.colour });
      line.width += width * look.size;
    }
  }
}

function widthOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { width }) => sum + width, 0);
}
