import { expect, test } from "vitest";
import { factsAge } from "./facts-age.ts";

const now = new Date("2026-11-20T14:40:00Z");
const utc = (time: Date) => time.toISOString().slice(11, 16);
const host = (name: string, seenAt: string | null) => ({ name, seenAt });
const fresh = host("a", "2026-11-20T14:32:00Z");

test("the time of day while all hosts were read lately", () => {
  expect(factsAge([fresh, host("b", "2026-11-20T14:30:00Z")], now, utc)).toEqual({
    words: "facts of 14:32",
    isStale: false,
    neverRead: [],
  });
});

test("a host that was not read for long is told by name", () => {
  expect(factsAge([fresh, host("b", "2026-11-17T14:30:00Z")], now, utc)).toMatchObject({ words: "b last read 3 d ago", isStale: true });
});

test("hosts that were never read are named, and no time stands for them", () => {
  expect(factsAge([fresh, host("b", null)], now, utc)).toEqual({ words: "facts of 14:32", isStale: false, neverRead: ["b"] });
  expect(factsAge([host("b", null)], now, utc)).toEqual({ words: "no host was read yet", isStale: true, neverRead: ["b"] });
});
