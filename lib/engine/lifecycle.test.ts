import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding, RuleResult } from "./judgement.ts";
import { type KnownFinding, type Reconciliation, reconcileFindings } from "./lifecycle.ts";

const now = new Date("2026-04-13T08:55:04Z");
const before = new Date("2026-04-13T08:55:03Z");
const after = new Date("2026-04-13T08:55:05Z");
const rule = "storage/nfs-fstab-no-nofail";

function found(fingerprint: string, ofRule = rule): Finding {
  return {
    fingerprint,
    rule: ofRule,
    subject: fingerprint,
    title: "A network mount is required at boot",
    why: "The boot stops.",
    severity: "critical",
    likelihood: 3,
    impact: 4,
    confidence: "confirmed",
    observed: "no nofail",
    expected: "nofail",
    scenarios: ["reboot"],
    scope: "host",
    evidence: [],
    remedy: { steps: [], risk: "", verify: "" },
    postmortems: [],
    references: ["systemd.mount(5)"],
  };
}

function said(verdict: RuleResult["verdict"], findings: Finding[] = [], ofRule = rule): RuleResult {
  return { rule: ofRule, verdict, because: null, likelihood: 3, impact: 4, findings };
}

function known(fingerprint: string, status: KnownFinding["status"], acceptedUntil: Date | null = null, ofRule = rule): KnownFinding {
  return { fingerprint, rule: ofRule, status, acceptedUntil };
}

/** The lists that are not empty, by fingerprint. */
function outcome(reconciliation: Reconciliation): Record<string, string[]> {
  const lists = Object.entries(reconciliation).map(([name, list]: [string, (Finding | string)[]]) => [
    name,
    list.map((one) => (typeof one === "string" ? one : one.fingerprint)),
  ]);
  return Object.fromEntries(lists.filter(([, list]) => list?.length !== 0));
}

describe("what a visit does to one finding", () => {
  test.each<[string, KnownFinding[], RuleResult[], Record<string, string[]>]>([
    ["seen for the first time: opened", [], [said("failed", [found("a")])], { opened: ["a"] }],
    ["still there: seen", [known("a", "open")], [said("failed", [found("a")])], { seen: ["a"] }],
    ["back after it was resolved: reopened", [known("a", "resolved")], [said("failed", [found("a")])], { reopened: ["a"] }],
    ["the rule passes: resolved", [known("a", "open")], [said("passed")], { resolved: ["a"] }],
    ["the rule does not apply any more: resolved", [known("a", "open")], [said("not-applicable")], { resolved: ["a"] }],
    [
      "the rule finds another fault, not this one",
      [known("a", "open")],
      [said("failed", [found("b")])],
      { opened: ["b"], resolved: ["a"] },
    ],
    ["the rule could not be decided: kept", [known("a", "open")], [said("unknown")], { kept: ["a"] }],
    ["accepted, and the rule could not be decided: kept", [known("a", "accepted", after)], [said("unknown")], { kept: ["a"] }],
    ["the rule has left the catalogue: resolved", [known("a", "open")], [], { resolved: ["a"] }],
    ["resolved before, and gone: nothing", [known("a", "resolved")], [said("passed")], {}],
    ["resolved before, and the rule could not be decided: nothing", [known("a", "resolved")], [said("unknown")], {}],
    ["accepted and still there: stays accepted", [known("a", "accepted", after)], [said("failed", [found("a")])], { seen: ["a"] }],
    ["accepted without an end", [known("a", "accepted")], [said("failed", [found("a")])], { seen: ["a"] }],
    ["accepted until a moment ago: open again", [known("a", "accepted", before)], [said("failed", [found("a")])], { expired: ["a"] }],
    ["accepted until this very moment: open again", [known("a", "accepted", now)], [said("failed", [found("a")])], { expired: ["a"] }],
    ["accepted and mended: resolved", [known("a", "accepted", after)], [said("passed")], { resolved: ["a"] }],
    ["told twice in one visit: one finding", [], [said("failed", [found("a"), found("a")])], { opened: ["a"] }],
    [
      "one rule undecided does not keep another's findings",
      [known("a", "open"), known("b", "open", null, "boot/failed-units")],
      [said("unknown"), said("passed", [], "boot/failed-units")],
      { kept: ["a"], resolved: ["b"] },
    ],
  ])("%s", (_, stored, results, expected) => {
    expect(outcome(reconcileFindings(stored, results, now))).toEqual(expected);
  });
});

const rules = ["bridge/a", "boot/b", "nic/c", "cluster/d"];
const fingerprint = fc
  .integer({ min: 0, max: 11 })
  .map((number) => ({ fingerprint: `f${number}`, rule: rules[number % rules.length] ?? rule }));
