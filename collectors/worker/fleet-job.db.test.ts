import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { declare } from "#lib/db/declarations.ts";
import { listFleet } from "#lib/db/fleet.ts";
import { fleetIsDue, loadFleetState } from "#lib/db/fleet-rules.ts";
import { addHttpSource, listHttpSources } from "#lib/db/http-sources.ts";
import { resetEnv } from "#lib/env.ts";
import { resolver } from "#lib/rules/testing/network-testing.ts";
import { guest, nic, readingsOf } from "#lib/rules/testing/testing.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testFinding, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { runDueFleetJob, runFleetJob } from "./fleet-job.ts";

let database: TestDatabase;
let server: Server;
let base = "";
const asked: string[] = [];
beforeAll(async () => {
  database = await freshDatabase();
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const file = documents[request.url ?? ""];
    if (file === undefined) response.writeHead(404).end();
    else response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv("BULKHEAD_HEARTBEAT_URL", `${base}/beat`);
  resetEnv();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  resetEnv();
  server.close();
  await database.drop();
});

const config = readFileSync(new URL("../http/__fixtures__/null-watchdog.yml", import.meta.url), "utf8");
const documents: Record<string, string> = {
  "/api/v2/status": JSON.stringify({ config: { original: config }, cluster: { status: "disabled" }, versionInfo: { version: "0.28.0" } }),
  "/api/v2/silences": "[]",
  "/api/v2/receivers": "[]",
  "/api/v2/alerts": "[]",
  "/beat": "ok",
};
const log = pino({ level: "silent" });
const run = (at: string) => runFleetJob(new AbortController().signal, log, () => new Date(at));
const verdicts = async () => new Map((await loadFleetState())?.verdicts.map(({ rule, verdict }) => [rule, verdict]));

describe("the fleet as a whole", () => {
  it("is unknown where no source is entered, and told to be so", async () => {
    await addTestHost("kvm-01");
    expect(await fleetIsDue(new Date())).toBe(true);
    await run("2026-01-01T00:00:00Z");
    expect((await verdicts()).get("alert/watchdog-routed-to-null")).toBe("unknown");
    expect(await fleetIsDue(new Date("2026-01-01T00:01:00Z"))).toBe(false);
    expect(await fleetIsDue(new Date("2026-01-01T00:05:00Z"))).toBe(true);
    expect(asked).toEqual(["/beat"]);
  });

  it("shows where the dead man's alert ends, as the Alertmanager itself says", async () => {
    await addHttpSource({ kind: "alertmanager", name: "am", url: base, allowPrivate: true }, "ada@example.org");
    expect(await fleetIsDue(new Date("2026-01-01T00:01:00Z"))).toBe(true);
    await run("2026-01-01T00:01:00Z");
    expect(await listHttpSources()).toMatchObject([{ reading: { status: "ok" } }]);
    const state = await loadFleetState();
    expect(state?.findings.map(({ finding }) => finding.rule)).toContain("alert/watchdog-routed-to-null");
    expect(await fleetIsDue(new Date("2026-01-01T00:02:00Z"))).toBe(false);
  });

  it("is judged by how its hosts hang together, from the parts that their visits left", async () => {
    const readings = testReadings("kvm-02", null, "2026-01-01T00:00:00Z");
    const asked = readingsOf({ resolver: resolver("10.0.0.53"), guests: [guest("bind", { nics: [nic({ addresses: ["10.0.0.53"] })] })] });
    const visit = { readings: { ...readings, ...asked }, judgement: testJudgement({}), finishedAt: new Date("2026-01-01T00:00:00Z") };
    await visitTestHost(await addTestHost("kvm-02"), visit);
    await run("2026-01-01T00:02:00Z");
    const findings = (await loadFleetState())?.findings.map(({ finding }) => `${finding.rule} ${finding.subject}`);
    expect(findings).toContain("cascade/all-dns-on-one-host kvm-02");
    expect((await verdicts()).get("cascade/quorum-lost-if-node-reboots")).toBe("unknown");
  });

  it("rehearses what each host would do, and is due again when a visit changes one of them, not sooner than it may", async () => {
    const id = await addTestHost("kvm-03");
    const readings = testReadings("kvm-03", null, "2026-01-01T00:00:00Z");
    const unknownDisk = testFinding("storage/fstab-unknown-device", `host:${id}`, "/srv", { impact: 4 });
    const found = testJudgement({ "storage/fstab-unknown-device": [unknownDisk] });
    const sound = testJudgement({ "storage/fstab-unknown-device": "passed" });
    const cell = async () => (await listFleet({ text: "kvm-03" }))[0]?.readiness[0];
    const due = (at: string, restMs?: number) => fleetIsDue(new Date(at), restMs);
    expect(await cell()).toMatchObject({ tone: "unknown", words: "not rehearsed yet" });

    await visitTestHost(id, { readings, judgement: found, finishedAt: new Date("2026-01-01T00:02:30Z") });
    expect(await cell()).toMatchObject({ tone: "unknown", words: "not rehearsed yet" });
    expect(await due("2026-01-01T00:02:40Z")).toBe(true);
    expect(await due("2026-01-01T00:02:40Z", 60_000)).toBe(false);
    await run("2026-01-01T00:02:45Z");
    expect(await cell()).toMatchObject({ tone: "critical", words: "stays down", search: "if=reboot:host:kvm-03" });
    expect(await due("2026-01-01T00:03:30Z")).toBe(false);

    await visitTestHost(id, { readings, judgement: sound, finishedAt: new Date("2026-01-01T00:04:00Z") });
    expect(await cell()).toMatchObject({ words: "stays down" });
    await run("2026-01-01T00:04:20Z");
    expect((await cell())?.words).not.toBe("stays down");
  });

  it("leaves everything as it was when it is stopped", async () => {
    const before = (await loadFleetState())?.judgedAt;
    await expect(runFleetJob(AbortSignal.abort(), log, () => new Date("2026-01-01T00:05:00Z"))).rejects.toThrow();
    expect((await loadFleetState())?.judgedAt).toEqual(before);
  });

  it("is judged by one of two workers that find it due at once, and by the next where that one fails", async () => {
    const beats = () => asked.filter((path) => path === "/beat").length;
    const before = beats();
    const due = (signal = new AbortController().signal) => runDueFleetJob(signal, log, 0, () => new Date("2026-01-01T00:09:50Z"));
    await expect(due(AbortSignal.abort())).rejects.toThrow();
    expect((await Promise.all([due(), due()])).sort()).toEqual([false, true]);
    expect(beats()).toBe(before + 1);
    expect(await due()).toBe(false);
    expect((await loadFleetState())?.judgedAt).toEqual(new Date("2026-01-01T00:09:50Z"));
  });

  it("keeps what it knows when the source falls silent, and is looked at again when somebody declares something", async () => {
    server.closeAllConnections();
    documents["/api/v2/status"] = "<html>";
    await run("2026-01-01T00:10:00Z");
    expect((await verdicts()).get("alert/watchdog-routed-to-null")).toBe("unknown");
    expect((await loadFleetState())?.findings.map(({ finding }) => finding.rule)).toContain("alert/watchdog-routed-to-null");
    const probe = { kind: "external-probe", target: "https://b.example.org/api/v1/health", checkedBy: "a VPS", lastFiredOn: null } as const;
    await declare({ ...probe, hostId: null, note: null }, "ada@example.org", new Date("2026-01-01T00:11:00Z"));
    expect(await fleetIsDue(new Date("2026-01-01T00:12:00Z"))).toBe(true);
  });
});
