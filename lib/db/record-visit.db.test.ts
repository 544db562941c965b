import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Lane } from "#lib/lanes.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testFinding, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { db } from "./client.ts";
import { listEvidence, loadEvidence } from "./evidence.ts";
import { listFindings, listHostFindings } from "./findings.ts";
import { listFleet } from "./fleet.ts";
import { loadHost } from "./hosts.ts";
import { recordVisit, recordVisitFailure } from "./record-visit.ts";
import { requestVisit } from "./request-visit.ts";
import { beginVisit, noteProgress } from "./run-visit.ts";
import { loadVisitBasis } from "./visit-basis.ts";
import { listVisits, loadVisit } from "./visits.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute));
const section = { source: "/etc/fstab", lane: "fast", status: "ok", exitStatus: 0, text: "a line\n", errorText: "", durationMs: 3 };

function visit(hostId: string, minute: number, rules: Parameters<typeof testJudgement>[0], cluster: string | null = null) {
  const finishedAt = at(minute);
  const readings = testReadings("pve", cluster, finishedAt.toISOString());
  return visitTestHost(hostId, { readings, judgement: testJudgement(rules), finishedAt, sections: [section] });
}

describe("the life of a finding", () => {
  it("opens, stays, is kept while its rule cannot be decided, is resolved and comes back", async () => {
    const host = await addTestHost("life");
    const finding = testFinding("storage/x", `host:${host}`, "/mnt");
    expect(await visit(host, 0, { "storage/x": [finding], "boot/y": "passed" })).toMatchObject({ changed: true, opened: 1 });
    const [opened] = await listHostFindings(host);
    expect(opened).toMatchObject({ status: "open", openedAt: at(0), unseenSince: null, finding });

    expect(await visit(host, 1, { "storage/x": [finding], "boot/y": "passed" })).toMatchObject({ changed: false });
    expect((await listHostFindings(host))[0]).toMatchObject({ openedAt: at(0), unseenSince: null });

    expect(await visit(host, 2, { "storage/x": "unknown", "boot/y": "passed" })).toMatchObject({ changed: true, resolved: 0 });
    expect((await listHostFindings(host))[0]).toMatchObject({ status: "open", unseenSince: at(1) });
    expect((await loadHost(host)).host).toMatchObject({ findings: { high: 1, medium: 0 }, unknownRules: 1 });

    expect(await visit(host, 3, { "storage/x": "passed", "boot/y": "passed" })).toMatchObject({ resolved: 1 });
    expect(await listHostFindings(host)).toEqual([]);
    expect((await loadHost(host)).host.risk?.score).toBe(0);

    expect(await visit(host, 4, { "storage/x": [finding], "boot/y": "passed" })).toMatchObject({ opened: 1 });
    expect(await listHostFindings(host)).toMatchObject([{ status: "open", openedAt: at(4), unseenSince: null }]);
  });

  it("does not count an accepted finding until its date has passed", async () => {
    const host = await addTestHost("accepted");
    const rules = { "storage/x": [testFinding("storage/x", `host:${host}`, "/mnt")] };
    await visit(host, 0, rules);
    await db().finding.updateMany({
      where: { sightings: { some: { hostId: host } } },
      data: { status: "accepted", acceptedUntil: at(10) },
    });
    const other = { ...rules, "boot/y": "passed" as const };
    await visit(host, 1, other);
    expect((await loadHost(host)).host).toMatchObject({ findings: { high: 0, medium: 0 }, risk: { score: 0 } });

    await visit(host, 11, other);
    const after = await loadHost(host);
    expect(after.findings).toMatchObject([{ status: "open", acceptedUntil: null }]);
    expect(after.host.risk?.score).toBe(after.snapshot?.score?.score);
    expect(after.host.risk?.score).toBeGreaterThan(0);
  });

  it("shares a finding of a cluster among its members, and resolves it with the last", async () => {
    const [one, two] = [await addTestHost("member-1"), await addTestHost("member-2")];
    const finding = testFinding("cluster/z", "cluster:prod", "qdevice", { impact: 4 });
    await visit(one, 0, { "cluster/z": [finding] }, "prod");
    await visit(two, 1, { "cluster/z": [finding] }, "prod");
    const shared = (await listFindings({ rule: "cluster/z" }))[0];
    expect(shared?.hosts.map((host) => host.name)).toEqual(["member-1", "member-2"]);
    expect(shared?.openedAt).toEqual(at(0));

    await visit(one, 2, { "cluster/z": "passed" }, "prod");
    expect((await listFindings({ rule: "cluster/z" }))[0]?.hosts.map((host) => host.name)).toEqual(["member-2"]);
    await visit(two, 3, { "cluster/z": "passed" }, "prod");
    expect(await listFindings({ rule: "cluster/z" })).toEqual([]);
    expect(await listFindings({ rule: "cluster/z", status: "resolved" })).toMatchObject([{ resolvedAt: at(3) }]);
  });

  it("counts a shared finding anew on every member when one of them says that it weighs otherwise", async () => {
    const [one, two] = [await addTestHost("weight-1"), await addTestHost("weight-2")];
    const finding = testFinding("cluster/w", "cluster:weights", "votes", { impact: 4 });
    await visit(one, 0, { "cluster/w": [finding] }, "weights");
    await visit(two, 1, { "cluster/w": [finding] }, "weights");
    const milder = testFinding("cluster/w", "cluster:weights", "votes", { impact: 3, scenarios: ["node-loss"] });
    await visit(one, 2, { "cluster/w": [milder] }, "weights");
    const [first, second] = [await loadHost(one), await loadHost(two)];
    expect(second.host).toMatchObject({ findings: { critical: 0, high: 1 }, risk: first.host.risk });
    expect(second.findings[0]?.points).toBe(first.findings[0]?.points);
    expect(second.snapshot?.score).toEqual(first.snapshot?.score);
  });

  it("counts a shared finding again on every member when its acceptance ends at a visit of one", async () => {
    const [one, two] = [await addTestHost("lapse-1"), await addTestHost("lapse-2")];
    const rules = { "cluster/l": [testFinding("cluster/l", "cluster:lapses", "votes")] };
    await visit(one, 0, rules, "lapses");
    await db().finding.updateMany({ where: { rule: "cluster/l" }, data: { status: "accepted", acceptedUntil: at(10) } });
    await visit(two, 1, rules, "lapses");
    expect((await loadHost(two)).host).toMatchObject({ findings: { high: 0 }, risk: { score: 0 } });
    await visit(one, 11, rules, "lapses");
    const [first, second] = [await loadHost(one), await loadHost(two)];
    expect(second.host).toMatchObject({ findings: { high: 1 }, risk: first.host.risk });
  });

  it("keeps one finding when two members are recorded at the same moment", async () => {
    const hosts = await Promise.all(["twin-1", "twin-2", "twin-3"].map(addTestHost));
    const finding = testFinding("cluster/twin", "cluster:twins", "votes");
    await Promise.all(hosts.map((host) => visit(host, 0, { "cluster/twin": [finding] }, "twins")));
    expect((await listFindings({ rule: "cluster/twin" })).map((each) => each.hosts.length)).toEqual([3]);
    await Promise.all(hosts.map((host) => visit(host, 1, { "cluster/twin": "passed" }, "twins")));
    expect(await listFindings({ rule: "cluster/twin" })).toEqual([]);
  });
});

