import { type FontName, fontFile } from "./font-files.ts";
import type { Face, Kit } from "./kit.ts";

export type Family = Exclude<FontName, "fallback">;

/** Glyphs of one font in a row; the width is at size 1. */
export interface Run {
  face: string;
  hex: string;
  width: number;
}

/** Shown in place of what no font here has: a question mark in a lozenge, never nothing. */
const replacement = 0xfffd;
/** Letters that change by their neighbours, or are written from right to left: they are shaped as whole words. */
const complex = /[\p{M}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Words that are kept: hosts say the same ones over and over. */
const maximumKept = 20_000;

/** Turns text into glyphs, each character by the first font that has it. */
export class Typesetter {
  readonly #kit: Kit;
  readonly #faces = new Map<FontName, Face>();
  readonly #glyphs = new Map<string, Run>();
  readonly #words = new Map<string, Run[]>();
  /** How many characters no font here has. */
  missing = 0;

  constructor(kit: Kit) {
    this.#kit = kit;
  }

  /** A word, or blanks, as runs. */
  shape(text: string, family: Family): readonly Run[] {
    const key = `${family} ${text}`;
    const known = this.#words.get(key);
    if (known !== undefined) return known;
    const runs = complex.test(text) ? this.#shapeWhole(text, family) : this.#shapeEach(text, family);
    if (this.#words.size >= maximumKept) this.#words.clear();
    if (!runs.some(({ face, hex }) => face === "" && hex === "")) this.#words.set(key, runs);
    return runs;
  }

  #shapeEach(text: string, family: Family): Run[] {
    const runs: Run[] = [];
    for (const character of text) {
      const glyph = this.#glyph(character, family);
      const last = runs.at(-1);
      if (last?.face === glyph.face) {
        last.hex += glyph.hex;
        last.width += glyph.width;
      } else runs.push({ ...glyph });
    }
    return runs;
  }

  /** By the first font that has every letter of it; letter by letter where none has. */
  #shapeWhole(text: string, family: Family): Run[] {
    const codePoints = [...text].map((character) => character.codePointAt(0) ?? replacement);
    const whole = [family, "fallback" as const].map((name) => this.#face(name)).find((face) => codePoints.every((each) => face.has(each)));
    return whole === undefined ? this.#shapeEach(text, family) : [{ face: whole.id, ...whole.encode(text) }];
  }

  #glyph(character: string, family: Family): Run {
    const key = `${family}${character}`;
    const known = this.#glyphs.get(key);
    const codePoint = character.codePointAt(0) ?? replacement;
    if (known !== undefined) return known;
    const own = this.#face(family);
    const face = own.has(codePoint) ? own : this.#face("fallback");
    if (!face.has(codePoint)) {
      this.missing += 1;
      return { face: face.id, ...face.encode(String.fromCodePoint(replacement)) };
    }
    const glyph = { face: face.id, ...face.encode(character) };
    this.#glyphs.set(key, glyph);
    return glyph;
  }

  #face(name: FontName): Face {
    const known = this.#faces.get(name);
    if (known !== undefined) return known;
    const face = this.#kit.face(fontFile(name));
    this.#faces.set(name, face);
    return face;
  }
}
