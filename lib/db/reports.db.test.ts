import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runReportJob } from "#collectors/worker/report-job.ts";
import { Report } from "#lib/reports/report/model.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testFinding, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { acceptFinding } from "./accept-finding.ts";
import { db } from "./client.ts";
import { listHostFindings } from "./findings.ts";
import { listKeptReports } from "./kept-reports.ts";
import { makeReport } from "./make-report.ts";
import { deleteReport, loadReportFile, loadStoredReport, requestReport } from "./reports.ts";

let database: TestDatabase;
let [one, two] = ["", ""];
const now = new Date("2026-01-10T12:00:00Z");
const clock = () => now;

beforeAll(async () => {
  database = await freshDatabase();
  [one, two] = [await addTestHost("pve-1"), await addTestHost("pve-2")];
  await addTestHost("never");
  const shared = testFinding("cluster/x", "cluster:prod", "votes", { severity: "critical" });
  const own = testFinding("storage/y", `host:${one}`, "/mnt/nas");
  const known = testFinding("storage/z", `host:${one}`, "/mnt/old");
  const judged = testJudgement({ "cluster/x": [shared], "storage/y": [own], "storage/z": [known], "dns/u": "unknown" });
  const visit = { readings: testReadings("pve-1", "prod", now.toISOString()), judgement: judged, finishedAt: now };
  await visitTestHost(one, visit);
  const judgement = testJudgement({ "cluster/x": [shared] });
  await visitTestHost(two, { ...visit, readings: testReadings("pve-2", "prod", now.toISOString()), judgement });
  const accepted = (await listHostFindings(one)).find(({ finding }) => finding.rule === "storage/z");
  await acceptFinding(accepted?.id ?? "", { reason: "gone on Monday", until: "2026-01-12" }, "ada@example.org", now);
});
afterAll(() => database.drop());

describe("a report of what the database holds", () => {
  it("tells a host in full: findings, what is accepted and why, what is unknown, what was not read", async () => {
    const report = Report.parse(await makeReport({ kind: "host", id: one }, now));
    expect(report.findings.map(({ rule }) => rule)).toEqual(["cluster/x", "storage/y"]);
    expect(report.findings[0]?.hosts.map(({ host }) => host)).toEqual(["pve-1", "pve-2"]);
    expect(report.accepted).toMatchObject([
      { rule: "storage/z", accepted: { by: "ada@example.org", reason: "gone on Monday", until: "2026-01-12" } },
    ]);
    expect(report.hosts).toMatchObject([
      {
        name: "pve-1",
        seenAt: now.toISOString(),
        unknown: { rules: [{ rule: "dns/u", because: "not read" }] },
        facts: { identity: { status: "ok" } },
      },
    ]);
    expect(report.hosts[0]?.facts?.guests).toEqual({ status: "failed", cause: "unreachable", detail: "not collected" });
  });

  it("tells the members of a cluster and no other host", async () => {
    const report = Report.parse(await makeReport({ kind: "cluster", id: "prod" }, now));
    expect(report.hosts.map(({ name }) => name)).toEqual(["pve-1", "pve-2"]);
    expect(report.findings.filter(({ rule }) => rule === "cluster/x")).toHaveLength(1);
    await expect(makeReport({ kind: "cluster", id: "nowhere" }, now)).rejects.toMatchObject({ code: "not-found" });
  });

  it("tells the fleet with the hosts that were never read", async () => {
    const report = Report.parse(await makeReport({ kind: "fleet" }, now));
    expect(report.coverage).toMatchObject({ hosts: 3, read: 2 });
    expect(report.unknown.neverRead).toEqual(["never"]);
    expect(report.hosts.find(({ name }) => name === "never")?.facts).toBeNull();
  });

  it("tells how the hosts hang together and where their VLANs are, those that were never read as not read", async () => {
    const { topology, vlans } = await makeReport({ kind: "fleet" }, now);
    expect(topology?.hosts.map(({ name, read }) => [name, read])).toEqual([
      ["never", false],
      ["pve-1", true],
      ["pve-2", true],
    ]);
    expect(vlans?.places.filter(({ host }) => host === "never")).toMatchObject([{ kind: "unread", unread: ["its bridges and VLANs"] }]);
    const own = await makeReport({ kind: "host", id: one }, now);
    expect(own.topology?.hosts.map(({ name }) => name)).toEqual(["pve-1"]);
    const table = await makeReport({ kind: "fleet", format: "csv" }, now);
    expect([table.topology, table.vlans]).toEqual([null, null]);
  });

  it("tells an incident's exposure host by host", async () => {
    const report = Report.parse(await makeReport({ kind: "postmortem", id: "kvm-pair-panic-reboot" }, now));
    expect(report.exposure?.hosts.map(({ host, answer }) => [host, answer])).toEqual([
      ["never", "cannot-tell"],
      ["pve-1", "cannot-tell"],
      ["pve-2", "cannot-tell"],
    ]);
    await expect(makeReport({ kind: "postmortem", id: "no-such" }, now)).rejects.toMatchObject({ code: "not-found" });
  });

  it("names findings and verdicts that this version cannot read, and leaves none out", async () => {
    const { id } = await db().finding.create({
      data: {
        id: crypto.randomUUID(),
        fingerprint: "odd",
        rule: "odd/finding",
        severity: "high",
        scope: "host",
        subject: "x",
        scenarios: [],
        body: {},
        openedAt: now,
      },
    });
    await db().sighting.create({ data: { findingId: id, hostId: two, openedAt: now } });
    const { snapshotId } = await db().host.findUniqueOrThrow({ where: { id: two } });
    await db().snapshot.update({ where: { id: snapshotId ?? "" }, data: { verdicts: [{ rule: "odd/verdict", verdict: "perhaps" }] } });
    const report = await makeReport({ kind: "host", id: two }, now);
    expect(report.unknown.unreadableFindings).toEqual([{ rule: "odd/finding", hosts: ["pve-2"] }]);
    expect(report.hosts[0]?.unknown.rules.map(({ rule }) => rule)).toEqual(["odd/verdict"]);
  });
});

