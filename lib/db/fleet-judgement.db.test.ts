import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testFinding, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { db } from "./client.ts";
import { loadFleetJudgement } from "./fleet-judgement.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.query("truncate host, finding cascade"));

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute));

function visit(hostId: string, minute: number, rules: Parameters<typeof testJudgement>[0], cluster: string | null = null) {
  const finishedAt = at(minute);
  const readings = testReadings("pve", cluster, finishedAt.toISOString());
  return visitTestHost(hostId, { readings, judgement: testJudgement(rules), finishedAt, sections: [] });
}

describe("what the engine said of the fleet", () => {
  it("is loaded of hosts with open findings only, with every verdict and no text", async () => {
    const [faulty, sound] = [await addTestHost("faulty"), await addTestHost("sound")];
    await addTestHost("unvisited");
    await visit(faulty, 0, { "storage/x": [testFinding("storage/x", `host:${faulty}`, "/mnt")], "boot/y": "unknown" });
    await visit(sound, 0, { "storage/x": "passed" });
    const judged = await loadFleetJudgement();
    expect([...judged.keys()]).toEqual([faulty]);
    const { name, findings, verdicts } = judged.get(faulty) ?? {};
    expect(name).toBe("faulty");
    expect(findings).toEqual([
      {
        fingerprint: `storage/x|host:${faulty}|/mnt`,
        rule: "storage/x",
        title: "Something is at fault",
        severity: "high",
        likelihood: 3,
        impact: 3,
        confidence: "confirmed",
      },
    ]);
    expect(verdicts?.map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual(["storage/x failed", "boot/y unknown"]);
  });

  it("leaves out what is accepted or resolved, and what another version stored", async () => {
    const host = await addTestHost("one");
    const [first, second, third] = ["a", "b", "c"].map((subject) => testFinding("storage/x", `host:${host}`, subject));
    if (!first || !second || !third) throw new Error("three were made");
    await visit(host, 0, { "storage/x": [first, second, third] });
    await db().finding.update({ where: { fingerprint: second.fingerprint }, data: { status: "accepted" } });
    await db().finding.update({ where: { fingerprint: third.fingerprint }, data: { body: { rule: 1 } } });
    expect((await loadFleetJudgement()).get(host)?.findings.map(({ fingerprint }) => fingerprint)).toEqual([first.fingerprint]);
    await visit(host, 1, { "storage/x": "passed" });
    expect((await loadFleetJudgement()).size).toBe(0);
  });
});
