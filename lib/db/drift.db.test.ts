import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Readings } from "#lib/facts/index.ts";
import { fstab, guest, mount, readingsOf, without } from "#lib/rules/testing/testing.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testJudgement, visitTestHost } from "#scripts/test-hosts.ts";
import { db } from "./client.ts";
import { loadDrift } from "./drift.ts";
import { listFleetDrift } from "./fleet-drift.ts";
import { listStates, loadTimeline } from "./timeline.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute));
const line = "nas:/vms /mnt/nas nfs defaults 0 0";
const root = mount("/", "xfs", "/dev/sda3");
const nas = mount("/mnt/nas", "nfs4", "nas:/vms");
const mounted = readingsOf({ fstab: fstab(line), mounts: [root, nas] });
const bare = readingsOf({ fstab: fstab(line), mounts: [root] });
const nofail = readingsOf({ fstab: fstab(line.replace("defaults", "nofail")), mounts: [root] });

async function visit(hostId: string, minute: number, readings: Readings, rules: string[] = ["a/b"]): Promise<string> {
  const judgement = testJudgement(Object.fromEntries(rules.map((rule) => [rule, "passed"])));
  return (await visitTestHost(hostId, { readings, judgement, finishedAt: at(minute) })).snapshotId;
}

const wordsOf = (changes: readonly { words: string }[]) => changes.map(({ words }) => words);
const gone = "mount /mnt/nas is gone (nfs4 from nas:/vms); its directory now lies on / (xfs)";
const option = "fstab line of /mnt/nas: options defaults → nofail";

describe("what a visit keeps of its changes", () => {
  it("is nothing at the first visit and where nothing changed", async () => {
    const host = await addTestHost("first");
    await visit(host, 0, mounted);
    await visit(host, 1, mounted);
    expect(await loadTimeline(host)).toMatchObject({ entries: [], hasMore: false });
    expect(await db().snapshot.findMany({ where: { hostId: host }, select: { drift: true, changes: true } })).toEqual([
      { drift: null, changes: 0 },
    ]);
  });

  it("is each change with its lines, newest visit first", async () => {
    const host = await addTestHost("timeline");
    const ids = [await visit(host, 0, mounted), await visit(host, 1, bare), await visit(host, 2, nofail)];
    const { entries } = await loadTimeline(host);
    expect(entries.map(({ snapshotId, changes }) => [snapshotId, ...wordsOf(changes)])).toEqual([
      [ids[2], option],
      [ids[1], gone],
    ]);
    expect(entries[1]).toMatchObject({ seenFrom: at(1), changeCount: 1, changes: [{ evidence: { before: [nas.at], now: [] } }] });
    expect((await listStates(host)).map(({ snapshotId, changeCount }) => [snapshotId, changeCount])).toEqual([
      [ids[2], 1],
      [ids[1], 1],
      [ids[0], 0],
    ]);
  });

  it("comes in pages", async () => {
    const host = await addTestHost("pages");
    for (const minute of [0, 1, 2, 3, 4]) await visit(host, minute, minute % 2 === 0 ? mounted : bare);
    const newest = await loadTimeline(host, { limit: 3 });
    expect([newest.entries.length, newest.hasMore]).toEqual([3, true]);
    const older = await loadTimeline(host, { limit: 3, before: newest.entries.at(-1)?.seenFrom ?? at(0) });
    expect([older.entries.map(({ seenFrom }) => seenFrom), older.hasMore]).toEqual([[at(1)], false]);
  });

  it("is told of what changed while it could not be read, once it can be", async () => {
    const host = await addTestHost("blind");
    await visit(host, 0, mounted);
    await visit(host, 1, without(mounted, "mounts", "failed"));
    await visit(host, 2, bare);
    const { entries } = await loadTimeline(host);
    expect(entries.map(({ changes }) => wordsOf(changes))).toEqual([[gone]]);
  });

  it("is no change where a host says what cannot be stored", async () => {
    const host = await addTestHost("nul");
    await visit(host, 0, readingsOf({ guests: [guest("a\u0000b", { id: "u" })] }));
    await visit(host, 1, readingsOf({ guests: [guest("a\u0000b", { id: "u" })], mounts: [root] }));
    expect((await loadTimeline(host)).entries).toEqual([]);
  });

  it("says which rules came and went, so that a jump of the score is not taken for a change of the host", async () => {
    const host = await addTestHost("rules");
    await visit(host, 0, mounted, ["a/b", "a/c"]);
    await visit(host, 1, mounted, ["a/b", "a/d", "a/e"]);
    const { entries, scores } = await loadTimeline(host);
    expect(entries).toMatchObject([{ changeCount: 0, changes: [], rules: { added: ["a/d", "a/e"], removed: ["a/c"] } }]);
    expect(scores).toMatchObject([
      { seenFrom: at(0), score: 0, coverage: 1, rules: null },
      { seenFrom: at(1), score: 0, coverage: 1, rules: { added: 2, removed: 1 } },
    ]);
  });
});

