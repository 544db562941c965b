import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Report } from "#lib/reports/report/model.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { writeReport } from "./write-report.ts";

let database: TestDatabase;
let folder = "";
const now = new Date("2026-01-10T12:00:00Z");
beforeAll(async () => {
  database = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), "bulkhead-report-"));
  const readings = testReadings("kvm-01", "prod", now.toISOString());
  await visitTestHost(await addTestHost("kvm-01"), { readings, judgement: testJudgement({ "x/y": "unknown" }), finishedAt: now });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

it.each([
  [{ host: "kvm-01" }, "host"],
  [{ cluster: "prod" }, "cluster"],
  [{ fleet: true }, "fleet"],
  [{ postmortem: "kvm-pair-panic-reboot" }, "postmortem"],
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
