import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Readings } from "#lib/facts/index.ts";
import { fstab, mount, readingsOf, without } from "#lib/rules/testing/testing.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testJudgement, visitTestHost } from "#scripts/test-hosts.ts";
import { db } from "./client.ts";
import { loadDrift } from "./drift.ts";
import { type FleetChangesQuery, loadFleetChanges } from "./fleet-changes.ts";
import { loadFleetHistory } from "./fleet-history.ts";
import { markManyKnownGood } from "./known-good.ts";
import { planWindow } from "./maintenance.ts";

let database: TestDatabase;
const ids: Record<string, string> = {};
const now = new Date("2026-01-02T12:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

const root = mount("/", "xfs", "/dev/sda3");
const nas = mount("/mnt/nas", "nfs4", "nas:/vms");
const line = "nas:/vms /mnt/nas nfs defaults 0 0";
const mounted = readingsOf({ fstab: fstab(line), mounts: [root, nas] });
const bare = readingsOf({ fstab: fstab(line), mounts: [root] });
const nofail = readingsOf({ fstab: fstab(line.replace("defaults", "nofail")), mounts: [root, nas] });
const gone = "mount /mnt/nas is gone (nfs4 from nas:/vms); its directory now lies on / (xfs)";
const option = "fstab line of /mnt/nas: options defaults → nofail";

async function visit(name: string, hours: number, readings: Readings, rules = ["a/b"]): Promise<void> {
  ids[name] ??= await addTestHost(name);
  const judgement = testJudgement(Object.fromEntries(rules.map((rule) => [rule, "passed"])));
  await visitTestHost(ids[name], { readings, judgement, finishedAt: hoursAgo(hours) });
}

beforeAll(async () => {
  database = await freshDatabase();
  for (const name of ["same-1", "same-2"])
    for (const [hours, readings] of [
      [30, mounted],
      [2, bare],
      [0.5, bare],
    ] as const)
      await visit(name, hours, readings);
  for (const [hours, readings] of [
    [30, mounted],
    [5, bare],
    [3, nofail],
    [0.5, nofail],
  ] as const)
    await visit("to-and-fro", hours, readings);
  for (const hours of [30, 0.5]) await visit("quiet", hours, mounted);
  for (const hours of [30, 0.5]) await visit("blind", hours, without(mounted, "mounts", "failed"));
  await visit("silent", 30, mounted);
  await visit("once", 1, mounted);
  ids.never = await addTestHost("never");
  await db().host.updateMany({ where: { name: { startsWith: "same" } }, data: { clusterName: "lab", site: "ams" } });
  await db().host.updateMany({ where: { name: "silent" }, data: { state: "unreachable", lastErrorSentence: "Nothing answers." } });
  await db().host.updateMany({ data: { createdAt: hoursAgo(40) } });
});
afterAll(() => database.drop());

const ask = (query: Partial<FleetChangesQuery> = {}) => loadFleetChanges(query, now);
const linesOf = async (query: Partial<FleetChangesQuery> = {}) =>
  (await ask(query)).lines.map(({ change, hosts }) => [change.words, ...hosts.map(({ host }) => host)]);

describe("what changed in the fleet", () => {
  it("is the net difference of each host, the same of many hosts as one line", async () => {
    const unread = await ask();
    expect(await linesOf()).toEqual([
      [gone, "same-1", "same-2"],
      [option, "to-and-fro"],
    ]);
    expect(unread.totals).toMatchObject({ hosts: 8, changed: 3, same: 2, notCompared: 3, changes: 3 });
    expect(unread.groups).toEqual({ storage: 2 });
    expect(await linesOf()).toEqual(await linesOf({ from: "30h" }));
  });

  it("leads to states that the host's own page compares alike", async () => {
    for (const { hosts, change } of (await ask()).lines)
      for (const { hostId, from, to } of hosts)
        expect((await loadDrift(hostId, { from, to })).changes.map(({ words }) => words)).toContain(change.words);
  });

  it("says which hosts could not be compared, and which not in all parts; none of them is unchanged", async () => {
    const { hosts, total } = (await ask()).unseen;
    expect(hosts.map(({ host, limits }) => [host, limits[0]?.kind])).toEqual([
      ["never", "never-read"],
      ["once", "read-once"],
      ["silent", "not-read"],
      ...["same-1", "same-2", "to-and-fro"].map((host) => [host, "older"]),
    ]);
    expect(total).toBe(8);
    expect(hosts[2]?.limits[0]?.words).toBe("was not read since 2026-01-01 06:00 UTC: Nothing answers.");
    const partsOf = async (text: string) => (await ask({ text })).unseen.hosts[0]?.notCompared ?? [];
    expect(await partsOf("blind")).toContainEqual({ fact: "mounts", words: expect.stringMatching(/^could not be read at either visit: /) });
    expect((await partsOf("quiet")).map(({ fact }) => fact)).not.toContain("mounts");
  });

  it("is told host by host, those that changed first, and of those asked for", async () => {
    const { hosts, total } = await ask({ by: "host" });
    expect([hosts.slice(0, 3).map(({ host }) => host), total]).toEqual([["same-1", "same-2", "to-and-fro"], 8]);
    const names = async (query: Partial<FleetChangesQuery>) => (await ask({ by: "host", ...query })).hosts.map(({ host }) => host);
    expect(await names({ status: "not-compared" })).toEqual(["never", "once", "silent"]);
    expect(await names({ words: gone })).toEqual(["same-1", "same-2"]);
    expect(await names({ effect: "waiting" })).toEqual(["to-and-fro"]);
    expect(await names({ limit: 2, offset: 1 })).toEqual(["same-2", "to-and-fro"]);
    expect(await linesOf({ cluster: "lab" })).toEqual([[gone, "same-1", "same-2"]]);
    expect(await linesOf({ site: "ams", text: "same-2" })).toEqual([[gone, "same-2"]]);
    expect(await linesOf({ group: "network" })).toEqual([]);
  });

  it("is asked for between any two moments", async () => {
    expect(await linesOf({ from: hoursAgo(6).toISOString(), to: hoursAgo(4).toISOString() })).toEqual([[gone, "to-and-fro"]]);
    expect(await linesOf({ from: hoursAgo(4).toISOString(), to: hoursAgo(1).toISOString() })).toEqual(
      [
        [gone, "same-1", "same-2"],
        [option, "to-and-fro"],
        ["mount /mnt/nas is new (type nfs4, from nas:/vms, access read and write)", "to-and-fro"],
      ].sort((one, other) => other.length - one.length),
    );
    await expect(ask({ from: "24h", to: "2025-01-01T00:00:00Z" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("is asked for since a maintenance window began", async () => {
    const [startsAt, endsAt] = [hoursAgo(4).toISOString(), hoursAgo(3).toISOString()];
    const action = { what: "reboot" as const, hostId: ids["same-1"] ?? "", subject: null, note: null };
    const input = { title: "Reboot same-1", startsAt, endsAt, timeZone: "UTC", actions: [action], people: [], note: null };
    const { id } = await planWindow(input, "ada@example.org");
    const answer = await ask({ from: `window:${id}` });
    expect([answer.from, answer.window]).toEqual([new Date(startsAt), { id, title: "Reboot same-1" }]);
    await expect(ask({ from: "window:00000000-0000-4000-8000-000000000000" })).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("the score of the fleet", () => {
  it("goes with the hosts that were read, and marks other rules once", async () => {
    await visit("ruled", 20, mounted, ["a/b"]);
    await visit("ruled", 10, mounted, ["a/b", "a/c"]);
    await visit("ruled-too", 20, mounted, ["a/b"]);
    await visit("ruled-too", 9, mounted, ["a/b", "a/c"]);
    await db().host.updateMany({ where: { name: { startsWith: "ruled" } }, data: { createdAt: hoursAgo(20) } });
    const { points, rules } = await loadFleetHistory({ from: "24h", text: "ruled" }, now);
    expect(rules).toEqual([{ at: hoursAgo(10), added: 1, removed: 0 }]);
    expect(points.find(({ at }) => at >= hoursAgo(18.5))).toMatchObject({ inSight: 2, mean: 0, worst: 0 });
    expect(points.at(-1)).toMatchObject({ hosts: 2, inSight: 0, mean: null, coverage: 0 });
    await db().host.deleteMany({ where: { name: { startsWith: "ruled" } } });
  });
});

describe("hosts that are called good together", () => {
  it("are those that answer; each is written down and visited", async () => {
    const [first = "", second = ""] = [ids["same-1"], ids["to-and-fro"]];
    expect(await markManyKnownGood({ hosts: [first, second, ids.silent ?? ""] }, "ada@example.org", now)).toEqual({
      marked: 2,
      left: [{ id: ids.silent, name: "silent" }],
    });
    const entries = await db().auditEntry.findMany({ where: { action: "host.known-good" }, orderBy: { id: "asc" } });
    expect(entries.map(({ actor, subject }) => [actor, subject])).toEqual([
      ["ada@example.org", "same-1"],
      ["ada@example.org", "to-and-fro"],
    ]);
    expect(await db().visit.count({ where: { reason: "mark", hostId: { in: [first, second] } } })).toBe(2);
    const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
    const sinceGood = (minutes: number) => loadFleetChanges({ from: "known-good" }, later(minutes));
    expect((await sinceGood(1)).totals).toMatchObject({ changed: 0, same: 0, notCompared: 8 });
    await db().host.updateMany({ data: { activeVisitId: null } });
    await db().$executeRaw`delete from pgboss.job`;
    await visit("same-1", -0.1, bare);
    await visit("to-and-fro", -0.1, mounted);
    const { totals, unseen, lines } = await sinceGood(10);
    expect(totals).toMatchObject({ changed: 1, same: 1, notCompared: 6 });
    expect(lines.map(({ change }) => change.words)).toEqual(["fstab line of /mnt/nas: options nofail → defaults"]);
    expect([unseen.total, ...new Set(unseen.hosts.map(({ limits }) => limits[0]?.kind))]).toEqual([8, "no-mark", "never-read"]);
  });

  it("are all of a cluster, also those with a visit under way", async () => {
    expect(await markManyKnownGood({ cluster: "lab" }, "ada@example.org", now)).toEqual({ marked: 2, left: [] });
    await expect(markManyKnownGood({ cluster: "elsewhere" }, "ada@example.org", now)).rejects.toMatchObject({ code: "not-found" });
  });
});
