import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "#lib/rules/index.ts";
import { exposingRules } from "./exposing.ts";
import { markdownById } from "./generated.ts";
import { postmortemById, postmortemIds, postmortems } from "./index.ts";
import { parsePostmortem } from "./schema.ts";

const folder = import.meta.dirname;
const files = readdirSync(folder).filter((file) => file.endsWith(".md"));
const catalogue = new Set(readFileSync(join(folder, "__fixtures__/catalogue-rule-ids.txt"), "utf8").trim().split("\n"));
const registered = new Map(rules.map((rule) => [rule.id, rule]));

test("every file is in the list of ids, sorted, and every id has its file", () => {
  expect([...postmortemIds]).toEqual(files.map((file) => file.replace(/\.md$/, "")).toSorted());
});

test("the bundled text is that of the files: else run node scripts/bundle-postmortems.mjs", () => {
  for (const id of postmortemIds) expect(markdownById[id]).toBe(readFileSync(join(folder, `${id}.md`), "utf8"));
});

describe.each(postmortemIds.map((id) => [id]))("%s", (id) => {
  const postmortem = parsePostmortem(readFileSync(join(folder, `${id}.md`), "utf8"));

  test("carries its own id", () => {
    expect(postmortem.id).toBe(id);
  });

  test("ties its chain to rules that exist or will: one trigger at the head, something latent behind it", () => {
    const named = postmortem.chain.flatMap((link) => link.rules);
    expect(named.filter((rule) => !catalogue.has(rule) && !registered.has(rule))).toEqual([]);
    expect(exposingRules(postmortem)).not.toEqual([]);
    expect(postmortem.chain.map((link) => link.kind).indexOf("trigger")).toBe(0);
    expect(postmortem.chain.some((link) => link.kind === "latent")).toBe(true);
  });

  test("is short and calm", () => {
    const words = postmortem.body.split(/\s+/).length;
    expect(words).toBeGreaterThanOrEqual(200);
    expect(words).toBeLessThanOrEqual(400);
    expect(postmortem.body).not.toMatch(/!(?!\[)|^#/m);
  });

  test("is named by every rule of its chain, and names every rule that names it", () => {
    const inChain = [...new Set(postmortem.chain.flatMap((link) => link.rules))].filter((rule) => registered.has(rule));
    const naming = rules.filter((rule) => rule.postmortems?.includes(id)).map((rule) => rule.id);
    expect(inChain.toSorted()).toEqual(naming.toSorted());
  });
});

test("incidents are found by id, and listed newest first", () => {
  expect(postmortemById("kvm-pair-panic-reboot")?.title).toBe("KVM pair taken apart by one panic reboot");
  expect(postmortemById("no-such-incident")).toBeUndefined();
  const days = postmortems.map(({ date }) => date ?? "");
  expect(days).toEqual(days.toSorted().toReversed());
});
