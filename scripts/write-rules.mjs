import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { bundlePostmortems } from "./bundle-postmortems.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const bundle = join(root, "node_modules/.cache/rules-doc.mjs");

/** Writes docs/rules.md from the rules and probes of this checkout. */
bundlePostmortems();
await build({
  absWorkingDir: root,
  entryPoints: ["scripts/rules-doc.ts"],
  outfile: bundle,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  logLevel: "error",
});
const { rulesDocument } = await import(pathToFileURL(bundle).href);
writeFileSync(join(root, "docs/rules.md"), rulesDocument());
rmSync(bundle);
