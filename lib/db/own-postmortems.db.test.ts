import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { resetEnv } from "#lib/env.ts";
import { postmortems } from "#lib/postmortems/index.ts";
import { testReport } from "#lib/postmortems/testing.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { db } from "./client.ts";
import { loadEntry, loadLibrary } from "./library.ts";
import { addOwnPostmortem, changeOwnPostmortem, listOwnPostmortems, loadOwnMarkdown, removeOwnPostmortem } from "./own-postmortems.ts";

let database: TestDatabase;
const ada = "ada@example.org";
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.query("truncate own_postmortem, audit_entry"));

const add = (id: string, change: Record<string, string | null> = {}) => addOwnPostmortem({ markdown: testReport(id, change) }, ada);
const actions = async () =>
  (await db().auditEntry.findMany({ orderBy: { id: "asc" } })).map(({ action, subject }) => `${action} ${subject}`);

describe("own incidents", () => {
  it("are added, read, changed and removed, and the audit log knows by whom", async () => {
    expect(await add("our-outage")).toEqual({ id: "our-outage" });
    expect(await loadOwnMarkdown("our-outage")).toBe(testReport("our-outage"));
    const text = testReport("our-outage", { title: "Another title" });
    await changeOwnPostmortem("our-outage", { markdown: text }, ada);
    expect((await listOwnPostmortems()).reports.map(({ postmortem, createdBy }) => [postmortem.title, createdBy])).toEqual([
      ["Another title", ada],
    ]);
    await removeOwnPostmortem("our-outage", ada);
    expect((await listOwnPostmortems()).reports).toEqual([]);
    expect(await actions()).toEqual(["postmortem.added our-outage", "postmortem.changed our-outage", "postmortem.removed our-outage"]);
  });

  it("move to another id with their text, unless somebody has it", async () => {
    await add("one");
    await add("two");
    expect(await changeOwnPostmortem("one", { markdown: testReport("three") }, ada)).toEqual({ id: "three" });
    await expect(changeOwnPostmortem("three", { markdown: testReport("two") }, ada)).rejects.toMatchObject({ code: "conflict" });
    await expect(loadOwnMarkdown("one")).rejects.toMatchObject({ code: "not-found" });
    expect((await listOwnPostmortems()).reports.map(({ id }) => id)).toEqual(["three", "two"]);
  });

  it.each(["kvm-pair-panic-reboot", "new"])("cannot take the id %s", async (id) => {
    await expect(add(id)).rejects.toMatchObject({ code: "conflict", fields: { id: expect.stringContaining("choose another") } });
  });

  it("are refused with every field that does not fit, and leave nothing behind", async () => {
    const problem = {
      code: "invalid",
      message: expect.stringContaining("Line 4"),
      fields: { summary: expect.stringContaining("is missing") },
    };
    await expect(add("bad", { summary: "", date: "soon" })).rejects.toMatchObject(problem);
    expect([(await listOwnPostmortems()).reports, await actions()]).toEqual([[], []]);
  });

  it("that are not there say so", async () => {
    const gone = { code: "not-found" };
    await expect(changeOwnPostmortem("gone", { markdown: testReport("gone") }, ada)).rejects.toMatchObject(gone);
    await expect(removeOwnPostmortem("gone", ada)).rejects.toMatchObject(gone);
    await expect(loadEntry("gone")).rejects.toMatchObject(gone);
    expect(await actions()).toEqual([]);
  });

  it("of another version stay editable, and are left out of the library", async () => {
    await db().ownPostmortem.create({ data: { id: "old", markdown: "# Old", createdBy: ada, updatedBy: ada } });
    const { entries, misfits } = await loadLibrary();
    expect([entries.length, misfits]).toEqual([postmortems.length, ["old"]]);
    expect(await loadOwnMarkdown("old")).toBe("# Old");
  });
});

describe("the library", () => {
  it("holds what ships, what was written here and what lies in the folder, each id once", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bulkhead-reports-"));
    writeFileSync(join(folder, "a.md"), testReport("both", { title: "From the folder" }));
    writeFileSync(join(folder, "b.md"), testReport("filed", { date: "2999-01-01" }));
    writeFileSync(join(folder, "c.md"), "nothing");
    vi.stubEnv("BULKHEAD_POSTMORTEMS", folder);
    resetEnv();
    await add("both", { title: "Written here" });
    const { entries, problems } = await loadLibrary();
    expect(entries[0]).toMatchObject({ id: "filed", origin: "folder" });
    expect(entries.filter(({ id }) => id === "both")).toMatchObject([{ title: "Written here", origin: "own" }]);
    expect(entries).toHaveLength(postmortems.length + 2);
    expect(problems).toEqual([{ file: "c.md", message: expect.stringContaining("front matter is missing") }]);
    expect(await loadEntry("filed")).toMatchObject({ origin: "folder" });
    vi.unstubAllEnvs();
    resetEnv();
    rmSync(folder, { recursive: true });
  });
});
