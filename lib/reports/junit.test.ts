import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { plainLine } from "#lib/plain-text.ts";
import { severityOf } from "#lib/rules/severity.ts";
import { identity, readingsOf } from "#lib/rules/testing/testing.ts";
import type { CheckRun } from "./check-run.ts";
import { findingText } from "./finding-text.ts";
import { toJunit } from "./junit.ts";
import { checked, faultyHost, finding, hostileFinding, hostileText, runOf, runSaying, unreadOutcome } from "./testing.ts";
import { xmlLine, xmlText } from "./xml-text.ts";

const Count = z.string().regex(/^\d+$/).transform(Number);
const Seconds = z
  .string()
  .regex(/^\d+\.\d{3}$/)
  .transform(Number);
const Outcome = z.strictObject({ "@message": z.string(), "@type": z.string().optional(), "#text": z.string().optional() });
const Case = z.strictObject({
  "@classname": z.string(),
  "@name": z.string(),
  "@time": Seconds,
  failure: Outcome.optional(),
  error: Outcome.optional(),
  skipped: Outcome.optional(),
  "system-out": z.string().optional(),
});
const counts = { "@tests": Count, "@failures": Count, "@errors": Count, "@time": Seconds };
const Suite = z.strictObject({
  "@name": z.string(),
  "@id": Count,
  "@hostname": z.string(),
  "@timestamp": z.iso.datetime({ local: true }).optional(),
  ...counts,
  "@skipped": Count,
  properties: z.strictObject({ property: z.array(z.strictObject({ "@name": z.string(), "@value": z.string() })) }),
  testcase: z.array(Case),
});
/** The structure that Jenkins' own schema (junit-10.xsd) allows, as far as we write it. */
const Document = z.strictObject({
  "?xml": z.strictObject({ "@version": z.literal("1.0"), "@encoding": z.literal("UTF-8") }),
  testsuites: z.strictObject({ "@name": z.string(), ...counts, testsuite: z.array(Suite).default([]) }),
});

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: { enabled: true, maxTotalExpansions: Number.MAX_SAFE_INTEGER, maxExpandedLength: Number.MAX_SAFE_INTEGER },
  isArray: (name) => ["testsuite", "testcase", "property"].includes(name),
});

/** White space between elements is layout. */
function withoutLayout(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLayout);
  if (value === null || typeof value !== "object") return value;
  const isParent = Object.values(value).some((member) => typeof member === "object");
  const members = Object.entries(value).filter(([name, member]) => name !== "#text" || !(isParent || /^\s*$/.test(String(member))));
  return Object.fromEntries(members.map(([name, member]) => [name, withoutLayout(member)]));
}

