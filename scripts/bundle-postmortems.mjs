import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../lib/postmortems", import.meta.url));

/**
 * Writes lib/postmortems/generated.ts from the Markdown files beside it. The web server, the worker and the one-file CLI all
 * bundle that module, so none of them looks for Markdown on a disk at run time.
 */
export function bundlePostmortems() {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .sort();
  const entries = files.map(
    (file) => `  ${JSON.stringify(file.replace(/\.md$/, ""))}: ${JSON.stringify(readFileSync(join(folder, file), "utf8"))},`,
  );
  const lines = [
    "/** Written by scripts/bundle-postmortems.mjs. */",
    "export const markdownById: Record<string, string> = {",
    ...entries,
    "};",
    "",
  ];
  writeFileSync(join(folder, "generated.ts"), lines.join("\n"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) bundlePostmortems();
