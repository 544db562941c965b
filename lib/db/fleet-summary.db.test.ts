import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testFinding, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { db } from "./client.ts";
import { countFleet, listFleet } from "./fleet.ts";
import { listUnseenHosts, summariseFleet } from "./fleet-summary.ts";
import { storeReadiness } from "./readiness.ts";

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

describe("the sums of the fleet", () => {
  it("add up what each host's columns say, and count a cluster's finding once", async () => {
    expect(await summariseFleet()).toMatchObject({ hosts: 0, coverage: 0, findings: { critical: 0 } });
    const [one, two, sound] = [await addTestHost("one"), await addTestHost("two"), await addTestHost("sound")];
    await addTestHost("unvisited");
    const shared = testFinding("cluster/z", "cluster:prod", "votes", { impact: 4, scenarios: ["power-loss"] });
    await visit(one, 0, { "cluster/z": [shared], "storage/nfs-fstab-no-nofail": "passed" }, "prod");
    await visit(two, 0, { "cluster/z": [shared], "storage/nfs-fstab-no-nofail": "unknown" }, "prod");
    await visit(sound, 0, { "storage/nfs-fstab-no-nofail": "passed" });
    const cell = { words: "", search: "", undecided: 0 } as const;
    await storeReadiness([
      { host: "one", cells: [{ ...cell, scenario: "reboot", tone: "critical" }] },
      {
        host: "two",
        cells: [
          { ...cell, scenario: "reboot", tone: "holds" },
          { ...cell, scenario: "power-loss", tone: "critical" },
        ],
      },
      { host: "sound", cells: [{ ...cell, scenario: "reboot", tone: "holds" }] },
    ]);
    expect(await summariseFleet()).toEqual({
      hosts: 4,
      unseen: 1,
      staysDown: 2,
      returns: 2,
      coverage: expect.closeTo((1 + 0.5 + 1) / 3),
      unknownRules: 1,
      findings: { critical: 1, high: 0, medium: 0, low: 0, info: 0 },
      hostsWith: { critical: 2, high: 0, medium: 0, low: 0, info: 0 },
    });
  });

  it("list the hosts of which least could be read, those that could not be reached first", async () => {
    const [partly, gone, seen] = [await addTestHost("partly"), await addTestHost("gone"), await addTestHost("seen")];
    for (const host of [gone, seen]) await visit(host, 0, { "boot/y": "passed" });
    await visit(partly, 0, { "boot/y": "passed", "storage/x": "unknown" });
    await db().host.update({ where: { id: gone }, data: { state: "unreachable", lastErrorSentence: "It does not answer." } });
    const unseen = await listUnseenHosts(5);
    expect(unseen).toMatchObject({ total: 2, hosts: [{ name: "gone", lastErrorSentence: "It does not answer." }, { name: "partly" }] });
    expect(await listUnseenHosts(1)).toMatchObject({ total: 2, hosts: [{ name: "gone" }] });
  });
});

describe("a row of the readiness matrix", () => {
  const reboot = { scenario: "reboot", tone: "critical", words: "stays down", search: "if=reboot:host:cells", undecided: 2 } as const;
  const nas = { scenario: "nas-loss", tone: "high", words: "2 guests hang", search: "if=lose:storage:10.0.0.70", undecided: 0 } as const;
  const cells = async () => (await listFleet())[0]?.readiness ?? [];

  it("has a cell for each scenario, before the first rehearsal and where another version wrote it", async () => {
    const host = await addTestHost("cells");
    expect(await cells()).toHaveLength(8);
    expect(new Set((await cells()).map(({ tone, words }) => `${tone}: ${words}`))).toEqual(new Set(["unknown: not rehearsed yet"]));
    await visit(host, 0, { "boot/y": "passed" });
    expect((await cells())[0]).toMatchObject({ tone: "unknown", words: "not rehearsed yet" });
    expect(await storeReadiness([{ host: "cells", cells: [reboot, nas] }])).toBe(1);
    expect((await cells()).slice(0, 3)).toEqual([reboot, expect.objectContaining({ words: "not rehearsed yet" }), nas]);
    await db().host.update({ where: { id: host }, data: { readiness: { reboot: { worst: "high", findings: 2 } } } });
    expect((await cells())[0]).toMatchObject({ words: "not rehearsed yet" });
  });

  it("is written only where it changed, and stays as it is at a visit", async () => {
    const host = await addTestHost("cells");
    await addTestHost("other");
    expect(
      await storeReadiness([
        { host: "cells", cells: [reboot] },
        { host: "other", cells: [nas] },
        { host: "gone", cells: [nas] },
      ]),
    ).toBe(2);
    expect(
      await storeReadiness([
        { host: "cells", cells: [reboot] },
        { host: "other", cells: [reboot] },
      ]),
    ).toBe(1);
    await visit(host, 0, { "boot/y": "passed" });
    expect((await cells())[0]).toEqual(reboot);
  });

  it("is no matter of whether a host has a finding of a scenario", async () => {
    const host = await addTestHost("cells");
    const known = testFinding("storage/nfs-fstab-no-nofail", `host:${host}`, "/mnt", { impact: 4, scenarios: ["reboot", "nas-loss"] });
    await visit(host, 0, { "storage/nfs-fstab-no-nofail": [known] });
    expect(await countFleet({ scenario: "nas-loss" })).toBe(1);
    expect(await countFleet({ scenario: "power-loss" })).toBe(0);
    await db().finding.updateMany({ data: { status: "accepted" } });
    expect(await countFleet({ scenario: "nas-loss" })).toBe(0);
  });
});
