import { describe, expect, it } from "vitest";
import { testFinding, testJudgement, testReadings } from "#scripts/test-hosts.ts";
import { snapshotDigest } from "./digest.ts";

const [noon, later] = ["2026-01-01T12:00:00Z", "2026-01-01T13:00:00Z"];
const finding = (change = {}) => testJudgement({ "a/b": [testFinding("a/b", "host:1", "x", change)] });

describe("what makes a snapshot differ from another", () => {
  const before = snapshotDigest(testReadings("pve", "prod", noon), finding());

  it("is neither the host's clock nor a quoted line", () => {
    expect(snapshotDigest(testReadings("pve", "prod", later), finding())).toBe(before);
    expect(
      snapshotDigest(testReadings("pve", "prod", noon), finding({ evidence: [{ source: "qm list", line: 4, text: "pid 4711" }] })),
    ).toBe(before);
  });

  it("is a fact, a verdict, or what a finding says", () => {
    expect(snapshotDigest(testReadings("pve2", "prod", noon), finding())).not.toBe(before);
    expect(snapshotDigest(testReadings("pve", null, noon), finding())).not.toBe(before);
    expect(snapshotDigest(testReadings("pve", "prod", noon), finding({ observed: "something else" }))).not.toBe(before);
    expect(snapshotDigest(testReadings("pve", "prod", noon), testJudgement({ "a/b": "unknown" }))).not.toBe(before);
  });

  it("is not the order in which facts came in", () => {
    const turned = Object.fromEntries(Object.entries(testReadings("pve", "prod", noon)).reverse());
    expect(snapshotDigest(turned, finding())).toBe(before);
  });

  it("is not the ageing of the neighbour table", () => {
    const neighbours = (state: string) => {
      const at = { source: "ip neigh", line: 1, text: state };
      const value = [{ address: "192.0.2.1", interface: "br0", mac: null, state, at }];
      return { ...testReadings("pve", "prod", noon), neighbours: { status: "ok" as const, value } };
    };
    expect(snapshotDigest(neighbours("STALE"), finding())).toBe(snapshotDigest(neighbours("REACHABLE"), finding()));
  });
});
