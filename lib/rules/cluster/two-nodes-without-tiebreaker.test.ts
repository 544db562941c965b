import { describe, expect, test } from "vitest";
import { clusterConfig, clusterStatus } from "#lib/rules/testing/network-testing.ts";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { cite, type SomeFacts } from "#lib/rules/testing/testing.ts";
import { twoNodesWithoutTiebreaker as rule } from "./two-nodes-without-tiebreaker.ts";

const two = clusterConfig("rh", ["quill", "quire"]);
const weighted = (quill: number, quire: number) => ({
  ...two,
  nodes: two.nodes.map((node) => ({ ...node, votes: node.name === "quill" ? quill : quire })),
});
const device = { model: "net", host: "10.0.0.20", algorithm: "ffsplit", votes: 1, at: cite("/etc/pve/corosync.conf", "device {", 20) };

describeNeeds(rule, { clusterConfig: two });

describe("a finding", () => {
  test.each<[string, SomeFacts, string, string, string]>([
    [
      "two votes need two",
      { clusterConfig: two, clusterStatus: clusterStatus("2/2/2", [null, null]) },
      "high",
      "A two-node cluster has no third vote",
      "quill and quire: 2 votes, quorum 2, no device",
    ],
    [
      "a third node without a vote breaks no tie",
      {
        clusterConfig: {
          ...clusterConfig("rh", ["a", "b", "c"]),
          nodes: clusterConfig("rh", ["a", "b", "c"]).nodes.map((node) => ({ ...node, votes: node.name === "c" ? 0 : 1 })),
        },
      },
      "high",
      "A two-node cluster has no third vote",
      "a and b",
    ],
    [
      "two_node: 1",
      { clusterConfig: { ...two, twoNode: true, waitForAll: true } },
      "high",
      "After a power loss neither of the two nodes starts guests alone",
      "both must be seen once",
    ],
    [
      "two_node: 1 and wait_for_all: 0",
      { clusterConfig: { ...two, twoNode: true } },
      "high",
      "Cut apart, both of the two nodes have quorum and may run the same guest",
      "wait_for_all: 0",
    ],
    [
      "one node has two votes on purpose",
      { clusterConfig: weighted(2, 1) },
      "info",
      "quill alone decides: the other node has quorum only with it",
      "3 votes, quorum 2, no device; quill has 2",
    ],
  ])("%s", (_, facts, severity, title, observed) => {
    const { verdict, findings } = judge(rule, facts);
    expect(verdict).toBe("failed");
    expect(findings).toMatchObject([
      {
        severity,
        title,
        observed: expect.stringContaining(observed),
        fingerprint: "cluster/two-nodes-without-tiebreaker|cluster:rh|tiebreaker",
      },
    ]);
  });
});

describe("not a finding", () => {
  test.each<[string, SomeFacts]>([
    ["a quorum device", { clusterConfig: { ...two, qdevice: device } }],
    ["three voters", { clusterConfig: clusterConfig("lode", ["a", "b", "c"]) }],
    [
      "three voters of which one is away",
      { clusterConfig: clusterConfig("lode", ["a", "b", "c"]), clusterStatus: clusterStatus("2/3/2", [null, null]) },
    ],
    ["a cluster of one", { clusterConfig: clusterConfig("new", ["a"]) }],
  ])("%s", (_, facts) => {
    expect(judge(rule, facts)).toMatchObject({ verdict: "passed", findings: [] });
  });
});
