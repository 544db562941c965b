#!/usr/bin/env node
// The command is bundled into dist/ by every install, so that it starts without a compiler.
import { existsSync } from "node:fs";

const bundle = new URL("../dist/cli/main.mjs", import.meta.url);
if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  process.stderr.write("bulkhead is not built yet: run `npm ci` in its folder.\n");
  process.exitCode = 2;
}
