import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeOctal, fieldsOf, integerOf, listOf } from "./escapes.ts";

test("octal escapes become what they stand for, bytes together as UTF-8", () => {
  expect(decodeOctal("/mnt/my\\040vms\\011x\\012\\134\\043")).toBe("/mnt/my vms\tx\n\\#");
  expect(decodeOctal("caf\\303\\251\\040x")).toBe("café x");
  expect(decodeOctal("\\303(")).toBe("�(");
});

test("what is no escape, or would be NUL, stays as it is", () => {
  expect(decodeOctal("\\ \\4 \\40 \\999 \\400 \\")).toBe("\\ \\4 \\40 \\999 \\400 \\");
  expect(decodeOctal("a\\000b\\040")).toBe("a\\000b ");
});

test("any text decodes", () => {
  fc.assert(fc.property(fc.stringMatching(/^[\\0-7a-z]{0,40}$/), (text) => decodeOctal(text).length <= text.length));
});

test("numbers are whole, exact and nothing else", () => {
  expect(["7", " 12 ", "-1", "0x0000000A"].map(integerOf)).toEqual([7, 12, -1, 10]);
  expect([null, undefined, "", "1.5", "1e3", "0x", "12a", "99999999999999999999"].map(integerOf)).toEqual(Array(8).fill(null));
});

test("lists and fields lose their blanks and empty items", () => {
  expect(listOf(" a, ,b,,c ")).toEqual(["a", "b", "c"]);
  expect(listOf("a;b c", /[; ]/)).toEqual(["a", "b", "c"]);
  expect(fieldsOf(" \ta  b\tc ")).toEqual(["a", "b", "c"]);
});
