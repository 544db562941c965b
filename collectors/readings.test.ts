import { describe, expect, test } from "vitest";
import type { AnyProbe, Probe, Section, Source } from "./probe.ts";
import { NotApplicable, NotReadable } from "./probe.ts";
import { readingsOf } from "./readings.ts";
import type { RawSection, SplitOutput } from "./script.ts";
import { callId } from "./script.ts";

function probeOf(more: Partial<AnyProbe> & { sources: Record<string, Source> }): AnyProbe {
  return { id: "test", fact: "mounts", systems: ["linux"], parse: () => [], ...more } as Probe;
}

function answer(source: Source, more: Partial<RawSection> = {}): RawSection {
  return { id: callId(source), item: "", text: "", state: "ran", exitStatus: 0, durationMs: 1, errorText: "", ...more };
}

function output(sections: RawSection[], more: Partial<SplitOutput> = {}): SplitOutput {
  const hello = { protocol: 1, script: "", lane: "fast", uid: 0, sudo: "root", epochSeconds: 0, systems: ["linux"] } as const;
  return { hello, sections, lists: new Map(), complete: true, problems: [], ...more };
}

const tool: Source = { exec: ["tool"] };
const text: Source = { exec: ["tool", "-t"], unless: "tool" };
const glob: Source = { read: "/etc/x.d/*.conf" };
const whole = { state: "ran", exitStatus: 0, durationMs: 0, errorText: "" } as const;

/** What parse is given for one source. */
function sectionsFor(sources: Record<string, Source>, ...outputs: SplitOutput[]): Record<string, Section | Section[]> {
  let seen: Record<string, Section | Section[]> = {};
  const optional = Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, { ...source, optional: true }]));
  const parse = (sections: Record<string, Section | Section[]>) => {
    seen = sections;
    return [];
  };
  readingsOf([probeOf({ sources: optional, parse: parse as AnyProbe["parse"] })], outputs);
  return seen;
}

function readingOf(probe: AnyProbe, ...outputs: SplitOutput[]) {
  return readingsOf([probe], outputs).readings.mounts;
}

describe("what parse does decides the reading", () => {
  const throwing = (error: Error) =>
    probeOf({
      sources: { tool },
      parse: () => {
        throw error;
      },
    });
  const said = output([answer(tool)]);

  test.each([
    [probeOf({ sources: { tool } }), { status: "ok", value: [] }],
    [throwing(new NotApplicable("none here")), { status: "absent", reason: "none here" }],
    [throwing(new NotReadable("denied", "who are you")), { status: "failed", cause: "denied", detail: "who are you" }],
    [throwing(new TypeError("x is undefined")), { status: "failed", cause: "unparsable", detail: "test: x is undefined" }],
    [probeOf({ sources: { tool }, parse: () => [{ mountPoint: 7 }] as never }), { status: "failed", cause: "unparsable" }],
    [probeOf({ sources: { tool }, systems: ["proxmox"] }), { status: "absent", reason: "this host does not run Proxmox VE" }],
  ])("%#", (probe, expected) => expect(readingOf(probe, said)).toMatchObject(expected));

  test("one broken probe costs no other, and the first value of a fact wins", () => {
    const broken = throwing(new Error("broken"));
    const names = probeOf({ id: "names", fact: "neighbours", sources: { tool } });
    const readings = readingsOf([broken, names, probeOf({ sources: { tool } }), throwing(new NotApplicable("no"))], [said]).readings;
    expect(readings).toEqual({ mounts: { status: "ok", value: [] }, neighbours: { status: "ok", value: [] } });
    expect(readingsOf([throwing(new NotApplicable("no")), broken], [said]).readings.mounts).toMatchObject({ status: "failed" });
    expect(readingsOf([broken, throwing(new NotApplicable("no"))], [said]).readings.mounts).toMatchObject({ status: "failed" });
  });
});

