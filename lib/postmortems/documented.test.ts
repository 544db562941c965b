import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scenarios } from "#lib/rules/rule.ts";
import { checkPostmortem, LinkKind } from "./schema.ts";

const document = readFileSync(join(import.meta.dirname, "../../docs/postmortems.md"), "utf8");

test("the example of docs/postmortems.md is a report that fits", () => {
  const [, example = ""] = /```markdown\n([\s\S]*?)```/.exec(document) ?? [];
  expect(checkPostmortem(example).problems).toEqual([]);
});

test("docs/postmortems.md names every kind of link and every scenario", () => {
  for (const word of [...LinkKind.options, ...scenarios]) expect(document).toContain(`\`${word}\``);
});