const stored = fc.uniqueArray(
  fc
    .tuple(fingerprint, fc.constantFrom<KnownFinding["status"]>("open", "accepted", "resolved"), fc.option(fc.constantFrom(before, after)))
    .map(([one, status, until]) => known(one.fingerprint, status, status === "accepted" ? until : null, one.rule)),
  { selector: (one) => one.fingerprint },
);
const visit = fc
  .tuple(
    fc.uniqueArray(fingerprint, { selector: (one) => one.fingerprint }),
    fc.subarray(rules),
    fc.constantFrom("passed", "not-applicable"),
  )
  .map(([seen, undecided, otherwise]) =>
    rules.map((one) => {
      if (undecided.includes(one)) return said("unknown", [], one);
      const here = seen.filter((some) => some.rule === one).map((some) => found(some.fingerprint, one));
      return said(here.length > 0 ? "failed" : (otherwise as "passed"), here, one);
    }),
  );

/** What is stored after a visit. */
function store(earlier: readonly KnownFinding[], results: readonly RuleResult[], at: Date): KnownFinding[] {
  const { opened, reopened, expired, resolved } = reconcileFindings(earlier, results, at);
  const open = new Map(
    [...opened, ...reopened, ...expired].map((one) => [one.fingerprint, known(one.fingerprint, "open", null, one.rule)]),
  );
  const rest = earlier.filter((one) => !open.has(one.fingerprint));
  return [...open.values(), ...rest.map((one) => (resolved.includes(one.fingerprint) ? { ...one, status: "resolved" as const } : one))];
}

describe("whatever is stored and seen", () => {
  test("each fingerprint has one fate, and nothing is made up or lost", () => {
    fc.assert(
      fc.property(stored, visit, (earlier, results) => {
        const fates = Object.values(outcome(reconcileFindings(earlier, results, now))).flat();
        const seen = results.flatMap((result) => result.findings.map((one) => one.fingerprint));
        const alive = earlier.filter((one) => one.status !== "resolved").map((one) => one.fingerprint);
        expect([...fates].sort()).toEqual([...new Set([...seen, ...alive])].sort());
      }),
    );
  });

  test("a finding of an undecided rule is never resolved, nor one that is still there", () => {
    fc.assert(
      fc.property(stored, visit, (earlier, results) => {
        const verdictOf = new Map(results.map((result) => [result.rule, result]));
        for (const gone of reconcileFindings(earlier, results, now).resolved) {
          const result = verdictOf.get(earlier.find((one) => one.fingerprint === gone)?.rule ?? "");
          expect(result?.verdict).not.toBe("unknown");
          expect(result?.findings.some((one) => one.fingerprint === gone)).toBe(false);
        }
      }),
    );
  });

  test("only what was resolved can be reopened, and only what was never stored is opened", () => {
    fc.assert(
      fc.property(stored, visit, (earlier, results) => {
        const { opened, reopened } = reconcileFindings(earlier, results, now);
        const statusOf = new Map(earlier.map((one) => [one.fingerprint, one.status]));
        expect(opened.map((one) => statusOf.get(one.fingerprint))).toEqual(opened.map(() => undefined));
        expect(reopened.map((one) => statusOf.get(one.fingerprint))).toEqual(reopened.map(() => "resolved"));
      }),
    );
  });

  test("the order of what is stored and seen does not matter", () => {
    const sorted = (reconciliation: Reconciliation) =>
      Object.entries(outcome(reconciliation)).map(([name, list]) => [name, [...list].sort()]);
    fc.assert(
      fc.property(stored, visit, (earlier, results) => {
        const forwards = sorted(reconcileFindings(earlier, results, now));
        expect(sorted(reconcileFindings([...earlier].reverse(), [...results].reverse(), now))).toEqual(forwards);
      }),
    );
  });

  test("the same visit again opens, resolves and expires nothing", () => {
    fc.assert(
      fc.property(stored, visit, (earlier, results) => {
        const { opened, reopened, expired, resolved } = reconcileFindings(store(earlier, results, now), results, now);
        expect([opened, reopened, expired, resolved]).toEqual([[], [], [], []]);
      }),
    );
  });

  test("a blind visit between two alike changes nothing", () => {
    fc.assert(
      fc.property(stored, visit, (earlier, results) => {
        const blind = rules.map((one) => said("unknown", [], one));
        const settled = store(earlier, results, now);
        expect(store(settled, blind, now)).toEqual(settled);
      }),
    );
  });

  test("a history of appearing, going and coming back keeps one finding", () => {
    const visits = [said("failed", [found("a")]), said("unknown"), said("passed"), said("unknown"), said("failed", [found("a")])];
    const statuses: string[] = [];
    visits.reduce<KnownFinding[]>((earlier, result) => {
      const later = store(earlier, [result], now);
      statuses.push(later.map((one) => one.status).join());
      return later;
    }, []);
    expect(statuses).toEqual(["open", "open", "resolved", "resolved", "open"]);
  });
});