describe("two states of a host", () => {
  it("are compared whichever is named first", async () => {
    const host = await addTestHost("pair");
    const [first, , last] = [await visit(host, 0, mounted), await visit(host, 1, bare), await visit(host, 2, nofail)];
    for (const query of [
      { from: first, to: last },
      { from: last, to: first },
    ]) {
      const drift = await loadDrift(host, query);
      expect(wordsOf(drift.changes)).toEqual([option, gone]);
      expect([drift.from.snapshotId, drift.to.snapshotId]).toEqual([first, last]);
    }
    expect(wordsOf((await loadDrift(host)).changes)).toEqual([option]);
    expect((await loadDrift(host, { from: last })).changes).toEqual([]);
  });

  it("are compared with what a person called good", async () => {
    const host = await addTestHost("good");
    await visit(host, 0, mounted);
    await expect(loadDrift(host, { from: "known-good" })).rejects.toMatchObject({ code: "not-found" });
    await visit(host, 1, bare);
    await db().host.update({ where: { id: host }, data: { knownGoodAt: at(2) } });
    await visit(host, 3, nofail);
    expect(wordsOf((await loadDrift(host, { from: "known-good" })).changes)).toEqual([option]);
  });

  it("are those of this host only", async () => {
    const [host, other] = [await addTestHost("own"), await addTestHost("other")];
    const foreign = await visit(other, 0, mounted);
    await expect(loadDrift(host)).rejects.toMatchObject({ code: "not-found" });
    await visit(host, 0, mounted);
    await expect(loadDrift(host, { from: foreign })).rejects.toMatchObject({ code: "not-found" });
    await expect(loadTimeline("00000000-0000-4000-8000-000000000000")).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("what changed in the fleet", () => {
  beforeAll(async () => {
    await db().host.deleteMany();
    const [one, two] = [await addTestHost("kvm-01"), await addTestHost("kvm-02")];
    await visit(one, 0, mounted);
    await visit(one, 10, bare);
    await visit(two, 0, mounted);
    await visit(two, 20, nofail);
    await db().host.update({ where: { id: one }, data: { knownGoodAt: at(5) } });
  });

  it("is told newest first, with how much it is in all", async () => {
    const { visits, totals } = await listFleetDrift({ since: "24h" }, at(30));
    expect(visits.map(({ host, changes }) => [host, ...wordsOf(changes)])).toEqual([
      ["kvm-02", option, gone],
      ["kvm-01", gone],
    ]);
    expect(totals).toEqual({ hosts: 2, visits: 2, changes: 3 });
    expect(await listFleetDrift({ since: "24h", limit: 1 }, at(30))).toMatchObject({
      visits: [{ host: "kvm-02" }],
      totals: { changes: 3 },
    });
  });

  it("is told since a time, and since each host was called good", async () => {
    expect((await listFleetDrift({ since: at(15).toISOString() }, at(30))).visits.map(({ host }) => host)).toEqual(["kvm-02"]);
    expect((await listFleetDrift({ since: "1h" }, at(90))).totals.hosts).toBe(0);
    expect((await listFleetDrift({ since: "known-good" }, at(30))).visits.map(({ host }) => host)).toEqual(["kvm-01"]);
  });
});
