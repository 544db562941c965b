import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { expect, test } from "vitest";
import { plainTexts } from "#lib/plain-text.ts";
import { renderMarkdown } from "./markdown.ts";
import { codeBlock, codeSpan, escapeMarkdown, escapeStart } from "./markdown-text.ts";
import { hostileTexts, incidentReportOf, reportOf } from "./testing.ts";
import { windowReportOf } from "./testing-window.ts";

const read = (markdown: string) => fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
const text = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: fc.constantFrom(..."`*_[]()<>!#+-=~|\\&:@. 1ahtpw/\n\tñ"), maxLength: 30 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
);
const oneLine = (said: string) => said.replace(/[\s\u0085\u2028\u2029]+/g, " ");

/** The kinds of nodes without what stands in them; texts and code beside each other as one. */
function shape(node: Nodes): unknown {
  if (!("children" in node)) return node.type === "inlineCode" ? "text" : node.type;
  return [node.type, node.children.map(shape).filter((each, index, all) => each !== "text" || all[index - 1] !== "text")];
}

test("a text is only a text, at the start of a line and anywhere", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(text, (said) => {
      const line = escapeStart(escapeMarkdown(said)).trim();
      fc.pre(line !== "");
      const [paragraph, ...rest] = read(line).children;
      expect(rest).toEqual([]);
      if (paragraph?.type !== "paragraph") throw new Error(`a ${paragraph?.type}`);
      const told = paragraph.children.map((child) =>
        child.type === "text" || child.type === "inlineCode" ? child.value : `a ${child.type}`,
      );
      expect(told.join("")).toBe(oneLine(said).trim());
    }),
    { numRuns: 400 },
  );
});

test("a span of code holds what was said, in a sentence and in a table", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(text, (said) => {
      fc.pre(said.trim() !== "");
      const [paragraph] = read(`a ${codeSpan(said)} b`).children;
      expect(paragraph).toMatchObject({ children: [{ value: "a " }, { type: "inlineCode", value: oneLine(said) }, { value: " b" }] });
      const [table] = read(`| a | b |\n| --- | --- |\n| ${codeSpan(said, true)} | c |`).children;
      expect(table).toMatchObject({ type: "table", children: [{}, { children: [{}, { children: [{ value: "c" }] }] }] });
    }),
    { numRuns: 400 },
  );
});

test("a block of code ends where we end it", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (lines) => {
      const children = read(`${codeBlock(lines)}\n\nafter`).children;
      expect(children.map(({ type }) => type)).toEqual(["code", "paragraph"]);
    }),
  );
});

test("a report has the same parts whatever hosts say", { timeout: 60_000 }, () => {
  const shapeOf = (said: string) =>
    [reportOf(said), incidentReportOf(said), windowReportOf(said)].map((report) =>
      shape(read([...renderMarkdown(plainTexts(report))].join(""))),
    );
  const plain = shapeOf("x");
  for (const said of hostileTexts.filter((each) => each.trim() !== "" && !/[`\n]/.test(each))) expect(shapeOf(said)).toEqual(plain);
});
