import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WindowInput } from "#lib/maintenance/window.ts";
import { ScheduleInput } from "#lib/reports/schedules/schedule.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost } from "#scripts/test-hosts.ts";
import { db, inTransaction } from "./client.ts";
import { listKeptReports } from "./kept-reports.ts";
import { cancelWindow, changeWindow, closeWindow, planWindow } from "./maintenance.ts";
import { mailFinishedRuns } from "./report-mail.ts";
import { pursueWindowRuns, startWeeklyRuns, startWindowRuns } from "./report-runs.ts";
import { addReportSchedule, changeReportSchedule, listReportSchedules, removeReportSchedule } from "./report-schedules.ts";
import { failReport } from "./reports.ts";
import { finishCheck } from "./window-checks.ts";

let database: TestDatabase;
let host = "";
beforeAll(async () => {
  database = await freshDatabase();
  host = await addTestHost("kvm-01");
});
afterAll(() => database.drop());
afterEach(async () => {
  await db().storedReport.deleteMany();
  await db().reportRun.deleteMany();
  await db().mail.deleteMany();
  await db().maintenanceWindow.deleteMany();
  await db().reportSchedule.deleteMany({ where: { trigger: "weekly" } });
});

const ada = "ada@example.org";
const url = "https://bulkhead.example.org";
const now = new Date("2026-03-02T12:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

const weekly = (over: object = {}) =>
  ScheduleInput.parse({
    ...{ trigger: "weekly", enabled: true, kind: "fleet", formats: ["html", "pdf"] },
    ...{ weekday: 1, time: "06:00", timeZone: "Europe/Berlin", ...over },
  });
const reports = () => db().storedReport.findMany({ orderBy: [{ requestedAt: "asc" }, { format: "asc" }] });

describe("a weekly schedule", () => {
  const due = new Date("2026-03-09T05:00:00Z");

  it("has one run when it is due, whoever looks at the same time, and then waits for the next week", async () => {
    const { id } = await addReportSchedule(weekly(), ada, now);
    expect(await startWeeklyRuns(new Date(due.getTime() - 1))).toBe(0);
    const looks = await Promise.all([startWeeklyRuns(due), startWeeklyRuns(due), startWeeklyRuns(due)]);
    expect(looks.reduce((sum, each) => sum + each)).toBe(1);
    expect(await reports()).toMatchObject([
      { kind: "fleet", subject: null, format: "html", requestedBy: "bulkhead", keep: false, status: "queued" },
      { kind: "fleet", format: "pdf", goesAt: new Date(due.getTime() + 400 * 86_400_000) },
    ]);
    expect((await listReportSchedules()).find((each) => each.id === id)).toMatchObject({ nextAt: new Date("2026-03-16T05:00:00Z") });
    expect(await startWeeklyRuns(due)).toBe(0);
  });

  it("makes up once for what was missed, and keeps its hour when clocks change", async () => {
    const { id } = await addReportSchedule(weekly({ formats: ["pdf"] }), ada, now);
    await startWeeklyRuns(new Date("2026-03-27T12:00:00Z"));
    expect(await reports()).toHaveLength(1);
    expect((await listReportSchedules()).find((each) => each.id === id)).toMatchObject({ nextAt: new Date("2026-03-30T04:00:00Z") });
  });

  it("is not due while it is off, nor for the time before it was switched on again", async () => {
    const { id } = await addReportSchedule(weekly({ enabled: false }), ada, now);
    expect(await startWeeklyRuns(later(60 * 24 * 30))).toBe(0);
    await changeReportSchedule(id, weekly(), ada, later(60 * 24 * 30));
    expect(await startWeeklyRuns(later(60 * 24 * 30))).toBe(0);
  });

  it("is refused about a host that is not there, and says so of one that has gone", async () => {
    const gone = "00000000-0000-4000-8000-000000000009";
    await expect(addReportSchedule(weekly({ kind: "host", subject: gone }), ada, now)).rejects.toMatchObject({ code: "invalid" });
    const guest = await addTestHost("kvm-09");
    await addReportSchedule(weekly({ kind: "host", subject: guest }), ada, now);
    await db().host.delete({ where: { id: guest } });
    expect(await listReportSchedules()).toMatchObject([{ trigger: "before-window" }, { subject: guest, subjectName: null }]);
  });

  it("leaves what it made when it is removed; the one before windows cannot be", async () => {
    const { id } = await addReportSchedule(weekly(), ada, now);
    await startWeeklyRuns(due);
    await removeReportSchedule(id, ada);
    expect(await listKeptReports(1, 10)).toMatchObject({ total: 2, reports: [{ run: { trigger: null } }, { run: { trigger: null } }] });
    const [before] = await listReportSchedules();
    await expect(removeReportSchedule(before?.id ?? "", ada)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a report before a window", () => {
  const plan = (over: object = {}) =>
    WindowInput.parse({
      ...{ title: "Kernel update", timeZone: "Europe/Berlin", actions: [{ what: "reboot", hostId: host }] },
      ...{ startsAt: later(300).toISOString(), endsAt: later(360).toISOString(), ...over },
    });
  const begins = (minutes: number) => ({ startsAt: later(minutes).toISOString(), endsAt: later(minutes + 60).toISOString() });
  /** As two workers look at the same time. */
  async function look(at: Date): Promise<void> {
    await Promise.all([startWindowRuns(at), startWindowRuns(at)]);
    await Promise.all([pursueWindowRuns(at), pursueWindowRuns(at)]);
  }
  async function decideChecks(at: Date): Promise<void> {
    for (const { id } of await db().windowCheck.findMany({ where: { status: "collecting" } }))
      await inTransaction((tx) => finishCheck(tx, id, { verdict: "go", body: {} }, at));
  }
  beforeEach(async () => {
    await db().host.updateMany({ data: { activeVisitId: null } });
    await db().$executeRaw`delete from pgboss.job`;
  });

  it("is asked for once, two hours ahead, when its hosts are read afresh", async () => {
    const { id } = await planWindow(plan(), ada);
    await look(later(179));
    expect(await db().reportRun.count()).toBe(0);
    await look(later(180));
    expect(await db().windowCheck.findMany()).toMatchObject([{ windowId: id, kind: "pre", askedBy: "bulkhead" }]);
    expect(await reports()).toEqual([]);
    await decideChecks(later(181));
    await look(later(181));
    await look(later(182));
    await look(later(320));
    expect(await reports()).toMatchObject([
      { kind: "window", subject: id, name: "Kernel update", format: "html" },
      { kind: "window", subject: id, format: "pdf" },
    ]);
    expect(await listKeptReports(1, 1)).toMatchObject({ total: 2, reports: [{ run: { window: { id }, at: later(300) } }] });
  });

  it("is asked for at once where the window is planned too late for it, or began while nobody worked; not after its end", async () => {
    await planWindow(plan({ title: "Running", ...begins(-30) }), ada);
    await planWindow(plan({ title: "Long over", ...begins(-90) }), ada);
    await look(now);
    await look(later(1));
    expect((await reports()).map(({ name }) => name)).toEqual(["Running", "Running"]);
    expect(await db().windowCheck.count()).toBe(0);
  });

  it("is made anew for a window that moves, and never twice for the same start", async () => {
    const { id } = await planWindow(plan(begins(-10)), ada);
    await look(now);
    await changeWindow(id, plan(begins(-5)), ada);
    await look(later(1));
    await changeWindow(id, plan(begins(-10)), ada);
    await look(later(2));
    expect((await db().reportRun.findMany({ orderBy: { at: "asc" } })).map(({ at }) => at)).toEqual([later(-10), later(-5)]);
    expect(await reports()).toHaveLength(4);
  });

  it("is forgotten where its window moves away or is called off before it is made, and comes when it is due again", async () => {
    const { id } = await planWindow(plan(begins(100)), ada);
    await look(now);
    await changeWindow(id, plan(begins(1000)), ada);
    await decideChecks(later(1));
    await look(later(1));
    expect([await db().reportRun.count(), (await reports()).length]).toEqual([0, 0]);
    await changeWindow(id, plan(begins(100)), ada);
    await look(later(2));
    await look(later(3));
    expect(await reports()).toHaveLength(2);
    const { id: other } = await planWindow(plan(begins(110)), ada);
    await look(later(4));
    await cancelWindow(other, ada, later(4));
    await look(later(5));
    expect(await db().reportRun.count({ where: { windowId: other } })).toBe(0);
  });

  it("is neither made of a closed window, nor while that is switched off", async () => {
    const { id } = await planWindow(plan(begins(-10)), ada);
    const [schedule] = await listReportSchedules();
    const off = ScheduleInput.parse({ trigger: "before-window", enabled: false, formats: ["pdf"], leadMinutes: 30 });
    await changeReportSchedule(schedule?.id ?? "", off, ada, now);
    await look(now);
    await closeWindow(id, { verdict: "as-before", markKnownGood: false }, ada, now);
    const on = ScheduleInput.parse({ trigger: "before-window", enabled: true, formats: ["pdf", "html"], leadMinutes: 120 });
    await changeReportSchedule(schedule?.id ?? "", on, ada, now);
    await look(now);
    expect(await db().reportRun.count()).toBe(0);
  });
});

describe("the mail of a run", () => {
  it("is queued once when all its reports are over, and says what could not be made", async () => {
    await addReportSchedule(weekly({ recipients: ["night@example.org", "night@example.org"] }), ada, now);
    await startWeeklyRuns(new Date("2026-03-09T05:00:00Z"));
    const [html, pdf] = await reports();
    const mail = () => Promise.all([mailFinishedRuns(now, url), mailFinishedRuns(now, url)]);
    await failReport(html?.id ?? "", "There is no such thing.");
    expect(await mail()).toEqual([0, 0]);
    const file = { hash: "ab".repeat(32), content: new Uint8Array([1]), compressed: false };
    await db().reportFile.create({ data: file });
    await db().storedReport.update({ where: { id: pdf?.id ?? "" }, data: { status: "done", hash: file.hash, madeAt: now, sizeBytes: 1 } });
    expect((await mail()).sort()).toEqual([0, 1]);
    expect(await mail()).toEqual([0, 0]);
    const [queued, ...others] = await db().mail.findMany();
    expect(others).toEqual([]);
    expect(queued).toMatchObject({
      to: ["night@example.org"],
      reportIds: [pdf?.id],
      subject: "Bulkhead: weekly report of the fleet, in part",
    });
    expect(queued?.text).toContain("HTML: could not be made. There is no such thing.");
    expect(queued?.text).toContain(file.hash);
    expect(await listKeptReports(1, 1)).toMatchObject({ reports: [{ run: { mail: { id: queued?.id, status: "waiting", attempts: 0 } } }] });
  });

  it("is none where nobody is to get one", async () => {
    await addReportSchedule(weekly(), ada, now);
    await startWeeklyRuns(new Date("2026-03-09T05:00:00Z"));
    for (const { id } of await reports()) await failReport(id, "It broke.");
    expect(await mailFinishedRuns(now, url)).toBe(0);
    expect(await db().mail.count()).toBe(0);
  });
});
