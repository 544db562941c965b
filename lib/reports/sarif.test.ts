import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainLine, plainText } from "#lib/plain-text.ts";
import { identity, readingsOf } from "#lib/rules/testing/testing.ts";
import type { CheckRun } from "./check-run.ts";
import { toSarif } from "./sarif.ts";
import { SarifHost, SarifLog, SarifNotification, SarifResult, SarifRule } from "./sarif-log.ts";
import { checked, faultyHost, finding, hostileFinding, hostileText, runOf, runSaying, unreadOutcome } from "./testing.ts";

/** As a reader has it: from the text, and nothing in it that the standard does not know. */
function read(run: CheckRun): SarifLog["runs"][number] {
  const [only] = SarifLog.parse(JSON.parse(JSON.stringify(toSarif(run)))).runs;
  if (only === undefined) throw new Error("no run");
  return only;
}

const outcome = { host: checked(faultyHost(), "root@pve1") };

describe("a run as SARIF", () => {
  const { judgement } = outcome.host;
  const { tool, invocations, results, properties } = read(runOf([outcome]));
  const { driver } = tool;

  test("says who judged, by which rules, and that it could", () => {
    expect(driver).toMatchObject({ name: "Bulkhead", version: "1.2.3" });
    expect(driver.rules.map(({ id }) => id).toSorted()).toEqual(judgement.results.map(({ rule }) => rule).toSorted());
    expect(invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  });

  test("has each finding as a result that failed, worst first", () => {
    const failed = results.filter(({ kind }) => kind === "fail");
    expect(failed.map(({ ruleId }) => ruleId).toSorted()).toEqual(judgement.findings.map(({ rule }) => rule).toSorted());
    expect(failed.map(({ partialFingerprints }) => partialFingerprints["bulkheadFinding/v1"]).toSorted()).toEqual(
      judgement.findings.map(({ fingerprint }) => fingerprint).toSorted(),
    );
    expect(failed[0]).toMatchObject({
      ruleId: "boot/pve-hostname-resolves-to-loopback",
      level: "error",
      rank: 75,
      properties: { severity: "critical" },
    });
    expect(failed[0]?.message.text).toMatch(/^\S.*\.\nObserved: \S.*\nExpected: \S/);
    for (const { ruleId, ruleIndex } of results) expect(driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  test("has each undecided verdict as an open result without a level, and nothing that passed", () => {
    const open = results.filter(({ kind }) => kind === "open");
    const unknown = judgement.results.filter(({ verdict }) => verdict === "unknown");
    expect(unknown.length).toBeGreaterThan(10);
    expect(open.map(({ ruleId }) => ruleId)).toEqual(unknown.map(({ rule }) => rule));
    expect(open[0]?.message.text).toContain(unknown[0]?.because);
    expect(new Set(open.map(({ level }) => level))).toEqual(new Set(["none"]));
    expect(results).toHaveLength(judgement.findings.length + unknown.length);
  });

  test("tells when each host was read, and how much of it could be seen", () => {
    const { score, coverage } = judgement.score;
    expect(properties.hosts).toEqual([
      { name: "pve1", target: "root@pve1", wasRead: true, score, coverage, collectedAt: "2026-05-01T12:00:00.000Z", durationMs: 1403 },
    ]);
  });
});

test.each([
  ["critical", "error"],
  ["high", "error"],
  ["medium", "warning"],
  ["low", "note"],
  ["info", "note"],
] as const)("a %s finding is an %s", (severity, level) => {
  expect(read(runSaying([finding({ severity })])).results[0]?.level).toBe(level);
});

test("doubt is said", () => {
  expect(read(runSaying([finding({ confidence: "inferred" })])).results[0]?.message.text).toMatch(
    /^The boot waits for the NAS \(inferred\)\.\n/,
  );
});

describe("where a finding is", () => {
  const at = (...evidence: { source: string; line: number; text: string }[]) => read(runSaying([finding({ evidence })])).results[0];
  const units = { source: "systemctl list-units a/b", line: 3, text: "x" };

  test("the first file that proves it, the rest beside it, each once", () => {
    const result = at(units, { source: "/etc/fstab", line: 12, text: "nas:/a" }, { source: "/etc/fstab", line: 13, text: "nas:/b" }, units);
    expect(result?.locations[0]).toEqual({
      physicalLocation: {
        artifactLocation: { uri: "hosts/pve1/etc/fstab", uriBaseId: "%SRCROOT%" },
        region: { startLine: 12, snippet: { text: "nas:/a" } },
      },
      logicalLocations: [
        { name: "pve1", fullyQualifiedName: "pve1", kind: "host" },
        { name: "/mnt/nas", fullyQualifiedName: "pve1//mnt/nas", kind: "subject" },
      ],
    });
    expect(
      result?.relatedLocations?.map(({ message, physicalLocation: { artifactLocation } }) => [message?.text, artifactLocation.uri]),
    ).toEqual([
      ["systemctl list-units a/b, line 3", "hosts/pve1/output/systemctl%20list-units%20a%2Fb"],
      ["/etc/fstab, line 13", "hosts/pve1/etc/fstab"],
    ]);
  });

  test("the output of a command where no file does, and the host where nothing does", () => {
    const uri = (result: ReturnType<typeof at>) => result?.locations[0]?.physicalLocation.artifactLocation.uri;
    expect(uri(at(units))).toBe("hosts/pve1/output/systemctl%20list-units%20a%2Fb");
    expect(uri(at())).toBe("hosts/pve1");
  });

  test("what several hosts show together has a place of its own", () => {
    const rule = "cascade/all-dns-on-one-host";
    const shared = finding({ rule, subject: "kvm-01", evidence: [{ source: "/etc/resolv.conf", line: 1, text: "nameserver 10.0.0.53" }] });
    const together = [
      { rule, verdict: "failed", because: null, likelihood: 3, impact: 4, findings: [shared] } as const,
      {
        rule: "cascade/dns-mount-cycle",
        verdict: "unknown",
        because: "kvm-02 was not read in full",
        likelihood: 3,
        impact: 4,
        findings: [],
      } as const,
    ].map((result) => ({ ...result, findings: [...result.findings] }));
    const results = read(runOf([outcome], together)).results.filter(({ properties }) => properties.host === "all hosts together");
    expect(results.map(({ kind, locations: [location] }) => [kind, location?.physicalLocation.artifactLocation.uri])).toEqual([
      ["fail", "fleet/etc/resolv.conf"],
      ["open", "fleet"],
    ]);
  });

  test("hosts of the same name are told apart", () => {
    const host = (target: string) => ({ host: checked(faultyHost("debian"), target) });
    const { hosts } = read(runOf([host("10.0.0.1"), host("10.0.0.2"), outcome])).properties;
    expect(hosts.map(({ name }) => name)).toEqual(["debian (10.0.0.1)", "debian (10.0.0.2)", "pve1"]);
  });
});

test("a host that could not be read is told loudly, and none of its rules is left out", () => {
  const unread = unreadOutcome();
  const { invocations, results, properties } = read(runOf([outcome, unread]));
  const undecided = unread.host.judgement.results.filter(({ verdict }) => verdict === "unknown").map(({ rule }) => rule);
  expect(undecided.length).toBeGreaterThan(100);
  expect(invocations[0]?.executionSuccessful).toBe(false);
  expect(invocations[0]?.toolExecutionNotifications).toMatchObject([
    {
      level: "error",
      message: { text: expect.stringMatching(/Nothing listens.*\n\d+ rules could not/) },
      properties: { undecidedRules: undecided },
    },
  ]);
  const own = results.filter(({ properties }) => properties.host === "10.0.0.9");
  expect(own.map(({ kind, ruleId }) => [kind, ruleId])).toEqual([["fail", "self/probe-incomplete"]]);
  expect(properties.hosts.map(({ wasRead, coverage }) => [wasRead, coverage > 0])).toEqual([
    [true, true],
    [false, false],
  ]);
});

describe("text of a host", () => {
  const bad = /(?![\t\n])\p{Cc}|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;
  /** What a viewer shows of a message. */
  const shown = (text: string) => text.replaceAll("{{", "{").replaceAll("}}", "}");
  const cleaned = (text: string) => plainText(text.replaceAll("\r\n", "\n")).replaceAll("](", "] (");

  test("comes back as it was, cleaned, from a message and from evidence", () => {
    fc.assert(
      fc.property(hostileFinding, (hostile) => {
        const [result] = read(runSaying([hostile])).results;
        expect(shown(result?.message.text ?? "")).toBe(
          cleaned(`${hostile.title}.\nObserved: ${hostile.observed}\nExpected: ${hostile.expected}`),
        );
        const snippets = [...(result?.locations ?? []), ...(result?.relatedLocations ?? [])].flatMap(
          ({ physicalLocation }) => physicalLocation.region?.snippet.text ?? [],
        );
        for (const { text } of hostile.evidence) expect(snippets).toContain(plainText(text));
      }),
      { numRuns: 300 },
    );
  });

  test("is neither placeholder, link, control character nor a way out of its folder", () => {
    fc.assert(
      fc.property(hostileFinding, hostileText, hostileText, (hostile, hostname, because) => {
        const readings = readingsOf({ identity: identity({ hostname }) });
        for (const run of [runSaying([hostile], {}, readings), runSaying([], { verdict: "unknown", because }, readings)]) {
          const log = read(run);
          const texts = log.results.map(({ message }) => message.text);
          for (const text of texts) {
            expect(text.replaceAll("{{", "").replaceAll("}}", "")).not.toMatch(/[{}]/);
            expect(text).not.toContain("](");
          }
          JSON.stringify(log, (_, value) => {
            if (typeof value === "string") expect(value).not.toMatch(bad);
            return value;
          });
          const [location] = log.results[0]?.locations ?? [];
          const [root, folder] = location?.physicalLocation.artifactLocation.uri.split("/") ?? [];
          expect(root).toBe("hosts");
          const name = plainLine(hostname, 255);
          expect(decodeURIComponent(folder ?? "")).toBe(/^\.{0,2}$/.test(name) ? "_" : name);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("of two findings that differ in a control character only, both are there", () => {
    expect(read(runSaying([finding({ subject: "a\u0001" }), finding({ subject: "a\u0002" })])).results).toHaveLength(2);
  });
});

test("docs/check-formats.md explains every property that is ours", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/check-formats.md"), "utf8");
  const bags = [SarifResult.shape.properties, SarifRule.shape.properties, SarifNotification.shape.properties, SarifHost];
  for (const name of bags.flatMap(({ shape }) => Object.keys(shape))) expect(page).toMatch(new RegExp(`\\| .*\\b${name}\\b`));
});
