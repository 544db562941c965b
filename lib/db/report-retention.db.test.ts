import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { db } from "./client.ts";
import { loadRetention, saveRetention, storedBytes, tidyReports } from "./report-retention.ts";
import { keepReport, loadReportFile } from "./reports.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
afterEach(async () => {
  await db().storedReport.deleteMany();
  await db().reportFile.deleteMany();
  await db().auditEntry.deleteMany();
  await db().setting.deleteMany();
});

const ada = "ada@example.org";
const now = new Date("2026-06-01T00:00:00Z");
const days = (number: number) => new Date(now.getTime() + number * 86_400_000);

async function keptReport(hash: string, over: { requestedAt?: Date; keep?: boolean; bytes?: number } = {}): Promise<string> {
  const { requestedAt = now, keep = false, bytes = 1000 } = over;
  const id = crypto.randomUUID();
  await db().reportFile.createMany({ data: [{ hash, content: new Uint8Array(bytes), compressed: false }], skipDuplicates: true });
  const what = { kind: "fleet", name: "fleet", format: "pdf", paper: "a4", requestedBy: "bulkhead" };
  await db().storedReport.create({ data: { ...what, id, hash, status: "done", keep, requestedAt, sizeBytes: bytes } });
  return id;
}
const left = async () => (await db().storedReport.findMany({ orderBy: { requestedAt: "asc" } })).map(({ id }) => id);
const audited = () =>
  db().auditEntry.findMany({ orderBy: { id: "asc" }, select: { actor: true, action: true, subject: true, detail: true } });

describe("how long reports are kept", () => {
  it("is 400 days and 5 GiB until somebody says otherwise", async () => {
    expect(await loadRetention()).toEqual({ keepDays: 400, maximumGib: 5 });
    await saveRetention({ keepDays: 30, maximumGib: 1 }, ada, now);
    expect(await loadRetention()).toEqual({ keepDays: 30, maximumGib: 1 });
    expect(await audited()).toMatchObject([{ actor: ada, action: "report-retention.changed" }]);
  });

  it("ends on the day that was announced, with a line in the audit log, by whichever worker looks first", async () => {
    const [old, kept] = [
      await keptReport("aa", { requestedAt: days(-399) }),
      await keptReport("bb", { requestedAt: days(-999), keep: true }),
    ];
    expect(await tidyReports(now)).toBe(0);
    expect((await db().storedReport.findUniqueOrThrow({ where: { id: old } })).goesAt).toEqual(days(7));
    expect(await tidyReports(days(6.9))).toBe(0);
    const removed = await Promise.all([tidyReports(days(7)), tidyReports(days(7))]);
    expect(removed.sort()).toEqual([0, 1]);
    expect(await left()).toEqual([kept]);
    expect(await db().reportFile.count()).toBe(1);
    expect(await audited()).toEqual([
      {
        actor: "bulkhead",
        action: "report.expired",
        subject: old,
        detail: { kind: "fleet", name: "fleet", format: "pdf", hash: "aa", because: "age" },
      },
    ]);
  });

  it("leaves the file to another report that has the same", async () => {
    const [old, twin] = [await keptReport("aa", { requestedAt: days(-500) }), await keptReport("aa")];
    await tidyReports(now);
    await tidyReports(days(7));
    expect(await left()).toEqual([twin]);
    expect((await loadReportFile(twin)).content.byteLength).toBe(1000);
    expect(await db().storedReport.count({ where: { id: old } })).toBe(0);
  });

  it("spares what somebody keeps in the last moment, and lets it go again", async () => {
    const id = await keptReport("aa", { requestedAt: days(-500) });
    await tidyReports(now);
    await keepReport(id, true, ada);
    await tidyReports(days(100));
    expect(await left()).toEqual([id]);
    expect((await db().storedReport.findUniqueOrThrow({ where: { id } })).goesAt).toBeNull();
    await keepReport(id, false, ada);
    expect(await tidyReports(days(101))).toBe(0);
    expect((await db().storedReport.findUniqueOrThrow({ where: { id } })).goesAt).toEqual(days(108));
    expect((await audited()).map(({ action }) => action)).toEqual(["report.kept", "report.let-go"]);
  });

  it("makes room by the oldest, announced a week before, and takes that back when there is room again", async () => {
    const mebibyte = 1024 ** 2;
    await saveRetention({ keepDays: 400, maximumGib: 0.1 }, ada, now);
    const [old, young] = [
      await keptReport("aa", { requestedAt: days(-9), bytes: 60 * mebibyte }),
      await keptReport("bb", { requestedAt: days(-1), bytes: 60 * mebibyte }),
    ];
    await tidyReports(now);
    const goes = async (id: string) =>
      (({ goesAt, goesBecause }) => [goesBecause, goesAt])(await db().storedReport.findUniqueOrThrow({ where: { id } }));
    expect([await goes(old), await goes(young)]).toEqual([
      ["space", days(7)],
      ["age", days(399)],
    ]);
    expect(await storedBytes()).toBe(120 * mebibyte);
    await saveRetention({ keepDays: 400, maximumGib: 1 }, ada, days(1));
    expect(await goes(old)).toEqual(["age", days(391)]);
  });
});
