import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testFinding, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { db } from "./client.ts";
import { loadSights } from "./exposure.ts";

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
    const sights = await loadSights(["storage/x", "boot/y", "nic/w"]);
    expect(sights.map(({ name, verdicts }) => [name, [...verdicts]])).toEqual([
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
    const [first, second] = await loadSights(["storage/x"]);
    expect(first?.findings.map(({ subject, severity, accepted }) => ({ subject, severity, accepted }))).toEqual([
      { subject: "bad", severity: "critical", accepted: false },
      { subject: "mild", severity: "low", accepted: true },
    ]);
    expect(first?.findings[0]).toMatchObject({ rule: "storage/x", title: "Something is at fault" });
    expect(second?.findings).toEqual([]);
  });

  it("takes in what was judged of the fleet as a whole", async () => {
    const one = await addTestHost("one");
    await visit(one, { "storage/x": "unknown" });
    const said = ["passed", "failed", "unknown"].map((verdict, index) => ({
      rule: `alert/${index}`,
      verdict,
      because: null,
      likelihood: 3,
      impact: 3,
    }));
    await db().fleetJudgement.create({ data: { id: 1, verdicts: said, judgedAt: new Date() } });
    const [sight] = await loadSights(["storage/x", "alert/0", "alert/1", "alert/2"]);
    expect([...(sight?.verdicts ?? [])].map(([rule, { verdict }]) => `${rule} ${verdict}`)).toEqual([
      "alert/0 passed",
      "alert/1 passed",
      "alert/2 unknown",
      "storage/x unknown",
    ]);
  });

  it("survives a snapshot that another version stored", async () => {
    const one = await addTestHost("one");
    await visit(one, { "storage/x": "passed" });
    await database.query(`update snapshot set verdicts = '{"a": 1}'`);
    expect((await loadSights(["storage/x"]))[0]?.verdicts.size).toBe(0);
    await database.query(`update snapshot set verdicts = '[{"rule": "storage/x", "verdict": "fine"}, 3]'`);
    expect((await loadSights(["storage/x"]))[0]?.verdicts.size).toBe(0);
  });
});
