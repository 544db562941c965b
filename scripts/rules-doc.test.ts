import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rulesDocument } from "./rules-doc.ts";

test("docs/rules.md is that of the rules: else run node scripts/write-rules.mjs", () => {
  expect(readFileSync(join(import.meta.dirname, "../docs/rules.md"), "utf8")).toBe(rulesDocument());
});
