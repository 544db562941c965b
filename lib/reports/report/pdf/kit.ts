import PDFDocument from "pdfkit";

/** What of a font pdfkit keeps behind its public face; with it a glyph is looked up once, not at every word. */
interface KitFont {
  id: string;
  font: { hasGlyphForCodePoint(codePoint: number): boolean };
  encode(text: string): [hex: string[], positions: { advanceWidth: number }[]];
  ref(): KitRef;
}
interface KitRef {
  write(chunk: string): void;
  end(chunk?: string): void;
}
interface KitPage {
  width: number;
  height: number;
  fonts: Record<string, KitRef>;
  xobjects: Record<string, KitRef>;
}
interface Inside {
  _font: KitFont;
  page: KitPage;
  ref(data: Record<string, unknown>): KitRef;
}

export interface OutlineItem {
  addItem(title: string, options: { expanded?: boolean; top: number; left: number }): OutlineItem;
}

export interface KitOptions {
  paper: "a4" | "letter";
  title: string;
  producer: string;
  madeAt: Date;
}

/** A font in a document. */
export interface Face {
  id: string;
  has(codePoint: number): boolean;
  /** Glyphs as hexadecimal, and how far they advance at size 1. */
  encode(text: string): { hex: string; width: number };
}

/** The one place that knows pdfkit: pages, fonts, outline and streams; text and lines are written by us, which is ten times faster. */
export class Kit {
  readonly doc: PDFKit.PDFDocument;
  readonly #inside: Inside;
  readonly #fonts = new Map<string, KitFont>();
  readonly #total: KitRef;
  readonly #totalResources: { Font: Record<string, KitRef> } = { Font: {} };
  pages = 0;

  constructor({ paper, title, producer, madeAt }: KitOptions, font: Buffer) {
    this.doc = new PDFDocument({
      size: paper === "a4" ? "A4" : "LETTER",
      autoFirstPage: false,
      margin: 0,
      lang: "en",
      displayTitle: true,
      pdfVersion: "1.7",
      font: font as unknown as string,
      info: { Title: title, Producer: producer, Creator: producer, CreationDate: madeAt },
    });
    this.#inside = this.doc as unknown as Inside;
    this.#total = this.#inside.ref({ Type: "XObject", Subtype: "Form", BBox: [0, -4, 60, 12], Resources: this.#totalResources });
  }

  get outline(): OutlineItem {
    return this.doc.outline as unknown as OutlineItem;
  }

  get page(): { width: number; height: number } {
    return this.#inside.page;
  }

  face(file: Buffer): Face {
    this.doc.font(file as unknown as string);
    const font = this.#inside._font;
    this.#fonts.set(font.id, font);
    return {
      id: font.id,
      has: (codePoint) => font.font.hasGlyphForCodePoint(codePoint),
      encode: (text) => {
        const [hex, positions] = font.encode(text);
        return { hex: hex.join(""), width: positions.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0) / 1000 };
      },
    };
  }

  /** Begins a page, and lets go of the one before. */
  addPage(): void {
    this.doc.addPage();
    this.pages += 1;
  }

  /** Puts drawing operators onto the page, in its coordinates: from the upper left corner downwards. */
  write(operators: readonly string[], faces: Iterable<string>): void {
    const { page } = this.#inside;
    for (const id of faces) {
      const font = this.#fonts.get(id);
      if (font !== undefined) page.fonts[id] = font.ref();
    }
    page.xobjects.Total = this.#total;
    this.doc.addContent(operators.join("\n"));
  }

  /** Says on every page how many there are, now that it is known; then nothing can be added any more. */
  finish(content: string, face: string): void {
    const font = this.#fonts.get(face);
    if (font !== undefined) this.#totalResources.Font[face] = font.ref();
    this.#total.end(content);
    this.doc.end();
  }
}
