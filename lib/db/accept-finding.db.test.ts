import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testFinding, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { acceptFinding, reopenFinding } from "./accept-finding.ts";
import { db } from "./client.ts";
import { listHostFindings } from "./findings.ts";
import { loadHost } from "./hosts.ts";
import { markKnownGood } from "./known-good.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const now = new Date("2026-01-10T12:00:00Z");

async function visit(hostId: string, cluster: string | null = null) {
  const finding = testFinding("cluster/x", cluster === null ? `host:${hostId}` : `cluster:${cluster}`, "votes");
  const readings = testReadings("pve", cluster, now.toISOString());
  await visitTestHost(hostId, { readings, judgement: testJudgement({ "cluster/x": [finding] }), finishedAt: now });
  const [found] = await listHostFindings(hostId);
  if (found === undefined) throw new Error("no finding");
  return found;
}

describe("accepting a finding", () => {
  it("takes it out of the score of every host that shows it, and reopening brings it back", async () => {
    const [one, two] = [await addTestHost("accept-1"), await addTestHost("accept-2")];
    const { id } = await visit(one, "prod");
    await visit(two, "prod");
    const score = async () => Promise.all([one, two].map(async (host) => (await loadHost(host)).host.risk?.score));
    const before = await score();
    await acceptFinding(id, { reason: "Known, mended on Monday", until: "2026-01-12" }, "ada@example.org", now);
    expect(await score()).toEqual([0, 0]);
    expect(await listHostFindings(two)).toMatchObject([{ status: "accepted", acceptedBy: "ada@example.org", points: 0 }]);
    await reopenFinding(id, "ada@example.org");
    expect(await score()).toEqual(before);
    await expect(reopenFinding(id, "ada@example.org")).rejects.toMatchObject({ code: "conflict" });
    expect(await db().auditEntry.findMany({ select: { action: true }, orderBy: { at: "asc" } })).toEqual(
      expect.arrayContaining([{ action: "finding.accepted" }, { action: "finding.reopened" }]),
    );
  });

  it("lasts through its day and refuses one that has passed", async () => {
    const host = await addTestHost("accept-day");
    const { id } = await visit(host);
    await expect(acceptFinding(id, { reason: "late", until: "2026-01-09" }, "a", now)).rejects.toMatchObject({ code: "invalid" });
    await acceptFinding(id, { reason: "today", until: "2026-01-10" }, "a", now);
    expect((await listHostFindings(host))[0]?.acceptedUntil).toEqual(new Date("2026-01-10T23:59:59.999Z"));
  });

  it("is refused for one that is gone", async () => {
    const host = await addTestHost("accept-gone");
    const { id } = await visit(host);
    await db().finding.update({ where: { id }, data: { status: "resolved" } });
    await expect(acceptFinding(id, { reason: "why not", until: null }, "a", now)).rejects.toMatchObject({ code: "conflict" });
    const nobody = "00000000-0000-4000-8000-000000000000";
    await expect(acceptFinding(nobody, { reason: "why not", until: null }, "a", now)).rejects.toMatchObject({ code: "not-found" });
  });
});

it("marks a host as known to be good, and visits it", async () => {
  const host = await addTestHost("good");
  await markKnownGood(host, "ada@example.org", now);
  expect(await db().host.findUnique({ where: { id: host }, select: { knownGoodAt: true, activeVisitId: true } })).toEqual({
    knownGoodAt: now,
    activeVisitId: expect.any(String),
  });
});
