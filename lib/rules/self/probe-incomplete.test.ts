import { describe, expect, test } from "vitest";
import { evaluateRules } from "#lib/engine/evaluate.ts";
import type { Readings } from "#lib/facts/index.ts";
import type { FailureCause } from "#lib/facts/reading.ts";
import type { AnyRule } from "#lib/rules/index.ts";
import { defineRule } from "#lib/rules/rule.ts";
import { anyTime } from "#lib/rules/testing/testing.ts";
import { probeIncomplete as rule } from "./probe-incomplete.ts";

const failed = (cause: FailureCause, detail: string) => ({ status: "failed" as const, cause, detail });
const refused = failed("denied", "sudo: a password is required");

/** Rules that cannot be decided without guests, as bad as told. */
function blindRules(count: number, impact: 3 | 4): AnyRule[] {
  return Array.from({ length: count }, (_, index) =>
    defineRule({
      id: `guests/blind-${index}`,
      title: "t",
      why: "w",
      scope: "host",
      scenarios: ["reboot"],
      likelihood: 3,
      impact,
      references: ["r(1)"],
      needs: ["guests"],
      check: () => [],
      remedy: { steps: ["s"], risk: "r", verify: "v" },
    }),
  );
}

const judge = (readings: Readings, others: AnyRule[] = []) =>
  evaluateRules(readings, { hostId: "kvm-01" }, anyTime, [...others, rule]).at(-1);

test("failures are grouped by cause and quote what the host said", () => {
  const result = judge({ guests: refused, clusterStatus: refused, mounts: failed("timeout", "no answer in 3 s") }, blindRules(1, 3));
  expect(result?.findings.map(({ title, severity }) => [title, severity])).toEqual([
    ["guests and clusterStatus could not be read: the login may not", "low"],
    ["mounts could not be read: no answer within the time limit", "low"],
  ]);
  expect(result?.findings[0]).toMatchObject({
    fingerprint: "self/probe-incomplete|host:kvm-01|denied",
    observed: "guests and clusterStatus: sudo: a password is required; undecided: guests/blind-0",
    evidence: [{ source: "reading of guests and clusterStatus", line: 1, text: "sudo: a password is required" }],
  });
  expect(result?.findings[1]?.observed).toContain("no rule is undecided by it");
});

test("one reason for many facts is told once, and different reasons each", () => {
  const nobody = failed("unreachable", "nothing listens on 10.0.0.1 port 22.");
  const names = ["guests", "clusterStatus", "mounts", "fstab", "links", "routes"] as const;
  const [finding] = judge(Object.fromEntries(names.map((name) => [name, nobody])))?.findings ?? [];
  expect(finding?.observed).toBe(
    "guests, clusterStatus, mounts and 3 more: nothing listens on 10.0.0.1 port 22; no rule is undecided by it",
  );
  expect(finding?.evidence).toEqual([
    { source: "reading of guests, clusterStatus, mounts and 3 more", line: 1, text: "nothing listens on 10.0.0.1 port 22." },
  ]);
  const [mixed] = judge({ guests: refused, mounts: refused, fstab: failed("denied", "cat: permission denied") })?.findings ?? [];
  expect(mixed?.observed).toContain("guests and mounts: sudo: a password is required; fstab: cat: permission denied; ");
  expect(mixed?.evidence.map(({ source }) => source)).toEqual(["reading of guests and mounts", "reading of fstab"]);
});

describe("severity", () => {
  test.each([
    ["low: two critical rules undecided", 2, 4, "low"],
    ["medium: three critical rules undecided", 3, 4, "medium"],
    ["low: any number of milder rules undecided", 5, 3, "low"],
  ] as const)("%s", (_, count, impact, severity) => {
    expect(judge({ guests: refused }, blindRules(count, impact))?.findings.map((finding) => finding.severity)).toEqual([severity]);
  });
});

test.each<FailureCause>(["unreachable", "denied", "timeout", "oversized", "unparsable"])("%s says what to do", (cause) => {
  const [finding] = judge({ guests: failed(cause, "detail") })?.findings ?? [];
  expect(finding?.remedy.steps.length).toBeGreaterThan(0);
  expect(finding?.title).not.toContain("undefined");
});

describe("not a finding", () => {
  test("a tool that is not there and not needed: absent", () => {
    expect(judge({ clusterStatus: { status: "absent", reason: "no corosync.conf" } })).toMatchObject({ verdict: "passed" });
  });
  test("everything read", () => {
    expect(judge({ fstab: { status: "ok", value: { entries: [], commented: [] } } })).toMatchObject({ verdict: "passed" });
  });
});
