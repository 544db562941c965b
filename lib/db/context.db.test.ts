import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Readings } from "#lib/facts/index.ts";
import { contact } from "#lib/rules/testing/context-testing.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { db } from "./client.ts";
import { loadContact } from "./contact.ts";
import { loadContext } from "./context.ts";
import { declare, declareAnew, listDeclarations, retractDeclaration } from "./declarations.ts";
import { deleteHost } from "./manage-hosts.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const day = (number: number) => new Date(Date.UTC(2026, 0, number));

function readings(hostname: string, bootId: string, cluster: string | null = null): Readings {
  const all = testReadings(hostname, cluster, day(1).toISOString());
  if (all.identity?.status !== "ok") throw new Error("no identity");
  return { ...all, identity: { status: "ok", value: { ...all.identity.value, bootId } } };
}

async function visit(hostId: string, number: number, hostname: string, bootId: string, cluster: string | null = null): Promise<void> {
  await visitTestHost(hostId, { readings: readings(hostname, bootId, cluster), judgement: testJudgement({}), finishedAt: day(number) });
}

const nameIn = (earlier: { readings: Readings } | null | undefined) =>
  earlier?.readings.identity?.status === "ok" ? earlier.readings.identity.value.hostname : null;

describe("what a host was like before", () => {
  it("is nothing at the first visit, then the first, then a month ago or what a person called good", async () => {
    const host = await addTestHost("before");
    const beforeAt = async (number: number) => {
      const context = await loadContext({ hostId: host, readings: readings("now", "boot-3"), contact: contact() }, day(number));
      return context.before;
    };
    expect(await beforeAt(1)).toMatchObject({ status: "absent" });
    await visit(host, 1, "first", "boot-1");
    await visit(host, 10, "second", "boot-2");
    await visit(host, 20, "third", "boot-3");
    const now = await beforeAt(20);
    expect(now?.status === "ok" && [nameIn(now.value.baseline), nameIn(now.value.beforeBoot)]).toEqual(["first", "second"]);
    const later = await beforeAt(45);
    expect(later?.status === "ok" && nameIn(later.value.baseline)).toBe("second");
    await db().host.update({ where: { id: host }, data: { knownGoodAt: day(21) } });
    const marked = await beforeAt(45);
    expect(marked?.status === "ok" && nameIn(marked.value.baseline)).toBe("third");
  });
});

describe("the other members of a cluster", () => {
  it("are those that were read, without the host itself", async () => {
    const [one, two, other] = [await addTestHost("peer-1"), await addTestHost("peer-2"), await addTestHost("peer-3")];
    await visit(one, 1, "n1", "b", "prod");
    await visit(two, 1, "n2", "b", "prod");
    await visit(other, 1, "n3", "b", "lab");
    const { peers } = await loadContext({ hostId: one, readings: readings("n1", "b", "prod"), contact: contact() }, day(2));
    expect(peers?.status === "ok" && peers.value.map((peer) => [peer.name, nameIn(peer)])).toEqual([["peer-2", "n2"]]);
    const alone = await loadContext({ hostId: one, readings: readings("n1", "b"), contact: contact() }, day(2));
    expect(alone.peers).toMatchObject({ status: "absent", reason: "stand-alone" });
    const blind = await loadContext({ hostId: one, readings: {}, contact: contact() }, day(2));
    expect(blind.peers).toMatchObject({ status: "failed" });
  });
});

describe("declarations", () => {
  const drill = { kind: "drill", drill: "console", on: "2026-01-05", worked: true, hostId: null, note: null } as const;

  it("are kept with who and when, read by their host and by all, renewed, and taken back", async () => {
    const host = await addTestHost("declared");
    const { id } = await declare({ ...drill, hostId: host }, "ada@example.org", day(5));
    await declare({ ...drill, on: "2026-01-04" }, "bob@example.org", day(4));
    const other = await addTestHost("undeclared");
    const of = async (hostId: string) => {
      const { declared } = await loadContext({ hostId, readings: {}, contact: contact() }, day(6));
      return declared?.status === "ok" ? declared.value.map((one) => [one.host, one.declaredBy]) : [];
    };
    expect(await of(host)).toEqual([
      ["declared", "ada@example.org"],
      [null, "bob@example.org"],
    ]);
    expect(await of(other)).toEqual([[null, "bob@example.org"]]);
    await declareAnew(id, { ...drill, hostId: host, worked: false }, "eve@example.org", day(9));
    expect((await listDeclarations())[0]).toMatchObject({
      id,
      worked: false,
      declaredBy: "eve@example.org",
      declaredAt: day(9).toISOString(),
    });
    await retractDeclaration(id, "eve@example.org");
    expect(await of(host)).toEqual([[null, "bob@example.org"]]);
    await expect(retractDeclaration(id, "eve@example.org")).rejects.toMatchObject({ code: "not-found" });
  });

  it("go with their host", async () => {
    const host = await addTestHost("leaving");
    const { id } = await declare({ ...drill, hostId: host }, "ada@example.org", day(5));
    await deleteHost(host, "ada@example.org");
    expect((await listDeclarations()).map((one) => one.id)).not.toContain(id);
    await expect(declare({ ...drill, hostId: host }, "ada@example.org", day(5))).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("how the visits went", () => {
  it("counts the failures since the host was last read", async () => {
    const host = await addTestHost("contact");
    await visit(host, 1, "c", "b");
    expect(await loadContact(host, null, day(2))).toMatchObject({ state: "reachable", failures: 0, lastSeenAt: day(2) });
    const failure = { code: "timeout", sentence: "No answer.", state: "unreachable" as const };
    expect(await loadContact(host, failure, day(2))).toMatchObject({ state: "unreachable", failures: 1, lastSeenAt: day(1) });
  });
});
