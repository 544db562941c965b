import { expect, test } from "vitest";
import type { Section } from "#collectors/probe.ts";
import { filesRead, firstSuccess, linesOf, notReadable } from "./sections.ts";

function section(part: Partial<Section>): Section {
  return { source: "tool", status: "ok", exitStatus: 0, text: "", errorText: "", durationMs: 0, ...part };
}

test("the first that succeeded is taken, not the first that ran", () => {
  const failed = section({ exitStatus: 255, text: "usage" });
  const good = section({ source: "other" });
  expect(firstSuccess([failed, good], "x")).toBe(good);
});

test("a denial is told even where another source is merely missing", () => {
  const error = notReadable([section({ status: "missing", exitStatus: null }), section({ source: "/etc/x", status: "denied" })], "x");
  expect(error).toMatchObject({ failure: "denied", message: "x: /etc/x: denied" });
});

test("a tool that says it was not allowed was denied", () => {
  expect(notReadable([section({ exitStatus: 1, errorText: "open: Permission denied" })], "x").failure).toBe("denied");
  expect(notReadable([section({ exitStatus: 1 })], "x")).toMatchObject({ failure: "unparsable", message: "x: tool: exit status 1" });
});

test("sources that are all missing are named", () => {
  const error = notReadable(
    [section({ status: "missing" }), section({ source: "b", status: "skipped" }), section({ exitStatus: 127 })],
    "x",
  );
  expect(error).toMatchObject({ failure: "unparsable", message: "x: this host has none of the sources (tool, tool)" });
});

test("cut output is never taken for a file", () => {
  expect(filesRead([section({ status: "oversized", text: "half" }), section({})])).toHaveLength(1);
});

test("lines lose their ends, also those of DOS", () => {
  expect(linesOf("a\r\nb\n\nc\n")).toEqual(["a", "b", "", "c"]);
  expect(linesOf("")).toEqual([]);
});
