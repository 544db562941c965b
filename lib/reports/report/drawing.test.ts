import { execFileSync } from "node:child_process";
import { buffer } from "node:stream/consumers";
import { HtmlValidate } from "html-validate";
import { expect, test } from "vitest";
import type { Drawing } from "./drawing.ts";
import { drawingMarkup } from "./drawing-svg.ts";
import { drawBlock } from "./pdf/draw.ts";
import { fontFile } from "./pdf/font-files.ts";
import { Kit } from "./pdf/kit.ts";
import { Sheet } from "./pdf/sheet.ts";
import { hostileTexts } from "./testing.ts";

const drawing = (text: string): Drawing => ({
  title: text,
  description: text,
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
      dashed: true,
    },
    { kind: "text", x: 70, y: 34, width: 110, text, align: "center" },
  ],
});

test.each(hostileTexts)("a picture with %j is valid and has the same shapes", async (text) => {
  const { text: markup } = drawingMarkup(drawing(text));
  const { results } = await new HtmlValidate({ extends: ["html-validate:standard"] }).validateString(markup);
  expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
  expect(markup.match(/<(rect|polyline|text)\b/g)).toEqual(["<rect", "<polyline", "<text"]);
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
