import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testFinding, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { loadFleetHosts, loadFleetState, recordFleetJudgement } from "./fleet-rules.ts";
import {
  addHttpSource,
  changeHttpSource,
  listHttpSourceAccess,
  listHttpSources,
  noteHttpReading,
  removeHttpSource,
} from "./http-sources.ts";
import { deleteHost } from "./manage-hosts.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const day = (number: number) => new Date(Date.UTC(2026, 0, number));

describe("a judgement of the fleet", () => {
  const finding = { ...testFinding("alert/x", "fleet", "watchdog"), scope: "fleet" as const };
  const results = (...findings: (typeof finding)[]) => testJudgement({ "alert/x": findings.length > 0 ? findings : "passed" }).results;

  it("opens, keeps while it cannot be decided, resolves; and outlives the hosts", async () => {
    expect(await loadFleetState()).toBeNull();
    await recordFleetJudgement(results(finding), day(1));
    const opened = await loadFleetState();
    expect(opened?.findings).toMatchObject([{ openedAt: day(1), finding: { subject: "watchdog" } }]);
    const host = await addTestHost("leaves");
    await deleteHost(host, "ada@example.org");
    await recordFleetJudgement(testJudgement({ "alert/x": "unknown" }).results, day(2));
    expect((await loadFleetState())?.findings).toHaveLength(1);
    await recordFleetJudgement(results(), day(3));
    expect(await loadFleetState()).toMatchObject({ findings: [], judgedAt: day(3), verdicts: [{ rule: "alert/x", verdict: "passed" }] });
  });

  it("sees every host in short, also one that was never read", async () => {
    await addTestHost("a-new");
    const read = await addTestHost("b-read");
    await visitTestHost(read, {
      readings: testReadings("pve", null, day(1).toISOString()),
      judgement: testJudgement({}),
      finishedAt: day(1),
    });
    const hosts = await loadFleetHosts();
    expect(hosts.map(({ name, state }) => [name, state])).toEqual([
      ["a-new", "unvisited"],
      ["b-read", "reachable"],
    ]);
    expect(hosts.map(({ readings }) => Object.keys(readings))).toEqual([[], ["identity"]]);
  });
});

describe("sources over HTTP", () => {
  const source = { kind: "prometheus", name: "prom", url: "http://10.0.0.5:9090", allowPrivate: true } as const;

  it("keep their header sealed, lose it with their address, and forget what another address said", async () => {
    const { id } = await addHttpSource({ ...source, authorization: "Bearer secret" }, "ada@example.org");
    const [access] = await listHttpSourceAccess();
    expect(access?.sealedHeader).not.toContain("secret");
    await noteHttpReading(id, { status: "failed", cause: "timeout", detail: "slow" }, day(1));
    expect(await listHttpSources()).toMatchObject([{ name: "prom", hasHeader: true, reading: { cause: "timeout" }, readAt: day(1) }]);
    await changeHttpSource(id, { ...source, name: "prom-1" }, "ada@example.org");
    expect(await listHttpSources()).toMatchObject([{ name: "prom-1", hasHeader: true, readAt: day(1) }]);
    await changeHttpSource(id, { ...source, name: "prom-1", url: "http://10.0.0.6:9090" }, "ada@example.org");
    expect(await listHttpSources()).toMatchObject([{ hasHeader: false, reading: null, readAt: null }]);
    await expect(addHttpSource({ ...source, name: "prom-1" }, "ada@example.org")).rejects.toMatchObject({ code: "conflict" });
    await removeHttpSource(id, "ada@example.org");
    await expect(removeHttpSource(id, "ada@example.org")).rejects.toMatchObject({ code: "not-found" });
  });
});
