import { expect, it } from "vitest";
import { staleReason } from "./stale-reason.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));

it.each<[string, { asked?: number; isLast?: boolean; updated?: number; state?: string; now?: number }, RegExp | null]>([
  ["a fresh one", {}, null],
  ["an earlier one", { isLast: false }, /a later one/],
  ["one of another plan", { updated: 11 }, /planned otherwise since/],
  ["an old one", { now: 23 }, /is 13 h old/],
  ["an old one once the work runs", { now: 23, state: "running" }, null],
  ["any of a closed window", { isLast: false, state: "closed", updated: 20 }, null],
])("%s", (_, { asked = 10, isLast = true, updated = 9, state = "planned", now = 12 }, expected) => {
  const reason = staleReason({ askedAt: at(asked), isLast }, { updatedAt: at(updated), state }, at(now));
  if (expected === null) expect(reason).toBeNull();
  else expect(reason).toMatch(expected);
});
