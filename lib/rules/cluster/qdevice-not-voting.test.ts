import { describe, expect, test } from "vitest";
import { clusterConfig, clusterStatus, qdevice } from "#lib/rules/testing/network-testing.ts";
import { describeNeeds, judge } from "#lib/rules/testing/rule-cases.ts";
import { cite, type SomeFacts } from "#lib/rules/testing/testing.ts";
import { qdeviceNotVoting as rule } from "./qdevice-not-voting.ts";

const declared = { model: "net", host: "10.10.10.20", algorithm: "ffsplit", votes: 1, at: cite("/etc/pve/corosync.conf", "device {", 20) };
const config = clusterConfig("homelab", ["pve", "pve2"], { qdevice: declared });
const flags = ["Quorate", "Qdevice"];
const row = (votes: number, configuredVotes: number | null = null) => ({
  votes,
  configuredVotes,
  at: cite("pvecm status", `0x00000000 ${votes} Qdevice`),
});
const daemon = (state: string) => qdevice(state);
const silent = {
  clusterConfig: config,
  clusterStatus: clusterStatus("2/3/2", ["NA,NV,NMW", "A,V,NMW"], { flags, qdeviceRow: row(0, 1) }),
} satisfies SomeFacts;
const voting = {
  clusterConfig: config,
  clusterStatus: clusterStatus("3/3/2", ["A,V,NMW", "A,V,NMW"], { flags, qdeviceRow: row(1) }),
  qdevice: daemon("Connected"),
};

describeNeeds(rule, silent);

test("names the node by its name in corosync.conf, the row and the margin", () => {
  const { findings } = judge(rule, silent);
  expect(findings).toMatchObject([
    {
      fingerprint: "cluster/qdevice-not-voting|cluster:homelab|qdevice",
      severity: "critical",
      observed: "pve (this node): NA,NV,NMW; Qdevice counts 0 of 1 votes; without that vote the margin is 0",
    },
  ]);
  expect(findings[0]?.remedy.steps[1]).toBe("Port 5403/tcp of 10.10.10.20 must be open from there.");
});

describe("a finding", () => {
  const three = clusterConfig("lab", ["a", "b", "c", "d"], { qdevice: declared });
  test.each<[string, SomeFacts, string, string]>([
    [
      "a peer's vote is not cast, as the other node sees it",
      { clusterStatus: clusterStatus("3/3/2", ["A,V,NMW", "NA,NV,NMW"], { flags, qdeviceRow: row(1) }) },
      "critical",
      "pve2: NA,NV,NMW",
    ],
    [
      "alive and not voting is not healthy",
      { clusterStatus: clusterStatus("3/3/2", ["A,NV,NMW", "A,V,NMW"], { flags, qdeviceRow: row(1) }) },
      "critical",
      "pve (this node): A,NV,NMW",
    ],
    [
      "a node where the daemon is not registered",
      { clusterStatus: clusterStatus("3/3/2", ["A,V,NMW", "NR"], { flags, qdeviceRow: row(1) }) },
      "critical",
      "pve2: NR",
    ],
    [
      "declared, and the flags do not know it",
      { clusterStatus: clusterStatus("2/2/2", [null, null]) },
      "critical",
      "the flags say Quorate",
    ],
    [
      "the daemon is not connected",
      { clusterStatus: voting.clusterStatus, qdevice: daemon("Connect failed") },
      "critical",
      "qdevice daemon: Connect failed (device at 10.10.10.20)",
    ],
    [
      "a larger cluster keeps a margin without it",
      {
        clusterConfig: three,
        clusterStatus: clusterStatus("4/5/3", ["A,NV,NMW", "A,V,NMW", "A,V,NMW", "A,V,NMW"], { flags, qdeviceRow: row(0, 1) }),
      },
      "high",
      "the margin is 1",
    ],
    ["corosync.conf was not read, the flags tell of a device", { clusterConfig: undefined }, "critical", "10.0.0.1 (this node): NA,NV,NMW"],
  ])("%s", (_, facts, severity, observed) => {
    const { verdict, findings } = judge(rule, { ...silent, ...facts });
    expect([verdict, findings.map((one) => one.severity)]).toEqual(["failed", [severity]]);
    expect(findings[0]?.observed).toContain(observed);
  });
});

describe("not a finding", () => {
  const smallerPart = clusterStatus("1/3/2", ["A,NV,NMW"], { quorate: false, flags: ["Qdevice"], qdeviceRow: row(0, 1) });
  test.each<[string, SomeFacts]>([
    ["A,V,NMW and a row with its vote", {}],
    ["MNW, as old builds print it", { clusterStatus: clusterStatus("3/3/2", ["A,V,MNW", "A,V,MNW"], { flags, qdeviceRow: row(1) }) }],
    ["NV in the smaller part of a split: the lost quorum is the finding", { clusterStatus: smallerPart }],
    ["the daemon was not asked", { qdevice: undefined }],
  ])("%s", (_, facts) => {
    expect(judge(rule, { ...voting, ...facts })).toMatchObject({ verdict: "passed", findings: [] });
  });

  const without = clusterConfig("rh", ["a", "b"], { twoNode: true });
  test.each<[string, SomeFacts]>([
    [
      "NR without a device, as RHEL prints it",
      { clusterConfig: without, clusterStatus: clusterStatus("2/2/1", ["NR", "NR"], { flags: ["2Node", "Quorate", "WaitForAll"] }) },
    ],
    ["no column, no device", { clusterConfig: without, clusterStatus: clusterStatus("2/2/2", [null, null]) }],
  ])("%s", (_, facts) => {
    expect(judge(rule, facts)).toMatchObject({ verdict: "not-applicable", because: "no quorum device is configured", findings: [] });
  });
});
