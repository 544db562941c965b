import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readGiven } from "#lib/graph/given-text.ts";
import { ColdStartReport, RehearseReport } from "./rehearse-report.ts";

const text = readFileSync(new URL("../../docs/rehearse-json.md", import.meta.url), "utf8");
const examples = [...text.matchAll(/^```json\n(.*?)^```$/gms)].map(([, json = ""]) => JSON.parse(json));

test("the examples are what the schemas say", () => {
  expect(examples).toHaveLength(2);
  expect(RehearseReport.parse(examples[0])).toEqual(examples[0]);
  expect(ColdStartReport.parse(examples[1])).toEqual(examples[1]);
});

test("every field of the contracts has a line", () => {
  const fields = [...Object.keys(RehearseReport.shape), ...Object.keys(ColdStartReport.shape)];
  expect(fields.filter((name) => !text.includes(`| \`${name}\` |`))).toEqual([]);
});

test("everything that is said to be understood after --if is", () => {
  const table = text.slice(text.indexOf("### What can happen"), text.indexOf("### Exit status"));
  const said = [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, words = ""]) => words),
  );
  expect(said.length).toBeGreaterThan(12);
  for (const words of said) expect(() => readGiven(words.replace("NUMBER", "100"))).not.toThrow();
});
