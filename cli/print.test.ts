import { describe, expect, test } from "vitest";
import { judgeHost } from "#lib/engine/evaluate.ts";
import type { Finding, RuleResult } from "#lib/engine/judgement.ts";
import type { CheckedHost } from "#lib/reports/check-report.ts";
import { anyTime, identity, readingsOf } from "#lib/rules/testing/testing.ts";
import type { CheckOutcome } from "./exit-status.ts";
import { type Page, painter } from "./page.ts";
import { printOutcomes } from "./print.ts";

const file: Page = { paint: painter(false), columns: Number.POSITIVE_INFINITY };
const terminal: Page = { paint: painter(true), columns: 80 };

function finding(over: Partial<Finding> = {}): Finding {
  return {
    fingerprint: "f",
    rule: "storage/thing",
    subject: "/mnt/nas",
    title: "The title",
    why: "The why",
    severity: "high",
    likelihood: 3,
    impact: 3,
    confidence: "confirmed",
    observed: "what was seen",
    expected: "what should be",
    scenarios: ["reboot"],
    scope: "host",
    evidence: [
      { source: "/etc/fstab", line: 11, text: "nas:/a /mnt/nas nfs defaults" },
      { source: "/etc/fstab", line: 12, text: "nas:/b /mnt/b nfs defaults" },
      { source: "ip -j addr", line: 1, text: "{}" },
    ],
    remedy: { steps: ["First do this", "Then `that very long command --with=options`"], risk: "The risk", verify: "findmnt /mnt/nas" },
    postmortems: ["one", "two"],
    references: [],
    ...over,
  };
}

function host(findings: Finding[], results: Partial<RuleResult>[] = [], over: Partial<CheckedHost> = {}): CheckedHost {
  const readings = readingsOf({ identity: identity() });
  const { score } = judgeHost(readings, { hostId: "h" }, anyTime, []);
  const judgement = { results: results as RuleResult[], findings, score };
  return { target: "root@kvm", collectedAt: anyTime, durationMs: 1449, readings, judgement, ...over };
}

function print(outcomes: CheckOutcome[], page = file): string {
  return printOutcomes(outcomes, (id) => `The incident ${id}`, page);
}

test("a finding with all its parts, in this order", () => {
  expect(print([{ host: host([finding()]) }])).toBe(
    [
      "kvm-01  Debian GNU/Linux 12 · score 0 · coverage 100 % · 1.4 s",
      "",
      "  high      The title",
      "            rule        storage/thing  /mnt/nas",
      "            observed    what was seen",
      "            expected    what should be",
      "            evidence    /etc/fstab",
      "                            11  nas:/a /mnt/nas nfs defaults",
      "                            12  nas:/b /mnt/b nfs defaults",
      "                        ip -j addr",
      "                             1  {}",
      "            why         The why",
      "            did so in   The incident one",
      "                        The incident two",
      "            do          1. First do this",
      "                        2. Then `that very long command --with=options`",
      "            risk        The risk",
      "            verify      findmnt /mnt/nas",
      "",
      "1 host judged: 1 high.",
      "",
    ].join("\n"),
  );
});

test("findings stand worst first, and doubt is said", () => {
  const printed = print([
    {
      host: host([
        finding({ severity: "low", impact: 1, title: "Low" }),
        finding({ severity: "critical", impact: 4, title: "Critical", confidence: "inferred" }),
        finding({ severity: "medium", impact: 2, title: "Medium" }),
      ]),
    },
  ]);
  expect(printed.match(/^ {2}\w+ +.*$/gm)).toEqual(["  critical  Critical (inferred)", "  medium    Medium", "  low       Low"]);
});

test("hosts keep their order, and one that was not judged says why", () => {
  const printed = print([
    { host: host([], [], { readings: {} }), problem: "10.0.0.9: nothing listens there. Check sshd." },
    { host: host([]) },
  ]);
  expect(printed).toMatch(/^not judged {2}10\.0\.0\.9: nothing listens there\. Check sshd\.\n\nkvm-01 {2}/);
  expect(printed).toContain("\n\n  No finding among the rules that could be decided.\n");
});

describe("the line that sums up", () => {
  const last = (outcomes: CheckOutcome[]) => print(outcomes).trimEnd().split("\n").at(-1);
  test.each<[string, CheckOutcome[]]>([
    ["1 host judged: no finding.", [{ host: host([]) }]],
    [
      "2 hosts judged: 1 critical, 2 low.",
      [{ host: host([finding({ severity: "low" })]) }, { host: host([finding({ severity: "critical" }), finding({ severity: "low" })]) }],
    ],
    ["1 host judged, 1 not judged: 1 info.", [{ host: host([finding({ severity: "info" })]) }, { host: host([finding()]), problem: "p" }]],
    ["No host judged, 1 not judged.", [{ host: host([finding()]), problem: "p" }]],
  ])("%s", (line, outcomes) => {
    expect(last(outcomes)).toBe(line);
  });
});

