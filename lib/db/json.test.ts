import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { storableJson, storableText } from "./json.ts";

const character = fc.integer({ min: 0, max: 0x10_ffff }).filter((code) => code < 0xd800 || code > 0xdfff);

describe("text that Postgres can hold", () => {
  it("loses nothing but NUL and half characters", () => {
    expect(storableText("a\u0000b\ud83d\ude00c\ud83d \ude00 \u001b[31m\u202e")).toBe("a␀b\ud83d\ude00c� � \u001b[31m\u202e");
    fc.assert(
      fc.property(fc.string({ unit: character.map((code) => String.fromCodePoint(code)) }), (text) => {
        const well = text.replaceAll("\u0000", "␀");
        expect(storableText(text)).toBe(well);
      }),
    );
  });

  it("is made of every text and key of a value, however it comes", () => {
    const any = fc.anything({
      key: fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
      withNullPrototype: true,
    });
    fc.assert(
      fc.property(any, (value) => {
        const json = JSON.stringify(storableJson(value)) ?? "null";
        expect(json).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      }),
    );
  });
});
