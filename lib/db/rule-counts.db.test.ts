import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testFinding, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { db } from "./client.ts";
import { countRuleStates } from "./rule-counts.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

function visit(hostId: string, rules: Parameters<typeof testJudgement>[0]) {
  const finishedAt = new Date(Date.UTC(2026, 0, 1));
  const readings = testReadings("pve", null, finishedAt.toISOString());
  return visitTestHost(hostId, { readings, judgement: testJudgement(rules), finishedAt, sections: [] });
}

it("counts hosts by what each rule says of them", async () => {
  expect(await countRuleStates()).toEqual({ hosts: new Map(), fleet: new Map() });
  const [one, two] = [await addTestHost("one"), await addTestHost("two")];
  await addTestHost("never read");
  const both = [testFinding("storage/x", `host:${one}`, "a"), testFinding("storage/x", `host:${one}`, "b")];
  await visit(one, { "storage/x": both, "boot/y": "unknown" });
  await visit(two, { "storage/x": "passed", "boot/y": "passed" });
  await db().finding.updateMany({ data: { status: "accepted" } });
  const verdict = { because: null, likelihood: 3, impact: 3 };
  const fleet = [{ rule: "alert/z", verdict: "passed", ...verdict }];
  await db().fleetJudgement.create({ data: { id: 1, verdicts: fleet, judgedAt: new Date() } });
  const states = await countRuleStates();
  expect(states.hosts.get("storage/x")).toEqual({ fails: 1, unknown: 0, "not-judged": 1, passes: 1, "not-applicable": 0 });
  expect(states.hosts.get("boot/y")).toEqual({ fails: 0, unknown: 1, "not-judged": 1, passes: 1, "not-applicable": 0 });
  expect(states.fleet).toEqual(new Map([["alert/z", "passes"]]));
});
