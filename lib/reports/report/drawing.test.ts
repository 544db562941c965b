import { execFileSync } from "node:child_process";
import { buffer } from "node:stream/consumers";
import { HtmlValidate } from "html-validate";
import { expect, test } from "vitest";
import { cutTexts, type Drawing, fitted, textWidth, wrapped } from "./drawing.ts";
import { drawingMarkup } from "./drawing-svg.ts";
import { drawBlock } from "./pdf/draw.ts";
import { fontFile } from "./pdf/font-files.ts";
import { Kit } from "./pdf/kit.ts";
import { Sheet } from "./pdf/sheet.ts";
import { Typesetter } from "./pdf/typesetter.ts";
import { hostileTexts } from "./testing.ts";

const drawing = (text: string): Drawing => ({
  title: text,
  description: [text],
  width: 900,
  height: 300,
  shapes: [
    { kind: "box", x: 10, y: 10, width: 120, height: 40, tone: "critical" },
    {
      kind: "line",
      points: [
        [130, 30],
        [200, 30],
        [200, 90],
      ],
      look: "dashed",
    },
    { kind: "text", x: 70, y: 34, width: 110, text, align: "center" },
    { kind: "sign", x: 5, y: 5, size: 7, tone: "unknown" },
  ],
});

test.each(hostileTexts)("a picture with %j is valid and has the same shapes", async (text) => {
  const { text: markup } = drawingMarkup(drawing(text), []);
  const { results } = await new HtmlValidate({ extends: ["html-validate:standard"] }).validateString(markup);
  expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
  expect(markup.match(/<(rect|polyline|text)\b/g)).toEqual(["<rect", "<polyline", "<text", "<polyline"]);
});

test("a picture is drawn in a PDF as vectors and real text, no wider than the page", async () => {
  const kit = new Kit({ paper: "a4", title: "x", producer: "x", madeAt: new Date(0) }, fontFile("regular"));
  const sheet = new Sheet(kit, "head", "foot");
  Array.from(drawBlock(sheet, { kind: "drawing", drawing: drawing("kvm-01") }));
  sheet.finish();
  const file = await buffer(kit.doc as unknown as NodeJS.ReadableStream);
  expect(execFileSync("pdftotext", ["-", "-"], { input: file, encoding: "utf8" })).toMatch(/kvm-01[\s\S]*kvm-01/);
  expect(file.toString("latin1")).not.toContain("/Subtype /Image");
});

test("a text is given at least the room that the fonts of the PDF need", () => {
  const kit = new Kit({ paper: "a4", title: "x", producer: "x", madeAt: new Date(0) }, fontFile("regular"));
  const typesetter = new Typesetter(kit);
  const printed = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
  for (const text of [...printed, "kvm-01.example.org", "needs guest bind-01 on kvm-02", ...hostileTexts]) {
    for (const family of ["regular", "bold"] as const) {
      const width = typesetter.shape(text, family).reduce((sum, run) => sum + run.width, 0);
      expect({ text, family, fits: width <= textWidth(text, 1) + 0.001 }).toEqual({ text, family, fits: true });
    }
  }
});

test("a text without room is cut inside of it, and told in full below the picture", () => {
  const long = "a storage with a name that is far too long for its box";
  expect(fitted(long, 100)).toMatch(/^a storage .*…$/);
  expect(textWidth(fitted(long, 100))).toBeLessThanOrEqual(100);
  expect(cutTexts(drawing(long))).toEqual([long]);
  expect(cutTexts(drawing("kvm-01"))).toEqual([]);
});

test("a text on several lines loses no word", () => {
  const words = "needs DNS 10.50.1.90, guest bind-01 on kvm-01 and 3 more";
  const lines = wrapped(words, 80, 7.5, 3);
  expect(lines).toHaveLength(3);
  expect(lines.join(" ")).toBe(words);
});
