import { expect, test } from "vitest";
import type { Change } from "#lib/engine/drift/change.ts";
import { byGroup, valuesOf } from "./change-words.ts";

const change = (group: Change["group"], id: string): Change => ({
  id,
  group,
  fact: "mounts",
  subject: id,
  what: "changed",
  words: id,
  before: { state: "running" },
  now: { state: "stopped" },
  effect: "in effect",
  evidence: { before: [], now: [] },
});

test("changes stand by what they are about, each group in its own order", () => {
  const groups = byGroup([change("guests", "a"), change("boot", "b"), change("guests", "c")]);
  expect(groups.map(({ group, among }) => [group, ...among.map(({ id }) => id)])).toEqual([
    ["boot", "b"],
    ["guests", "a", "c"],
  ]);
});

test("values stand side by side, with a dash where there was none", () => {
  expect(valuesOf(change("guests", "a"))).toEqual([{ label: "state", before: "running", now: "stopped" }]);
  expect(valuesOf({ before: null, now: { type: "nfs4" } })).toEqual([{ label: "type", before: "–", now: "nfs4" }]);
});
