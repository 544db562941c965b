import fc from "fast-check";
import { expect, test } from "vitest";
import { wrap } from "./wrap.ts";

test("lines break between words and stay within the width", () => {
  expect(wrap("one two three four", 9)).toEqual(["one two", "three", "four"]);
  expect(wrap("exactly ten", 11)).toEqual(["exactly ten"]);
  expect(wrap("first line\nsecond", 6)).toEqual(["first", "line", "second"]);
});

test("a command in backticks and a long word stay whole", () => {
  expect(wrap("Run (`bridge vlan show dev br0`), then look", 12)).toEqual(["Run", "(`bridge vlan show dev br0`),", "then look"]);
  expect(wrap("see /a/very/long/path now", 8)).toEqual(["see", "/a/very/long/path", "now"]);
  expect(wrap("one ` two", 3)).toEqual(["one", "`", "two"]);
});

test("without a width nothing changes", () => {
  expect(wrap("two  blanks stay\n and lines", Number.POSITIVE_INFINITY)).toEqual(["two  blanks stay", " and lines"]);
});

test("no text is lost, whatever it is, and no line is too long without need", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", "`", " ", "\t", "\n", "é") }), fc.integer({ min: 1, max: 20 }), (text, columns) => {
      const lines = wrap(text, columns);
      expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
      for (const line of lines) if (line.length > columns) expect(line).toMatch(/^\S+$|`.*`/);
    }),
  );
});
