import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DeclarationInput } from "#lib/facts/declared.ts";
import { buildPart, unreadPart } from "#lib/graph/build-part.ts";
import { FleetFacts } from "#lib/graph/fleet-facts.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testFinding, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { db } from "./client.ts";
import { declare } from "./declarations.ts";
import { loadFleetFacts, loadFleetMembers } from "./fleet-parts.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const externalProbe = DeclarationInput.parse({
  kind: "external-probe",
  target: "https://status.example.org",
  checkedBy: "a VPS elsewhere",
  hostId: null,
});
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

  it("are answered with what people declared, in the shape that a browser takes", async () => {
    await declare(externalProbe, "Ada", finishedAt);
    const answer = FleetFacts.parse(JSON.parse(JSON.stringify(await loadFleetFacts())));
    expect(answer.hosts.map(({ name, seenAt }) => [name, seenAt])).toEqual([
      ["a-new", null],
      ["b-read", finishedAt.toISOString()],
    ]);
    expect(answer.declarations).toMatchObject([{ kind: "external-probe", target: "https://status.example.org", declaredBy: "Ada" }]);
  });

  it("tell which rules stand on each host, and the site that somebody gave it", async () => {
    const id = await addTestHost("c-faulty");
    await db().host.update({ where: { id }, data: { site: "north" } });
    const rule = "storage/nfs-fstab-no-nofail";
    const found = [testFinding(rule, id, "/mnt/a"), testFinding(rule, id, "/mnt/b")];
    const later = new Date("2026-01-01T01:00:00Z");
    await visitTestHost(id, { readings, judgement: testJudgement({ [rule]: found, "dns/single-nameserver": "passed" }), finishedAt });
    const host = (await loadFleetFacts()).hosts.find(({ name }) => name === "c-faulty");
    expect(host).toMatchObject({ site: "north", standing: [rule] });
    await visitTestHost(id, { readings, judgement: testJudgement({ [rule]: "passed" }), finishedAt: later });
    expect((await loadFleetFacts()).hosts.find(({ name }) => name === "c-faulty")?.standing).toEqual([]);
  });
});
