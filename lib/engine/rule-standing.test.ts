import { expect, test } from "vitest";
import type { HostSight } from "./exposure.ts";
import { countStates, standingOf } from "./rule-standing.ts";

const finding = { id: "1", rule: "a/b", title: "t", subject: "s", severity: "high", accepted: true } as const;
const sight = (verdict: "passed" | "failed" | "unknown" | "not-applicable" | null, findings: HostSight["findings"] = []): HostSight => ({
  hostId: "h",
  name: "n",
  verdicts: new Map(verdict === null ? [] : [["a/b", { verdict, because: "because" }]]),
  findings,
});

test.each([
  [sight("failed"), "fails"],
  [sight("passed"), "passes"],
  [sight("unknown"), "unknown"],
  [sight("not-applicable"), "not-applicable"],
  [sight(null), "not-judged"],
  [sight("unknown", [finding]), "fails"],
  [sight(null, [{ ...finding, rule: "c/d" }]), "not-judged"],
])("%#", (host, state) => {
  expect(standingOf("a/b", host).state).toBe(state);
});

test("hosts are counted by state", () => {
  expect(countStates(["fails", "fails", "passes"])).toEqual({ fails: 2, unknown: 0, "not-judged": 0, passes: 1, "not-applicable": 0 });
});
