import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The fonts of a PDF: ours, and one that has the Greek, Hebrew, Arabic letters and signs that ours lack. */
const files = {
  regular: "geist/dist/fonts/geist-sans/Geist-Regular.ttf",
  bold: "geist/dist/fonts/geist-sans/Geist-SemiBold.ttf",
  mono: "geist/dist/fonts/geist-mono/GeistMono-Regular.ttf",
  fallback: "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
} as const;
export type FontName = keyof typeof files;

const read = new Map<FontName, Buffer>();

/** A font file, read once. Throws where the package is not installed. */
export function fontFile(name: FontName): Buffer {
  const known = read.get(name);
  if (known !== undefined) return known;
  const bytes = readFileSync(/* turbopackIgnore: true */ locate(files[name]));
  read.set(name, bytes);
  return bytes;
}

/** Beside or above the program that runs, or where it was started: the server's bundles keep no trace of where a package lies. */
function locate(file: string): string {
  const script = process.argv[1];
  const starts = [...(script !== undefined && existsSync(script) ? [dirname(realpathSync(script))] : []), process.cwd()];
  for (const start of starts) {
    for (let folder = resolve(/* turbopackIgnore: true */ start); ; folder = dirname(folder)) {
      const path = join(/* turbopackIgnore: true */ folder, "node_modules", file);
      if (existsSync(/* turbopackIgnore: true */ path)) return path;
      if (dirname(folder) === folder) break;
    }
  }
  throw new Error(`The font ${file} is missing: run npm ci.`);
}
