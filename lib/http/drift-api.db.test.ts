import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as authPost } from "#app/api/auth/[...all]/route.ts";
import { GET as fleetChanges } from "#app/api/v1/changes/route.ts";
import { GET as fleetDrift } from "#app/api/v1/drift/route.ts";
import { GET as fleetHistory } from "#app/api/v1/fleet-history/route.ts";
import { GET as hostDrift } from "#app/api/v1/hosts/[id]/drift/route.ts";
import { GET as timeline } from "#app/api/v1/hosts/[id]/timeline/route.ts";
import { POST as markGood } from "#app/api/v1/known-good/route.ts";
import { mount, readingsOf } from "#lib/rules/testing/testing.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testJudgement, visitTestHost } from "#scripts/test-hosts.ts";

let database: TestDatabase;
let cookie = "";
let hostId = "";
const origin = "http://127.0.0.1:3000";
const account = { name: "Ada", email: "ada@example.org", password: "correct horse battery" };
const own = { host: "127.0.0.1:3000", origin, "sec-fetch-site": "same-origin", "content-type": "application/json" };
const ask = (path: string, headers: Record<string, string> = { cookie }) => new Request(`${origin}${path}`, { headers });
const at = (params: unknown = {}) => ({ params: Promise.resolve(params) });

beforeAll(async () => {
  database = await freshDatabase();
  const body = JSON.stringify(account);
  const made = await authPost(new Request(`${origin}/api/auth/sign-up/email`, { method: "POST", headers: own, body }));
  cookie = made.headers.getSetCookie().join("; ");
  hostId = await addTestHost("kvm-02");
  const [root, nas] = [mount("/", "xfs", "/dev/sda3"), mount("/mnt/nas", "nfs4", "nas:/vms")];
  const now = Date.now();
  for (const [minutesAgo, mounts] of [
    [20, [root, nas]],
    [10, [root]],
  ] as const) {
    const finishedAt = new Date(now - minutesAgo * 60_000);
    await visitTestHost(hostId, {
      readings: readingsOf({ mounts: [...mounts] }),
      judgement: testJudgement({ "a/b": "passed" }),
      finishedAt,
    });
  }
});
afterAll(() => database.drop());

describe("the API of changes", () => {
  it("is for those who are signed in", async () => {
    const body = JSON.stringify({ hosts: [hostId] });
    const answers = [
      fleetChanges(ask("/api/v1/changes", {}), at()),
      fleetHistory(ask("/api/v1/fleet-history", {}), at()),
      markGood(new Request(`${origin}/api/v1/known-good`, { method: "POST", headers: own, body }), at()),
      fleetDrift(ask("/api/v1/drift", {}), at()),
      timeline(ask("/api/v1/hosts/x/timeline", {}), at({ id: hostId })),
    ];
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
  });

  it("tells a host's drift, its timeline and that of the fleet", async () => {
    const gone = "mount /mnt/nas is gone (nfs4 from nas:/vms); its directory now lies on / (xfs)";
    const drift = await (await hostDrift(ask(`/api/v1/hosts/${hostId}/drift`), at({ id: hostId }))).json();
    expect(drift).toMatchObject({ changes: [{ words: gone, what: "removed", effect: "in effect" }] });
    expect(drift.notCompared).toContainEqual({ fact: "fstab", words: "could not be read at either visit" });
    expect(await (await timeline(ask(`/api/v1/hosts/${hostId}/timeline`), at({ id: hostId }))).json()).toMatchObject({
      entries: [{ changes: [{ words: gone }], changeCount: 1 }],
      hasMore: false,
      scores: [{ score: 0 }, { score: 0, rules: { added: 0, removed: 0 } }],
    });
    expect(await (await fleetDrift(ask("/api/v1/drift?since=24h"), at())).json()).toMatchObject({
      visits: [{ host: "kvm-02", changes: [{ words: gone }] }],
      totals: { hosts: 1, visits: 1, changes: 1 },
    });
  });

  it("compares the whole fleet, tells how its score went, and calls hosts good", async () => {
    const told = await (await fleetChanges(ask("/api/v1/changes?from=24h&group=storage"), at())).json();
    expect(told).toMatchObject({ totals: { hosts: 1, changed: 1 }, lines: [{ change: { what: "removed" }, hosts: [{ host: "kvm-02" }] }] });
    expect(JSON.stringify(told)).not.toContain("evidence");
    const byHost = await (await fleetChanges(ask("/api/v1/changes?by=host&cluster=none"), at())).json();
    expect(byHost).toMatchObject({ totals: { hosts: 0 }, hosts: [], lines: [] });
    expect((await (await fleetHistory(ask("/api/v1/fleet-history?from=24h"), at())).json()).rules).toEqual([]);
    const mark = (body: unknown) =>
      markGood(
        new Request(`${origin}/api/v1/known-good`, { method: "POST", headers: { ...own, cookie }, body: JSON.stringify(body) }),
        at(),
      );
    expect(await (await mark({ hosts: [hostId] })).json()).toEqual({ marked: 1, left: [] });
    expect(
      await Promise.all([{}, { hosts: [] }, { hosts: [hostId], cluster: "lab" }].map(async (body) => (await mark(body)).status)),
    ).toEqual([400, 400, 400]);
    expect((await mark({ cluster: "none" })).status).toBe(404);
  });

  it("refuses what it does not understand, and says what is not there", async () => {
    const answers = await Promise.all([
      hostDrift(ask(`/api/v1/hosts/${hostId}/drift?from=yesterday`), at({ id: hostId })),
      fleetDrift(ask("/api/v1/drift?since=forever"), at()),
      fleetChanges(ask("/api/v1/changes?from=yesterday"), at()),
      fleetChanges(ask("/api/v1/changes?from=24h&to=2020-01-01T00:00:00Z"), at()),
      fleetHistory(ask("/api/v1/fleet-history?from=known-good"), at()),
      timeline(ask("/api/v1/hosts/x/timeline"), at({ id: "00000000-0000-4000-8000-000000000000" })),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 404]);
  });
});