test("what could not be decided is told by reason, each once", () => {
  const because = "guests denied: sudo: a password is required";
  const results = [
    { rule: "guests/a", verdict: "unknown", because },
    { rule: "guests/b", verdict: "unknown", because },
    { rule: "cluster/c", verdict: "unknown", because: "clusterStatus timeout: no answer" },
    { rule: "boot/d", verdict: "passed", because: null },
  ] as const;
  const printed = print([{ host: host([], [...results]) }]);
  expect(printed).toContain(
    [
      "  unknown   3 rules could not be decided",
      `                        ${because}: guests/a, guests/b`,
      "                        clusterStatus timeout: no answer: cluster/c",
    ].join("\n"),
  );
});

test("what all hosts together leave undecided is told below them", () => {
  const shared = { rule: "cascade/dns-mount-cycle", verdict: "unknown", because: "kvm-02 was not read in full", findings: [] };
  const printed = printOutcomes([{ host: host([]) }], (id) => id, file, [shared as unknown as RuleResult]);
  expect(printed).toContain(
    [
      "all hosts  together",
      "",
      "  unknown   1 rule could not be decided",
      "                        kvm-02 was not read in full: cascade/dns-mount-cycle",
    ].join("\n"),
  );
});

describe("text of a host", () => {
  const hostile = "\u001b[2J\u0007one\r\ntwo\n\nthree\t\u202efour\u009b5m";
  const everywhere = finding({
    subject: hostile,
    title: hostile,
    why: hostile,
    observed: hostile,
    expected: hostile,
    evidence: [{ source: hostile, line: 1, text: hostile }],
    remedy: { steps: [hostile], risk: hostile, verify: hostile },
  });
  const readings = readingsOf({ identity: identity({ hostname: hostile, os: { id: "x", versionId: "1", name: hostile } }) });
  const result = { rule: "guests/a", verdict: "unknown", because: hostile } as const;
  const outcomes = [{ host: host([everywhere], [result], { readings }) }, { host: host([]), problem: hostile }];

  test("neither reaches a terminal as a command nor breaks the layout", () => {
    const printed = print(outcomes);
    expect(printed).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
    for (const line of printed.split("\n"))
      expect(line).toMatch(/^$|^not judged {2}|^\\x1b\[2J.* · score |^ {2}(high|unknown) +|^ {12}|^\d+ hosts? judged/);
  });

  test("however long it is", () => {
    const printed = print([{ host: host([finding({ observed: "x".repeat(100_000), title: "y".repeat(100_000) })]) }]);
    expect(printed.length).toBeLessThan(3000);
  });
});

describe("on a terminal", () => {
  const words = "word ".repeat(60).trim();
  const long = finding({ title: words, why: words, remedy: { steps: [words, words], risk: words, verify: `run ${words}` } });
  // The colours are taken out by what they are: ESC, [, digits, m.
  const visible = (text: string) => text.split("\u001b").map((part, index) => (index === 0 ? part : part.replace(/^\[[\d;]*m/, "")));
  const printed = print([{ host: host([long]) }, { host: host([]), problem: words }], terminal);
  const lines = visible(printed).join("").split("\n");

  test("prose is wrapped below its label, what is to be pasted is not", () => {
    const tooLong = lines.filter((line) => line.length > 80);
    expect(tooLong.map((line) => line.slice(12, 24))).toEqual(["verify      "]);
    expect(lines.filter((line) => /^ {24}word/.test(line)).length).toBeGreaterThan(5);
    expect(lines.filter((line) => /^ {27}word/.test(line)).length).toBeGreaterThan(5);
    expect(lines.join(" ").match(/\bword\b/g)).toHaveLength(60 * 7);
  });

  test("a severity is a word too, never colour alone", () => {
    expect(printed).toContain("\u001b[31m  high\u001b[39m");
    expect(lines).toContain(`  high      ${"word ".repeat(13).trim()}`);
  });

  test("a terminal of no width still shows everything", () => {
    const narrow = print([{ host: host([long]) }], { ...file, columns: 1 });
    expect(narrow.match(/\bword\b/g)).toHaveLength(60 * 6);
  });
});