function read(run: CheckRun, failOn: Parameters<typeof toJunit>[1] = "low") {
  const xml = toJunit(run, failOn);
  expect(XMLValidator.validate(xml)).toBe(true);
  expect(xml).toMatch(/^[\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
  expect(xml).not.toContain("]]>");
  return Document.parse(withoutLayout(parser.parse(xml))).testsuites;
}

function onlyCase(run: CheckRun, failOn: Parameters<typeof toJunit>[1] = "low") {
  return read(run, failOn).testsuite[0]?.testcase[1];
}

describe("a run as JUnit", () => {
  const outcome = { host: checked(faultyHost(), "root@pve1") };
  const { results } = outcome.host.judgement;
  const whole = read(runOf([outcome]));
  const [suite] = whole.testsuite;
  const cases = suite?.testcase ?? [];
  const named = (rule: string) => cases.find((one) => one["@name"].startsWith(`${rule} – `));

  test("has a test for the visit, and one for every rule that was judged, in a class of its host and family", () => {
    expect(cases[0]).toEqual({ "@classname": "pve1.visit", "@name": "The host can be read", "@time": 1.403 });
    expect(cases.slice(1).map((one) => one["@name"].split(" – ")[0])).toEqual(results.map(({ rule }) => rule));
    expect(named("storage/nfs-fstab-no-nofail")?.["@classname"]).toBe("pve1.storage");
    expect(suite).toMatchObject({ "@name": "pve1", "@timestamp": "2026-05-01T12:00:00" });
    expect(suite?.properties.property).toContainEqual({ "@name": "target", "@value": "root@pve1" });
  });

  test("a test passes only where its rule did", () => {
    const byVerdict = { passed: undefined, failed: "failure", "not-applicable": "skipped", unknown: "error" } as const;
    const seen = new Set<string>();
    for (const { rule, verdict, because, likelihood, impact } of results) {
      const kind = verdict === "unknown" && severityOf(likelihood, impact) === "info" ? "skipped" : byVerdict[verdict];
      const one = named(rule);
      expect([rule, one?.failure && "failure", one?.error && "error", one?.skipped && "skipped"].filter(Boolean)).toEqual(
        kind === undefined ? [rule] : [rule, kind],
      );
      if (kind === "error") expect(one?.error?.["@message"]).toContain(plainLine(because ?? "", 400));
      seen.add(verdict);
    }
    expect(seen).toEqual(new Set(Object.keys(byVerdict)));
  });

  test("its numbers are those of its tests, and its times add up", () => {
    const number = (kind: "failure" | "error" | "skipped") => cases.filter((one) => one[kind] !== undefined).length;
    const own = { "@tests": cases.length, "@failures": number("failure"), "@errors": number("error") };
    expect(suite).toMatchObject({ ...own, "@skipped": number("skipped"), "@time": 1.403 });
    expect(whole).toMatchObject({ ...own, "@time": 1.403 });
    const two = read(runOf([outcome, unreadOutcome()]));
    for (const key of ["@tests", "@failures", "@errors"] as const)
      expect(two[key]).toBe(two.testsuite.reduce((sum, one) => sum + one[key], 0));
    for (const one of two.testsuite)
      expect(one["@time"]).toBeCloseTo(
        one.testcase.reduce((sum, { "@time": time }) => sum + time, 0),
        6,
      );
  });

  test("a host that could not be read is an error, which names every rule that it leaves open", () => {
    const unread = unreadOutcome();
    const [, silent] = read(runOf([outcome, unread])).testsuite;
    const [visit, ...others] = silent?.testcase ?? [];
    expect(visit?.error).toMatchObject({ "@type": "not-read", "@message": unread.problem });
    for (const { rule, verdict } of unread.host.judgement.results)
      if (verdict === "unknown") expect(visit?.error?.["#text"]).toContain(`\n${rule}`);
    expect(others.filter(({ failure, skipped }) => failure === undefined && skipped === undefined)).toEqual([]);
  });

  test("what several hosts show together has a suite of its own, and none where they were not asked", () => {
    const result = { rule: "cascade/dns-mount-cycle", because: null, likelihood: 3, impact: 4, findings: [] } as const;
    const together = [
      { ...result, verdict: "passed", findings: [] },
      { ...result, rule: "cascade/all-dns-on-one-host", verdict: "unknown", because: "kvm-02 was not read in full", findings: [] },
    ] satisfies CheckRun["together"];
    const suites = read(runOf([outcome], together)).testsuite;
    expect(suites.map((one) => [one["@name"], one["@tests"], one["@errors"]])).toEqual([
      ["pve1", cases.length, suite?.["@errors"]],
      ["all hosts together", 2, 1],
    ]);
    expect(whole.testsuite).toHaveLength(1);
  });
});

describe("--fail-on", () => {
  const low = finding({ severity: "low", title: "Low", subject: "/b" });
  const critical = finding();

  test("a finding below it passes, and is there to read", () => {
    const one = onlyCase(runSaying([low]), "medium");
    expect(one?.failure).toBeUndefined();
    expect(one?.["system-out"]).toBe(findingText(low));
  });

  test("findings at it fail, the worst first, beside those below", () => {
    const one = onlyCase(runSaying([low, critical, finding({ title: "Second" })]), "critical");
    expect(one?.failure).toMatchObject({ "@type": "critical", "@message": "The boot waits for the NAS (and 1 more)" });
    expect(one?.failure?.["#text"]).toBe(`${findingText(critical)}\n\n${findingText(finding({ title: "Second" }))}`);
    expect(one?.["system-out"]).toBe(findingText(low));
  });

  test("what is unknown is an error where it might reach it, and skipped where it cannot: passed never", () => {
    const unknown = runSaying([], { verdict: "unknown", because: "fstab denied", likelihood: 3, impact: 3 });
    expect(onlyCase(unknown, "high")?.error).toEqual({ "@type": "unknown", "@message": "could not be decided: fstab denied" });
    expect(onlyCase(unknown, "critical")?.skipped).toEqual({ "@message": "could not be decided: fstab denied (high, below critical)" });
  });
});

describe("text of a host", () => {
  test("comes back as it was, cleaned", () => {
    fc.assert(
      fc.property(hostileFinding, hostileText, (hostile, hostname) => {
        const readings = readingsOf({ identity: identity({ hostname }) });
        const run = runSaying([hostile, finding({ ...hostile, severity: "low" })], {}, readings);
        const [suite] = read(run, "high").testsuite;
        const one = suite?.testcase[1];
        expect(suite?.["@name"]).toBe(xmlLine(hostname));
        expect(one?.failure).toEqual({ "@type": "critical", "@message": xmlLine(hostile.title), "#text": xmlText(findingText(hostile)) });
        expect(one?.["system-out"]).toBe(xmlText(findingText({ ...hostile, severity: "low" })));
      }),
      { numRuns: 300 },
    );
  });

  test("also as the reason of what is unknown", () => {
    fc.assert(
      fc.property(hostileText, (because) => {
        const one = onlyCase(runSaying([], { verdict: "unknown", because }));
        expect(one?.error?.["@message"]).toBe(xmlLine(`could not be decided: ${because}`, 500));
      }),
    );
  });
});
