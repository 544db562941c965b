import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost } from "#scripts/test-hosts.ts";
import { db, withDbAtOneMoment } from "./client.ts";
import { loadReportHosts } from "./report-hosts.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await addTestHost("kvm-01");
});
afterAll(() => database.drop());

const sites = async () => (await loadReportHosts({}, { facts: true, onHosts: () => {} })).map(({ site }) => site);

test("a moment stays what it was, whatever is stored meanwhile, also for queries that wait for each other", async () => {
  const seen = await withDbAtOneMoment(database.url, async () => {
    const before = await sites();
    await database.query("update host set site = 'moved'");
    return [before, ...(await Promise.all([sites(), sites()]))];
  });
  expect(seen).toEqual([[null], [null], [null]]);
  expect(await sites()).toEqual(["moved"]);
});

test("nothing is written in it", async () => {
  const writing = withDbAtOneMoment(database.url, () => db().host.updateMany({ data: { site: "x" } }));
  await expect(writing).rejects.toThrow(/read-only/);
  expect(await sites()).toEqual(["moved"]);
});

test("a verb that begins a transaction of its own would end it, which is told", async () => {
  const writing = withDbAtOneMoment(database.url, () => db().$transaction(async (tx) => tx.host.count()));
  await expect(writing).rejects.toThrow("the transaction ended before everything was read");
});
