import { expect, test } from "vitest";
import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import { jsonElements, wordAfter, wordsOf } from "./iproute.ts";

const Named = z.object({ ifname: z.string() });

function section(text: string): Section {
  return { source: "ip -j x", status: "ok", exitStatus: 0, text, errorText: "", durationMs: 0 };
}

test("elements are cited as they stand, those of a filter left out", () => {
  expect(jsonElements(section('[{},{"ifname":"a","x":1},{}]'), Named)).toEqual([
    { value: { ifname: "a" }, at: { source: "ip -j x", line: 1, text: '{"ifname":"a","x":1}' } },
  ]);
});

test("no output is an empty list", () => {
  expect(jsonElements(section(" \n"), Named)).toEqual([]);
});

test.each([
  ["[", /JSON/],
  ["{}", /not an array/],
  ["[1]", /not an array/],
  ['[{"ifname":1}]', /ip -j x: ifname/],
])("%s is an error that says what", (text, message) => {
  expect(() => jsonElements(section(text), Named)).toThrow(message);
});

test("words and what follows them", () => {
  const words = wordsOf("  default\t via 192.0.2.1  dev ");
  expect(words).toEqual(["default", "via", "192.0.2.1", "dev"]);
  expect([wordAfter(words, "via"), wordAfter(words, "dev"), wordAfter(words, "metric")]).toEqual(["192.0.2.1", null, null]);
});