describe("what a section says", () => {
  const status = (more: Partial<RawSection>, source: Source = tool) =>
    [sectionsFor({ tool: source }, output([answer(source, more)])).tool].flat()[0]?.status;

  test.each<[Partial<RawSection>, Section["status"]]>([
    [{}, "ok"],
    [{ exitStatus: 2 }, "ok"],
    [{ exitStatus: 127 }, "missing"],
    [{ exitStatus: 126 }, "denied"],
    [{ exitStatus: 1, errorText: "sudo: a password is required" }, "denied"],
    [{ exitStatus: 1, errorText: "Sorry, user x is not allowed to execute '/usr/bin/cat y' as root on z." }, "denied"],
    [{ exitStatus: 1, errorText: "sudo: qm: command not found" }, "missing"],
    [{ exitStatus: 1, errorText: "cat: /x: Permission denied" }, "denied"],
    [{ exitStatus: 0, errorText: "warning: permission denied for a part" }, "ok"],
    [{ state: "timeout", exitStatus: null }, "timeout"],
    [{ state: "oversized" }, "oversized"],
    [{ state: "skipped", exitStatus: null }, "skipped"],
  ])("%j", (more, expected) => expect(status(more)).toBe(expected));

  test("a file that is not there is missing, also where cat says so", () => {
    expect(status({ exitStatus: 1, errorText: "cat: /etc/x: No such file or directory" }, { read: "/etc/x" })).toBe("missing");
    expect(status({ exitStatus: 1, errorText: "tool: /etc/x: No such file or directory" })).toBe("ok");
  });

  test("a secret is masked once more", () => {
    expect(sectionsFor({ tool }, output([answer(tool, { text: "password=x\n", errorText: "token=abc" })])).tool).toMatchObject({
      text: "password=<masked>\n",
      errorText: "token=<masked>",
    });
  });

  test("a required section that failed fails the fact before parse; missing and skipped reach it", () => {
    const probe = probeOf({ sources: { tool, text } });
    expect(readingOf(probe, output([answer(tool, { state: "timeout", exitStatus: null }), answer(text)]))).toMatchObject({
      cause: "timeout",
    });
    expect(readingOf(probe, output([answer(tool, { state: "missing" }), answer(text, { state: "skipped" })]))).toMatchObject({
      status: "ok",
    });
  });

  test("unless: skipped for the probe that did not need it, though another asked for it", () => {
    const seen = sectionsFor({ tool, text }, output([answer(tool, { text: "a" }), answer(text, { text: "b" })]));
    expect(seen).toMatchObject({ tool: { status: "ok" }, text: { status: "skipped", text: "" } });
  });
});

describe("lists", () => {
  const one = answer(glob, { item: "/etc/x.d/b.conf" });
  const two = answer(glob, { item: "/etc/x.d/a.conf" });
  const end = (more: object) => ({ lists: new Map([[callId(glob), { ...whole, ...more }]]) });
  const of = (sections: RawSection[], more: Partial<SplitOutput>) =>
    [sectionsFor({ glob }, output(sections, more)).glob].flat().map((section) => [section?.source, section?.status]);

  test("sorted by name; nothing that matches is an empty list", () => {
    expect(of([one, two], end({}))).toEqual([
      ["/etc/x.d/a.conf", "ok"],
      ["/etc/x.d/b.conf", "ok"],
    ]);
    expect(of([], end({}))).toEqual([]);
    expect(of([], end({ exitStatus: 1 }))).toEqual([]);
    expect(of([], end({ exitStatus: 2, errorText: "grep: /etc/x.d: No such file or directory" }))).toEqual([]);
  });

  test("a list that was not told to its end says so", () => {
    expect(of([one], end({ state: "timeout", exitStatus: null })).at(-1)).toEqual(["/etc/x.d/*.conf", "timeout"]);
    expect(of([], end({ state: "denied", exitStatus: null }))).toEqual([["/etc/x.d/*.conf", "denied"]]);
    expect(of([], end({ exitStatus: 1, errorText: "sudo: a password is required" }))).toEqual([["/etc/x.d/*.conf", "denied"]]);
    expect(of([one], { complete: false }).at(-1)).toEqual(["/etc/x.d/*.conf", "timeout"]);
  });
});

test("an older copy of the script on the host shows as what it does not read", () => {
  expect(readingOf(probeOf({ sources: { tool } }), output([]))).toMatchObject({
    status: "failed",
    cause: "denied",
    detail: expect.stringContaining("install the current"),
  });
  expect(readingOf(probeOf({ sources: { tool } }), output([], { complete: false }))).toMatchObject({ cause: "timeout" });
});

test("evidence names its facts once, however many probes read it", () => {
  const { sections } = readingsOf(
    [probeOf({ sources: { tool } }), probeOf({ id: "b", fact: "neighbours", sources: { again: tool } })],
    [output([answer(tool, { text: "x" })])],
  );
  expect(sections).toMatchObject([{ source: "tool", text: "x", call: callId(tool), facts: ["mounts", "neighbours"] }]);
});

describe("a host that ignores the limits of the script", () => {
  test("reaches no probe with a longer text", () => {
    const { tool: section } = sectionsFor({ tool: { ...tool, maximumBytes: 1000 } }, output([answer(tool, { text: "x".repeat(5000) })]));
    expect(section).toMatchObject({ status: "oversized", text: "x".repeat(1000) });
  });

  test("reaches no probe with more items", () => {
    const each: Source = { list: ["names"], exec: ["show", "{}"], maximumItems: 3 };
    const items = Array.from({ length: 9 }, (_, index) => answer(each, { item: `item ${index}` }));
    const { each: sections } = sectionsFor({ each }, output(items, { lists: new Map([[callId(each), whole]]) }));
    expect((sections as Section[]).map(({ status }) => status)).toEqual(["ok", "ok", "ok", "oversized"]);
  });
});
