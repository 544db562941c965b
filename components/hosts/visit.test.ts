import { expect, test } from "vitest";
import { isOver, outcomeWords, progressWords } from "./visit.ts";

test("what a visit is doing", () => {
  expect(progressWords(undefined)).toBe("waiting for a worker");
  expect(progressWords({ status: "running", progress: null })).toBe("beginning");
  expect(progressWords({ status: "running", progress: { step: "connecting", done: null, total: null } })).toBe("connecting");
  expect(progressWords({ status: "running", progress: { step: "reading", done: 12, total: 61 } })).toBe("reading, 12 of 61");
});

test("what it came to", () => {
  expect(outcomeWords({ opened: 0, resolved: 0 })).toBe("Visited: nothing changed among the findings.");
  expect(outcomeWords({ opened: 2, resolved: 1 })).toBe("Visited: 2 new, 1 gone.");
  expect([isOver(undefined), isOver({ status: "running" }), isOver({ status: "failed" })]).toEqual([false, false, true]);
});
