import { describe, expect, test } from "vitest";
import { clusterConfig, clusterStatus } from "#lib/rules/testing/network-testing.ts";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { cite, type SomeFacts } from "#lib/rules/testing/testing.ts";
import { votesBelowExpected as rule } from "./votes-below-expected.ts";

const three = clusterConfig("fab", ["pve1", "pve2", "pve3"]);
const twoOfThree = { clusterConfig: three, clusterStatus: clusterStatus("2/3/2", [null, null]) } satisfies SomeFacts;
const five = clusterConfig("lab", ["a", "b", "c", "d", "e"]);
const device = { model: "net", host: "10.0.0.20", algorithm: "ffsplit", votes: 1, at: cite("/etc/pve/corosync.conf", "device {", 20) };

describeNeeds(rule, twoOfThree);

test("states votes, margin and who is missing", () => {
  expect(judge(rule, twoOfThree).findings).toMatchObject([
    {
      fingerprint: "cluster/votes-below-expected|cluster:fab|votes",
      severity: "critical",
      title: "The cluster runs with 2 of 3 votes: losing one more stops it",
      observed: "total votes 2, expected 3, configured 3, quorum 2: margin 0; missing: pve3",
      expected: "3 votes, margin 1",
    },
  ]);
});

test("expected votes below those of the nodes were lowered by hand; below nodes and device, the device has not registered", () => {
  const steps = (expected: string) =>
    judge(rule, {
      clusterConfig: { ...three, qdevice: { ...device, votes: 2 } },
      clusterStatus: clusterStatus(expected, [null]),
    }).findings[0]?.remedy.steps.join();
  expect(steps("1/1/1")).toContain("`pvecm expected 5`");
  expect(steps("1/3/2")).not.toContain("pvecm expected");
});

describe("a finding", () => {
  test.each<[string, SomeFacts, string, string]>([
    [
      "the device's vote does not count",
      {
        clusterConfig: clusterConfig("homelab", ["pve", "pve2"], { qdevice: device }),
        clusterStatus: clusterStatus("2/3/2", ["NA,NV,NMW", "A,V,NMW"], {
          qdeviceRow: { votes: 0, configuredVotes: 1, at: cite("pvecm status", "0x00000000 0 Qdevice (votes 1)") },
        }),
      },
      "critical",
      "missing: the quorum device",
    ],
    [
      "one of five: a margin of one is left",
      { clusterConfig: five, clusterStatus: clusterStatus("4/5/3", [null, null, null, null]) },
      "high",
      "margin 1; missing: e",
    ],
    [
      "no quorum any more",
      { clusterStatus: clusterStatus("1/3/2", [null], { quorate: false }) },
      "critical",
      "margin -1; missing: pve2 and pve3",
    ],
    ["corosync.conf was not read", { clusterConfig: undefined }, "critical", "margin 0"],
    ["expected votes lowered by hand", { clusterStatus: clusterStatus("1/1/1", [null]) }, "critical", "expected 1, configured 3"],
    [
      "lowered, and the highest seen tells",
      { clusterConfig: undefined, clusterStatus: clusterStatus("2/2/2", [null, null], { highestExpected: 3 }) },
      "critical",
      "configured 3",
    ],
    [
      "expected_votes overrides the sum",
      { clusterConfig: { ...three, expectedVotes: 5 }, clusterStatus: clusterStatus("3/3/2", [null, null, null]) },
      "high",
      "configured 5",
    ],
  ])("%s", (_, facts, severity, observed) => {
    const { verdict, findings } = judge(rule, { ...twoOfThree, ...facts });
    expect([verdict, findings.map((one) => one.severity)]).toEqual(["failed", [severity]]);
    expect(findings[0]?.observed).toContain(observed);
  });
});

describe("not a finding", () => {
  const withoutVote = { ...three, nodes: three.nodes.map((node) => ({ ...node, votes: node.name === "pve3" ? 0 : 1 })) };
  test.each<[string, SomeFacts]>([
    ["all votes are there", { clusterStatus: clusterStatus("3/3/2", [null, null, null]) }],
    ["a node with quorum_votes: 0 is away", { clusterConfig: withoutVote, clusterStatus: clusterStatus("2/2/2", [null, null]) }],
    [
      "a device whose votes corosync.conf does not state",
      {
        clusterConfig: clusterConfig("homelab", ["pve", "pve2"], { qdevice: { ...device, votes: null } }),
        clusterStatus: clusterStatus("3/3/2", ["A,V,NMW", "A,V,NMW"]),
      },
    ],
    [
      "two nodes and two_node: 1",
      { clusterConfig: clusterConfig("lab", ["a", "b"], { twoNode: true }), clusterStatus: clusterStatus("2/2/1", [null, null]) },
    ],
  ])("%s", (_, facts) => {
    expect(judge(rule, { ...twoOfThree, ...facts })).toMatchObject({ verdict: "passed", findings: [] });
  });
});
