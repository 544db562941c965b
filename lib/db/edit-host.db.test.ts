import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost } from "#scripts/test-hosts.ts";
import { db } from "./client.ts";
import { editHost, HostChange } from "./edit-host.ts";
import { requestDueVisits } from "./request-visit.ts";

let database: TestDatabase;
let id = "";
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.query("truncate host, audit_entry cascade");
  id = await addTestHost("kvm-01");
});

const by = "ada@example.org";
const load = () => db().host.findUniqueOrThrow({ where: { id } });

describe("a change of a host", () => {
  it("touches what it names and nothing else, and is written down", async () => {
    const before = await load();
    await editHost(id, { name: "kvm-02", site: "cellar" }, by);
    expect(await load()).toEqual({ ...before, name: "kvm-02", site: "cellar", updatedAt: expect.any(Date) });
    await editHost(id, HostChange.parse({ site: "" }), by);
    expect(await load()).toMatchObject({ name: "kvm-02", site: null });
    await editHost(id, { intervalSeconds: 60 }, by);
    expect(await load()).toMatchObject({ name: "kvm-02", intervalSeconds: 60, nextVisitAt: null });
    const entries = await db().auditEntry.findMany({ orderBy: { id: "asc" } });
    expect(entries.map(({ actor, action, subject, detail }) => ({ actor, action, subject, detail }))).toEqual([
      { actor: by, action: "host.changed", subject: "kvm-02", detail: { name: "kvm-02", site: "cellar" } },
      { actor: by, action: "host.changed", subject: "kvm-02", detail: { site: null } },
      { actor: by, action: "host.changed", subject: "kvm-02", detail: { intervalSeconds: 60 } },
    ]);
  });

  it("of its interval to a shorter one brings the next visit forward, to a longer one leaves it", async () => {
    const [soon, later] = [10, 100_000].map((seconds) => new Date(Date.now() + seconds * 1000));
    await db().host.update({ where: { id }, data: { nextVisitAt: later ?? null } });
    await editHost(id, { intervalSeconds: 60 }, by);
    const inSeconds = (Number((await load()).nextVisitAt) - Date.now()) / 1000;
    expect(inSeconds).toBeGreaterThan(50);
    expect(inSeconds).toBeLessThan(67);
    await db().host.update({ where: { id }, data: { nextVisitAt: soon ?? null } });
    await editHost(id, { intervalSeconds: 86_400 }, by);
    expect((await load()).nextVisitAt).toEqual(soon);
  });

  it("stops its visits while it is paused, and makes it due when it goes on", async () => {
    const due = new Date(Date.now() - 1000);
    await db().host.update({ where: { id }, data: { nextVisitAt: due } });
    await editHost(id, { paused: true }, by);
    expect(await load()).toMatchObject({ paused: true, nextVisitAt: due });
    expect(await requestDueVisits(new Date())).toBe(0);
    await db().host.update({ where: { id }, data: { nextVisitAt: new Date(Date.now() + 86_400_000) } });
    await editHost(id, { paused: false }, by);
    expect(await requestDueVisits(new Date())).toBe(1);
  });

  it("is refused whole where the name is another host's, or the host is gone", async () => {
    await addTestHost("kvm-02");
    const before = await load();
    const taken = { code: "conflict", fields: { name: expect.stringContaining("kvm-02") } };
    await expect(editHost(id, { name: "kvm-02", paused: true }, by)).rejects.toMatchObject(taken);
    expect(await load()).toEqual(before);
    await editHost(id, { name: "kvm-01" }, by);
    await db().host.delete({ where: { id } });
    await expect(editHost(id, { paused: true }, by)).rejects.toMatchObject({ code: "not-found" });
    expect(await db().auditEntry.count()).toBe(1);
  });

  it.each([{ intervalSeconds: 59 }, { name: "  " }, { name: "x".repeat(101) }, { paused: "yes" }])("does not take %o", (change) => {
    expect(HostChange.safeParse(change).success).toBe(false);
  });
});