describe("what a visit writes", () => {
  it("writes a few hundred bytes when nothing is new", async () => {
    const host = await addTestHost("bytes");
    const rules = { "storage/x": Array.from({ length: 20 }, (_, index) => testFinding("storage/x", `host:${host}`, `/mnt/${index}`)) };
    await visit(host, 0, rules);
    const { visit: visits, ...before } = await written();
    const bytes: number[] = [];
    for (const minute of [1, 2, 3, 4, 5]) bytes.push(await bytesOfSameVisit(host, minute, rules));

    // The least of them: a checkpoint or a vacuum in between writes on its own account.
    expect(Math.min(...bytes)).toBeLessThan(1000);
    expect(await written()).toEqual({ ...before, visit: visits + 5 });
    expect((await loadHost(host)).snapshot).toMatchObject({ seenFrom: at(0), seenUntil: at(5) });
  });

  it("stores the same output of two hosts once and gives it back by source", async () => {
    const [one, two] = [await addTestHost("same-1"), await addTestHost("same-2")];
    const first = await visit(one, 0, {});
    const second = await visit(two, 0, {});
    const [count] = await database.query<{ n: number }>(`select count(*)::int as n from evidence where "sizeBytes" = 7`);
    expect(count?.n).toBe(1);
    for (const { snapshotId } of [first, second]) {
      expect(await loadEvidence(snapshotId, "/etc/fstab")).toMatchObject({ text: "a line\n", sizeBytes: 7, exitStatus: 0 });
    }
    await expect(loadEvidence(first.snapshotId, "/etc/passwd")).rejects.toMatchObject({ code: "not-found" });
  });

  it("keeps hostile text as it is, but for what Postgres cannot hold", async () => {
    const host = await addTestHost("hostile");
    const subject = "<script>alert(1)</script>'; drop table host; --\u0000\ud800 \u202e𝄞";
    const text = `NUL \u0000, escape \u001b[31m, ${subject}`;
    const finding = testFinding("storage/x", `host:${host}`, subject);
    const readings = testReadings("a\u0000b", null, at(0).toISOString());
    const sections = [{ ...section, source: "cat /tmp/\u0000", text }];
    const { snapshotId } = await visitTestHost(host, {
      readings,
      judgement: testJudgement({ "storage/x": [finding] }),
      finishedAt: at(0),
      sections,
    });
    const stored = await loadHost(host);
    expect(stored.host.hostname).toBe("a␀b");
    expect(stored.findings[0]?.finding.subject).toBe("<script>alert(1)</script>'; drop table host; --␀� \u202e𝄞");
    expect((await loadEvidence(snapshotId, "cat /tmp/␀")).text).toBe(text.replace("\ud800", "\ufffd"));
    await visitTestHost(host, { readings, judgement: testJudgement({ "storage/x": [finding] }), finishedAt: at(1), sections });
    expect(await listHostFindings(host)).toHaveLength(1);
  });

  it("stores all of it or nothing", async () => {
    const host = await addTestHost("atomic");
    await visit(host, 0, { "boot/y": "passed" });
    const before = [await loadHost(host), await written()];
    const visitId = await requestVisit(host, "demand");
    const begun = await beginVisit(visitId, at(1));
    const judgement = testJudgement({ "storage/x": [testFinding("storage/x", `host:${host}`, "/mnt")] });
    const outcome = {
      visitId,
      hostId: host,
      attempt: 1,
      durationMs: 1,
      finishedAt: at(1),
      readings: {},
      judgement,
      lanes: ["fast"] as const,
      sections: [section],
    };
    const settle = () => Promise.reject(new Error("the queue has gone"));
    await expect(recordVisit(outcome, settle)).rejects.toThrow("the queue has gone");
    const now = await loadHost(host);
    expect([{ ...now, host: { ...now.host, activeVisitId: null } }, await written()]).toEqual([
      before[0],
      { ...(before[1] as object), visit: (before[1] as { visit: number }).visit + 1 },
    ]);
    expect(begun?.attempt).toBe(1);
    await expect(recordVisit({ ...outcome, attempt: 0 })).rejects.toMatchObject({ code: "conflict" });
    await recordVisit(outcome);
    await expect(recordVisit(outcome)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a visit of some lanes", () => {
  it("keeps the evidence of the lanes that it left out, and when each was read", async () => {
    const host = await addTestHost("lanes");
    const of = (source: string, lane: string, text: string) => ({ ...section, source, lane, text });
    const read = (minute: number, lanes: Lane[], sections: (typeof section)[], verdict: "passed" | "unknown") => {
      const readings = testReadings("pve", null, at(minute).toISOString());
      return visitTestHost(host, { readings, judgement: testJudgement({ "boot/y": verdict }), finishedAt: at(minute), lanes, sections });
    };
    await read(0, ["fast", "daily"], [of("fstab", "fast", "one"), of("apt", "daily", "packages")], "passed");
    const { snapshotId } = await read(1, ["fast"], [of("fstab", "fast", "two")], "unknown");
    expect((await listEvidence(snapshotId)).map(({ source }) => source)).toEqual(["fstab", "apt"]);
    expect((await loadEvidence(snapshotId, "apt")).text).toBe("packages");
    expect((await loadEvidence(snapshotId, "fstab")).text).toBe("two");
    const visitId = await requestVisit(host, "schedule");
    expect(await loadVisitBasis(host, visitId)).toMatchObject({ lanesReadAt: { daily: at(0) }, onDemand: false });
  });
});

describe("a visit that fails", () => {
  it("keeps what is known, says why, and frees the host", async () => {
    const host = await addTestHost("failing");
    await visit(host, 0, { "storage/x": [testFinding("storage/x", `host:${host}`, "/mnt")] });
    const before = await loadHost(host);
    const visitId = await requestVisit(host, "demand");
    expect(await requestVisit(host, "schedule")).toBe(visitId);
    const begun = await beginVisit(visitId, at(5));
    if (begun === null) throw new Error("not begun");
    await noteProgress(begun, { step: "reading", done: 3, total: 40 });
    expect(await loadVisit(visitId)).toMatchObject({ status: "running", progress: { done: 3 } });
    const failure = { code: "host-key-changed", sentence: "The host shows another key.", state: "keyChanged" as const };
    await recordVisitFailure({ ...begun, finishedAt: at(6), durationMs: 900, results: [], ...failure });
    expect(await loadVisit(visitId)).toMatchObject({ status: "failed", error: { code: "host-key-changed" }, durationMs: 900 });
    const after = await loadHost(host);
    expect(after.host).toMatchObject({ state: "keyChanged", activeVisitId: null, lastError: { sentence: "The host shows another key." } });
    expect(after.host.risk).toEqual(before.host.risk);
    expect(after.findings).toEqual(before.findings.map((finding) => ({ ...finding, unseenSince: at(0) })));
    expect(after.host.lastSeenAt).toEqual(at(0));
    expect((await listVisits(host)).map((each) => each.status)).toEqual(["failed", "done"]);
  });

  it("adds what follows from it to the findings, and the next visit that reads takes it away", async () => {
    const host = await addTestHost("dark");
    const known = testFinding("storage/x", `host:${host}`, "/mnt", { impact: 2 });
    await visit(host, 0, { "storage/x": [known], "self/dark": "passed" });
    const before = (await loadHost(host)).host.risk?.score ?? 0;
    const begun = await beginVisit(await requestVisit(host, "demand"), at(1));
    if (begun === null) throw new Error("not begun");
    const { results } = testJudgement({ "self/dark": [testFinding("self/dark", `host:${host}`, "dark", { impact: 3 })] });
    const failure = { code: "timeout", sentence: "No answer.", state: "unreachable" as const };
    await recordVisitFailure({ ...begun, finishedAt: at(2), durationMs: 900, results, ...failure });
    const after = await loadHost(host);
    expect(after.findings.map(({ finding }) => finding.rule).sort()).toEqual(["self/dark", "storage/x"]);
    expect(after.host.risk?.score).toBeGreaterThan(before);
    expect(after.host.risk?.score).toBe(after.snapshot?.score?.score);
    await database.query("delete from pgboss.job");
    await visit(host, 3, { "storage/x": [known], "self/dark": "passed" });
    expect((await loadHost(host)).findings.map(({ finding }) => finding.rule)).toEqual(["storage/x"]);
  });
});

describe("the fleet page's query", () => {
  it("sorts a host that cannot be seen below the critical ones and above the others", async () => {
    const [critical, dark, high] = [await addTestHost("z-critical"), await addTestHost("z-dark"), await addTestHost("z-high")];
    await visit(critical, 0, { "a/b": [testFinding("a/b", `host:${critical}`, "x", { impact: 4 })] });
    await visit(high, 0, { "a/b": [testFinding("a/b", `host:${high}`, "x", { likelihood: 4 })] });
    await visit(dark, 0, { "a/b": "unknown", "a/c": "unknown" });
    expect((await listFleet({ text: "z-" })).map((host) => host.name)).toEqual(["z-critical", "z-dark", "z-high"]);
    expect((await listFleet({ text: "z-", severity: "high" })).map((host) => host.name)).toEqual(["z-critical", "z-high"]);
    expect((await listFleet({ text: "z-", scenario: "reboot" })).map((host) => host.name)).toEqual(["z-critical", "z-high"]);
    expect((await listFleet({ text: "z-", scenario: "nas-loss" })).map((host) => host.name)).toEqual([]);
    expect((await listFleet({ text: "%" })).map((host) => host.name)).toEqual([]);
    expect((await listFleet({ text: "z-", sort: "name", direction: "desc", limit: 1 })).map((host) => host.name)).toEqual(["z-high"]);
  });
});

async function written(): Promise<Record<string, number> & { visit: number }> {
  const tables = ["visit", "snapshot", "evidence", "snapshot_evidence", "finding", "sighting"];
  const counts = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`);
  const [row] = await database.query<Record<string, number> & { visit: number }>(
    `select ${counts.join(", ")}, (select sum(xmin::text::bigint) from finding)::text as versions from finding limit 1`,
  );
  return row as Record<string, number> & { visit: number };
}

/** Without full-page images (off in the test cluster) the log grows by what was really written: rows and their index entries. */
async function walPosition(): Promise<string> {
  const [row] = await database.query<{ position: string }>("select pg_current_wal_insert_lsn()::text as position");
  return row?.position ?? "";
}

/** How much one more visit writes ahead that finds the host as it was, in bytes. */
async function bytesOfSameVisit(host: string, minute: number, rules: Parameters<typeof testJudgement>[0]): Promise<number> {
  const begun = await beginVisit(await requestVisit(host, "demand"), at(minute));
  if (begun === null) throw new Error("not begun");
  await database.query("delete from pgboss.job");
  const start = await walPosition();
  const readings = testReadings("pve", null, at(minute).toISOString());
  const outcome = {
    ...begun,
    finishedAt: at(minute),
    durationMs: 100,
    readings,
    judgement: testJudgement(rules),
    lanes: ["fast"] as const,
    sections: [section],
  };
  expect(await recordVisit(outcome)).toMatchObject({ changed: false });
  return walSince(start);
}

async function walSince(start: string): Promise<number> {
  const [row] = await database.query<{ bytes: string }>("select pg_current_wal_insert_lsn() - $1::pg_lsn as bytes", [start]);
  return Number(row?.bytes);
}
