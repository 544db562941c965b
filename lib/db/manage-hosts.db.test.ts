import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { db } from "./client.ts";
import { createHost, deleteHost } from "./manage-hosts.ts";
import { requestDueVisits } from "./request-visit.ts";
import { listVisits } from "./visits.ts";
import { dropOldWayInTests } from "./way-in-tests.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const by = "ada@example.org";

async function wayIn(status: "passed" | "failed"): Promise<string> {
  const id = randomUUID();
  const access = { address: "192.0.2.1", login: "root", authKind: "agent" as const, hostKeys: ["ssh-ed25519 AAAA"] };
  await db().wayInTest.create({ data: { id, hostId: randomUUID(), status, ...access } });
  return id;
}

describe("a new host", () => {
  it("is visited at once, and by the schedule only an interval later", async () => {
    const before = Date.now();
    const input = { wayInTestId: await wayIn("passed"), name: "kvm-01", site: undefined, intervalSeconds: 600 };
    const { hostId, visitId } = await createHost(input, by);
    expect(await listVisits(hostId)).toMatchObject([{ id: visitId, status: "queued", reason: "demand" }]);
    const host = await db().host.findUniqueOrThrow({ where: { id: hostId } });
    expect(host).toMatchObject({ name: "kvm-01", activeVisitId: visitId, hostKeys: ["ssh-ed25519 AAAA"] });
    const inSeconds = (Number(host.nextVisitAt) - before) / 1000;
    expect(inSeconds).toBeGreaterThanOrEqual(540);
    expect(inSeconds).toBeLessThan(690);

    await db().host.update({ where: { id: hostId }, data: { activeVisitId: null } });
    expect(await requestDueVisits(new Date())).toBe(0);
    expect(await db().wayInTest.count()).toBe(0);
  });

  it("is not made of a way in that failed, nor under a name that is taken", async () => {
    const hosts = await db().host.count();
    const failed = { wayInTestId: await wayIn("failed"), name: "kvm-02", site: undefined, intervalSeconds: 600 };
    await expect(createHost(failed, by)).rejects.toMatchObject({ code: "conflict" });
    const taken = { wayInTestId: await wayIn("passed"), name: "kvm-01", site: undefined, intervalSeconds: 600 };
    await expect(createHost(taken, by)).rejects.toMatchObject({ code: "conflict", fields: { name: expect.stringContaining("kvm-01") } });
    await expect(createHost({ ...taken, wayInTestId: randomUUID() }, by)).rejects.toMatchObject({ code: "not-found" });
    expect(await db().host.count()).toBe(hosts);
  });
});

describe("the secrets of a trial", () => {
  it("go with the host that it was of", async () => {
    const { hostId } = await createHost({ wayInTestId: await wayIn("passed"), name: "kvm-09", site: undefined, intervalSeconds: 600 }, by);
    await db().wayInTest.update({ where: { id: await wayIn("failed") }, data: { hostId, sealedSecret: "v1.x.y.z" } });
    await deleteHost(hostId, by);
    expect(await db().wayInTest.count({ where: { hostId } })).toBe(0);
  });

  it("are dropped after a day, whether or not anybody tries another way in", async () => {
    const [old, fresh] = [await wayIn("failed"), await wayIn("failed")];
    const now = new Date();
    await db().wayInTest.update({ where: { id: old }, data: { createdAt: new Date(now.getTime() - 25 * 3_600_000) } });
    await dropOldWayInTests(now);
    expect((await db().wayInTest.findMany({ where: { id: { in: [old, fresh] } } })).map(({ id }) => id)).toEqual([fresh]);
  });
});