describe("a report that is kept", () => {
  const signal = new AbortController().signal;
  const make = async (format: "pdf" | "html") => {
    const reportId = await requestReport({ kind: "fleet", format, paper: "a4" }, "ada@example.org");
    await runReportJob({ data: { reportId }, signal }, clock);
    return reportId;
  };

  it("comes back byte by byte, with its hash and what it was made from", async () => {
    const [first, again] = [await make("html"), await make("html")];
    const { report, content } = await loadReportFile(first);
    expect(report).toMatchObject({
      status: "done",
      kind: "fleet",
      name: "fleet",
      coverage: { hosts: 3, read: 2 },
      sizeBytes: content.byteLength,
    });
    const digest = Buffer.from(await crypto.subtle.digest("SHA-256", new Uint8Array(content))).toString("hex");
    expect(report.hash).toBe(digest);
    expect(Buffer.from(content).toString("utf8")).toMatch(/^<!DOCTYPE html>[\s\S]*pve-1[\s\S]*<\/html>\n$/);
    expect((await loadStoredReport(again)).hash).toBe(digest);
    expect(await db().reportFile.count()).toBe(1);
    await deleteReport(first, "ada@example.org");
    expect((await loadReportFile(again)).content).toEqual(content);
    await deleteReport(again, "ada@example.org");
    expect(await db().reportFile.count()).toBe(0);
  });

  it("is a PDF as well, and is listed", async () => {
    const id = await make("pdf");
    expect(Buffer.from((await loadReportFile(id)).content.slice(0, 5)).toString()).toBe("%PDF-");
    expect(await listKeptReports(1, 10)).toMatchObject({ reports: [{ id, keep: true, run: null }], total: 1, unreadable: 0 });
  });

  it("says so where it cannot be made, and has no file before it is", async () => {
    const id = await requestReport({ kind: "cluster", id: "gone", format: "csv", paper: "a4" }, "ada@example.org");
    await expect(loadReportFile(id)).rejects.toMatchObject({ code: "conflict" });
    await runReportJob({ data: { reportId: id }, signal }, clock);
    expect(await loadStoredReport(id)).toMatchObject({ status: "failed", errorText: expect.stringContaining("no such cluster") });
  });
});
