import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildPart, unreadPart } from "#lib/graph/build-part.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { db } from "./client.ts";
import { loadFleetMembers } from "./fleet-parts.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const finishedAt = new Date("2026-01-01T00:00:00Z");
const readings = testReadings("pve", "prod", finishedAt.toISOString());

describe("the parts of the fleet graph", () => {
  it("are built at the visit and come back as they were", async () => {
    await addTestHost("a-new");
    await visitTestHost(await addTestHost("b-read"), { readings, judgement: testJudgement({}), finishedAt });
    const members = await loadFleetMembers();
    expect(members.map(({ name, address }) => [name, address])).toEqual([
      ["a-new", "192.0.2.1"],
      ["b-read", "192.0.2.1"],
    ]);
    expect(members[1]?.part).toEqual(buildPart(readings));
    expect(members[1]?.part.cluster?.name).toBe("prod");
  });

  it("are told to be unread where there is none, or where it does not fit this version", async () => {
    await db().snapshot.updateMany({ data: { part: { hostname: 7 } } });
    const members = await loadFleetMembers();
    expect(members.map(({ part }) => part)).toEqual([unreadPart(), unreadPart()]);
    expect(members[1]?.part.unread).toContain("guests");
  });
});
