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
    const judgement = testJudgement({
      "boot/failed-units": [testFinding("boot/failed-units", "host:b", "x.service")],
      "boot/x": "unknown",
    });
    await visitTestHost(await addTestHost("b-read"), { readings, judgement, finishedAt });
    const members = await loadFleetMembers();
    expect(members.map(({ name, address }) => [name, address])).toEqual([
      ["a-new", "192.0.2.1"],
      ["b-read", "192.0.2.1"],
    ]);
    expect(members[1]?.part).toEqual(buildPart(readings, judgement));
    expect(members[1]?.part.faults).toMatchObject([{ rule: "boot/failed-units", subject: "x.service", words: "this" }]);
    expect(members[1]?.part.cluster?.name).toBe("prod");
  });

  it("keep what a rule found that cannot be decided any more, and what somebody accepted", async () => {
    const host = await addTestHost("c-kept");
    const found = testFinding("boot/failed-units", `host:${host}`, "x.service");
    const visit = (minute: number, rules: Parameters<typeof testJudgement>[0]) =>
      visitTestHost(host, { readings, judgement: testJudgement(rules), finishedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)) });
    const faults = async () => (await loadFleetMembers()).find(({ name }) => name === "c-kept")?.part.faults.map(({ rule }) => rule);
    await visit(0, { "boot/failed-units": [found] });
    await visit(1, { "boot/failed-units": "unknown" });
    expect(await faults()).toEqual(["boot/failed-units"]);
    await db().finding.updateMany({ where: { fingerprint: found.fingerprint }, data: { status: "accepted" } });
    await visit(2, { "boot/failed-units": [found], "boot/x": "passed" });
    expect(await faults()).toEqual(["boot/failed-units"]);
    await visit(3, { "boot/failed-units": "passed" });
    expect(await faults()).toEqual([]);
    await db().host.delete({ where: { id: host } });
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
