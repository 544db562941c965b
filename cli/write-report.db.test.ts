import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { planWindow } from "#lib/db/maintenance.ts";
import { Report } from "#lib/reports/report/model.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { writeReport } from "./write-report.ts";

let database: TestDatabase;
let folder = "";
let hostId = "";
const now = new Date("2026-01-10T12:00:00Z");
beforeAll(async () => {
  database = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), "bulkhead-report-"));
  const readings = testReadings("kvm-01", "prod", now.toISOString());
  hostId = await addTestHost("kvm-01");
  await plan("Kernel of kvm-01");
  await visitTestHost(hostId, { readings, judgement: testJudgement({ "x/y": "unknown" }), finishedAt: now });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

function plan(title: string): Promise<{ id: string }> {
  const [startsAt, endsAt] = ["2026-01-10T21:00:00Z", "2026-01-10T23:00:00Z"];
  const actions = [{ what: "reboot" as const, hostId, subject: null, note: null }];
  return planWindow({ title, startsAt, endsAt, timeZone: "Europe/Berlin", actions, people: [], note: null }, "ada@example.org");
}

it.each([
  [{ host: "kvm-01" }, "host"],
  [{ cluster: "prod" }, "cluster"],
  [{ fleet: true }, "fleet"],
  [{ postmortem: "kvm-pair-panic-reboot" }, "postmortem"],
  [{ window: "kernel OF kvm-01" }, "window"],
])("writes a report of %j whole", async (target, kind) => {
  const output = join(folder, "report.json");
  await writeReport(target, { format: "json", paper: "a4", output }, now);
  expect(Report.parse(JSON.parse(readFileSync(output, "utf8"))).kind).toBe(kind);
  expect(readdirSync(folder)).toEqual(["report.json"]);
});

it("says which hosts there are where it does not know one, and leaves no file", async () => {
  const output = join(folder, "none.pdf");
  await expect(writeReport({ host: "kvm-09" }, { format: "pdf", paper: "a4", output }, now)).rejects.toThrow('"kvm-09": there is kvm-01.');
  await expect(writeReport({}, { format: "pdf", paper: "a4", output }, now)).rejects.toThrow("--host NAME");
  expect(readdirSync(folder)).not.toContain("none.pdf");
});

it("takes a window by its id where several have the title, and lists them where it cannot tell", async () => {
  const [one, other] = [await plan("Weekly updates"), await plan("Weekly updates")];
  const output = join(folder, "window.json");
  const write = (window: string) => writeReport({ window }, { format: "json", paper: "a4", output }, now);
  await expect(write("weekly updates")).rejects.toThrow(
    /^2 windows are called "weekly updates"; say which one by its id:\n {2}[0-9a-f-]{36} {2}2026-01-10 21:00 UTC {2}planned {4}Weekly updates\n/,
  );
  await expect(write("weekly updates")).rejects.toThrow(other.id);
  await expect(write("Kernel of kvm-02")).rejects.toThrow(/No window is called "Kernel of kvm-02"\. The latest are[\s\S]*Kernel of kvm-01/);
  expect(readdirSync(folder)).not.toContain("window.json");
  await write(one.id);
  expect(Report.parse(JSON.parse(readFileSync(output, "utf8"))).subject).toEqual({ id: one.id, name: "Weekly updates" });
});
