import { describe, expect, test } from "vitest";
import { clusterConfig, clusterStatus } from "#lib/rules/testing/network-testing.ts";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { cite, type SomeFacts } from "#lib/rules/testing/testing.ts";
import { notQuorate as rule } from "./not-quorate.ts";

const config = clusterConfig("fab", ["pve1", "pve2", "pve3"]);
const alone = { clusterConfig: config, clusterStatus: clusterStatus("1/3/2", [null], { quorate: false, flags: [] }) } satisfies SomeFacts;
const failed = (unit: string) => [{ unit, load: "loaded", sub: "failed", description: "", at: cite("systemctl --failed", unit) }];

describeNeeds(rule, alone);

test("counts votes and names who is missing, once for the whole cluster", () => {
  expect(judge(rule, alone).findings).toMatchObject([
    {
      fingerprint: "cluster/not-quorate|cluster:fab|quorum",
      severity: "critical",
      observed: "1 vote of 3, quorum needs 2; not here: pve2 and pve3",
      expected: "at least 2 votes",
      remedy: { steps: [expect.stringContaining("pve2 and pve3"), expect.stringContaining("`pvecm expected 1`")] },
    },
  ]);
});

describe("a finding", () => {
  test.each<[string, SomeFacts]>([
    ["all members are here and activity is blocked", { clusterStatus: clusterStatus("3/3/2", [null, null, null], { quorate: false }) }],
    ["corosync failed and tells no votes", { clusterStatus: undefined, failedUnits: failed("corosync.service") }],
  ])("%s", (_, facts) => {
    const { verdict, findings } = judge(rule, { ...alone, ...facts });
    expect([verdict, findings.map((one) => [one.severity, one.subject])]).toEqual(["failed", [["critical", "fab"]]]);
  });
});

describe("not a finding", () => {
  test.each<[string, SomeFacts]>([
    ["Quorate: Yes", { clusterStatus: clusterStatus("3/3/2", [null, null, null]) }],
    ["two of three votes are a quorum", { clusterStatus: clusterStatus("2/3/2", [null, null]) }],
    [
      "quorate beside a failed unit",
      { clusterStatus: clusterStatus("3/3/2", [null, null, null]), failedUnits: failed("corosync.service") },
    ],
  ])("%s", (_, facts) => {
    expect(judge(rule, { ...alone, ...facts })).toMatchObject({ verdict: "passed", findings: [] });
  });

  test.each<[string, SomeFacts]>([
    ["no vote read and nothing says why", { clusterStatus: undefined }],
    ["no vote read, and another unit failed", { clusterStatus: undefined, failedUnits: failed("smartd.service") }],
  ])("unknown: %s", (_, facts) => {
    expect(judge(rule, { ...alone, ...facts })).toMatchObject({ verdict: "unknown", findings: [] });
  });
});
