import { expect, test } from "vitest";
import { isTooDeep } from "./yaml-depth.ts";

test.each(["[", "{", "{a: [", "- ", "a:\n [", "? ", "[a]", "* ", "*a "])("a flood of %j is too deep", (unit) => {
  expect(isTooDeep(unit.repeat(20_000))).toBe(true);
});

test("what grows by its indentation is too deep", () => {
  expect(isTooDeep(Array.from({ length: 400 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"))).toBe(true);
});

test("a long list is not", () => {
  expect(isTooDeep("a:\n  - {b: [1, 2], c: '{{{['}\n".repeat(1000))).toBe(false);
});
