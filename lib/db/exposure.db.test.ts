import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RuleResult } from "#lib/engine/judgement.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testFinding, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { db } from "./client.ts";
import { loadSights } from "./exposure.ts";
import { recordFleetJudgement } from "./fleet-rules.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.query("truncate host, finding, fleet_judgement cascade"));

function visit(hostId: string, rules: Parameters<typeof testJudgement>[0]) {
  const finishedAt = new Date(Date.UTC(2026, 0, 1));
  const readings = testReadings("pve", null, finishedAt.toISOString());
  return visitTestHost(hostId, { readings, judgement: testJudgement(rules), finishedAt, sections: [] });
}

describe("what is known of each host about some rules", () => {
  it("is its verdicts of those and no other, and hosts that were never read have none", async () => {
    const one = await addTestHost("one");
    await addTestHost("another");
    await visit(one, { "storage/x": "passed", "boot/y": "unknown", "dns/z": "passed" });
    const { hosts } = await loadSights(["storage/x", "boot/y", "nic/w"]);
    expect(hosts.map(({ name, verdicts }) => [name, [...verdicts]])).toEqual([
      ["another", []],
      [
        "one",
        [
          ["storage/x", { verdict: "passed", because: null }],
          ["boot/y", { verdict: "unknown", because: "not read" }],
        ],
      ],
    ]);
  });

  it("is its standing findings of those, also accepted ones, the worst first", async () => {
    const one = await addTestHost("one");
    const two = await addTestHost("two");
    const [mild, bad, gone] = [
      testFinding("storage/x", `host:${one}`, "mild", { likelihood: 2, impact: 2 }),
      testFinding("storage/x", `host:${one}`, "bad", { impact: 4 }),
      testFinding("storage/x", `host:${one}`, "gone"),
    ];
    await visit(one, { "storage/x": [mild, bad, gone], "dns/z": [testFinding("dns/z", `host:${one}`, "other")] });
    await visit(two, { "storage/x": "passed" });
    await db().finding.update({ where: { fingerprint: mild.fingerprint }, data: { status: "accepted" } });
    await db().finding.update({ where: { fingerprint: gone.fingerprint }, data: { status: "resolved" } });
    const [first, second] = (await loadSights(["storage/x"])).hosts;
    expect(first?.findings.map(({ subject, severity, accepted }) => ({ subject, severity, accepted }))).toEqual([
      { subject: "bad", severity: "critical", accepted: false },
      { subject: "mild", severity: "low", accepted: true },
    ]);
    expect(first?.findings[0]).toMatchObject({ rule: "storage/x", title: "Something is at fault" });
    expect(second?.findings).toEqual([]);
  });

  it("keeps what is said of the fleet as a whole apart", async () => {
    const one = await addTestHost("one");
    await visit(one, { "storage/x": "unknown" });
    const base = { because: null, likelihood: 3, impact: 3 } as const;
    const fault = testFinding("alert/z", "fleet", "the deadman", { scope: "fleet" });
    const failed: RuleResult = { rule: "alert/z", verdict: "failed", findings: [fault], ...base };
    const passed: RuleResult = { rule: "alert/y", verdict: "passed", findings: [], ...base };
    await recordFleetJudgement([failed, passed], new Date());
    const { hosts, fleet } = await loadSights(["storage/x", "alert/z", "alert/y"]);
    expect(hosts.map(({ verdicts, findings }) => [[...verdicts.keys()], findings])).toEqual([[["storage/x"], []]]);
    expect(fleet.hostId).toBeNull();
    expect([...fleet.verdicts].map(([rule, { verdict }]) => `${rule} ${verdict}`)).toEqual(["alert/z failed", "alert/y passed"]);
    expect(fleet.findings).toMatchObject([{ rule: "alert/z", subject: "the deadman", accepted: false }]);
  });

  it("survives a snapshot that another version stored", async () => {
    const one = await addTestHost("one");
    await visit(one, { "storage/x": "passed" });
    await database.query(`update snapshot set verdicts = '{"a": 1}'`);
    expect((await loadSights(["storage/x"])).hosts[0]?.verdicts.size).toBe(0);
    await database.query(`update snapshot set verdicts = '[{"rule": "storage/x", "verdict": "fine"}, 3]'`);
    expect((await loadSights(["storage/x"])).hosts[0]?.verdicts.size).toBe(0);
  });
});
