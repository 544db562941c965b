import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainLine, plainText, plainTexts } from "./plain-text.ts";

describe("plain text", () => {
  it.each([
    ["a terminal escape", "\u001b[2Jgone", "\\x1b[2Jgone"],
    ["an eight-bit control sequence", "\u009b31m", "\\x9b31m"],
    ["a direction override", "abc\u202edef", "abc\\u202edef"],
    ["a line that is none", "one\u2028two\u061c", "one\\u2028two\\u061c"],
    ["a carriage return that hides the line", "bad\rgood", "bad\\x0dgood"],
    ["markup, which is no concern here", "<b>&amp;</b>", "<b>&amp;</b>"],
    ["tabs and newlines", "a\tb\nc", "a\tb\nc"],
    ["letters of any script", "größe 名前 🐧", "größe 名前 🐧"],
  ])("shows %s", (_, input, expected) => {
    expect(plainText(input)).toBe(expected);
  });

  it("leaves no control character in any text, and is done after one pass", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const shown = plainText(text);
        expect(shown).not.toMatch(/(?![\t\n])\p{Cc}|[\u202a-\u202e]|\p{Cs}/u);
        expect(plainText(shown)).toBe(shown);
      }),
    );
  });

  it("makes every text within a value plain, and leaves the rest", () => {
    const said = { name: "a\u001bb", tags: ["\u202e", "c"], mtu: 1500, vlan: null, up: true };
    expect(plainTexts(said)).toEqual({ name: "a\\x1bb", tags: ["\\u202e", "c"], mtu: 1500, vlan: null, up: true });
  });

  it("keeps a line a line, and cuts a long one", () => {
    expect(plainLine("one\ntwo\tthree")).toBe("one two three");
    expect(plainLine("x".repeat(500), 10)).toBe(`${"x".repeat(9)}…`);
    expect(plainLine("🐧".repeat(500), 10)).toBe("🐧🐧🐧🐧…");
  });
});
