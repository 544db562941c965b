import { expect, test } from "vitest";
import { xmlLine, xmlText } from "./xml-text.ts";

test.each([
  ["a null", "a\u0000b", "a\\x00b"],
  ["what XML calls no character", "a\ufffeb\uffff", "a\\ufffeb\\uffff"],
  ["half a character", "a\ud800b", "a\\ud800b"],
  ["an end of CDATA, which is escaped where it is written", "]]>", "]]>"],
])("%s is visible", (_, text, expected) => {
  expect([xmlText(text), xmlLine(text)]).toEqual([expected, expected]);
});
