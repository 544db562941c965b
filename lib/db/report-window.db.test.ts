import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decideDueChecks } from "#collectors/worker/window-check-job.ts";
import { log } from "#lib/log.ts";
import { WindowInput } from "#lib/maintenance/window.ts";
import { Report } from "#lib/reports/report/model.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testFinding, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { listChecklist, tickLine } from "./checklist.ts";
import { db } from "./client.ts";
import { closeWindow, planWindow } from "./maintenance.ts";
import { countReportHosts, makeReport } from "./make-report.ts";
import { recordVisit, recordVisitFailure } from "./record-visit.ts";
import { beginVisit } from "./run-visit.ts";
import { askCheck } from "./window-checks.ts";

let database: TestDatabase;
let [mine, silent, other, windowId] = ["", "", "", ""];
const now = new Date("2026-03-01T21:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const ada = "ada@example.org";

beforeAll(async () => {
  database = await freshDatabase();
  [other, silent, mine] = [await addTestHost("a-other"), await addTestHost("b-silent"), await addTestHost("c-mine")];
  const judgement = testJudgement({ "storage/y": [testFinding("storage/y", `host:${mine}`, "/mnt/nas")], "dns/u": "unknown" });
  const away = testJudgement({ "storage/y": [testFinding("storage/y", `host:${other}`, "/mnt/nas")] });
  for (const [hostId, judged] of [
    [mine, judgement],
    [silent, testJudgement({})],
    [other, away],
  ] as const)
    await visitTestHost(hostId, { readings: testReadings("pve", null, now.toISOString()), judgement: judged, finishedAt: now });
  const plan = {
    ...{ title: "Kernel update", startsAt: later(60).toISOString(), endsAt: later(120).toISOString(), timeZone: "Europe/Berlin" },
    actions: [mine, silent].map((hostId) => ({ what: "reboot", hostId })),
    people: [{ name: "Mira", role: "on-call", contact: "+49 30 555 0101" }],
    note: "The lift is out of order",
  };
  windowId = (await planWindow(WindowInput.parse(plan), ada)).id;
});
afterAll(() => database.drop());

const report = async (at: Date) => Report.parse(await makeReport({ kind: "window", id: windowId }, at));

const silence = { code: "unreachable", sentence: "no answer on port 22", state: "unreachable" as const, results: [], durationMs: 1 };
const read = { judgement: testJudgement({}), durationMs: 1, sections: [], lanes: ["fast" as const] };

/** Runs a check: each host is read, but those that do not answer. */
async function check(kind: "pre" | "post", at: Date, unreachable: readonly string[] = []): Promise<void> {
  const { id } = await askCheck(windowId, kind, ada);
  await db().$executeRaw`delete from pgboss.job`;
  const { visits } = await db().windowCheck.findUniqueOrThrow({ where: { id }, select: { visits: true } });
  for (const [hostId, visitId] of Object.entries(visits as Record<string, string>)) {
    const begun = await beginVisit(visitId, at);
    if (begun === null) throw new Error("the visit was over before it began");
    if (unreachable.includes(hostId)) await recordVisitFailure({ ...begun, ...silence, finishedAt: at });
    else await recordVisit({ ...begun, ...read, finishedAt: at, readings: testReadings("pve", null, at.toISOString()) });
  }
  await decideDueChecks(log("worker"), () => at);
}

describe("a report of a window", () => {
  it("says loudly that nothing was checked, and tells only its own hosts, in its order", async () => {
    expect(await countReportHosts({ kind: "window", id: windowId })).toBe(2);
    const { window, hosts, findings, headlines, title } = await report(now);
    expect(title).toBe("Maintenance window: Kernel update");
    expect(window).toMatchObject({
      state: "planned",
      preCheck: { status: "none" },
      postCheck: { status: "none" },
      checklist: [],
      note: "The lift is out of order",
    });
    expect(window?.actions.map(({ words }) => words)).toEqual(["reboot c-mine", "reboot b-silent"]);
    expect(window?.runbooks.map(({ host, seenAt }) => [host, seenAt])).toEqual([
      ["c-mine", now.toISOString()],
      ["b-silent", now.toISOString()],
    ]);
    expect(hosts.map(({ name }) => name)).toEqual(["b-silent", "c-mine"]);
    expect(findings.map(({ hosts: on }) => on.map(({ host }) => host))).toEqual([["c-mine"]]);
    expect(headlines[0]).toMatchObject({ tone: "unknown", words: expect.stringContaining("No pre-check was made") });
  });

  it("tells the pre-check with its steps and visits, and the checklist with who ticked what", async () => {
    await check("pre", later(10));
    const [line] = await listChecklist(windowId);
    await tickLine(windowId, line?.id ?? "", true, "Ada", later(11));
    const { window } = await report(later(12));
    const said = window?.preCheck.status === "done" ? window.preCheck.said : null;
    expect(window?.preCheck).toMatchObject({ status: "done", askedBy: ada, doneAt: later(10).toISOString(), caution: null });
    expect(said?.visits.map(({ host, fresh }) => [host, fresh])).toEqual([
      ["c-mine", true],
      ["b-silent", true],
    ]);
    expect(said?.steps.map(({ words, rehearsed }) => [words, rehearsed])).toEqual([
      ["reboot c-mine", true],
      ["reboot b-silent", true],
    ]);
    expect(window?.checklist[0]).toEqual({ phase: "before", words: line?.words, done: { by: "Ada", at: later(11).toISOString() } });
    expect(window?.checklist.slice(1).every(({ done }) => done === null)).toBe(true);
  });

  it("tells the post-check, who does not answer, and the verdict it was closed with", async () => {
    await check("post", later(70), [silent]);
    await closeWindow(windowId, { verdict: "worse", markKnownGood: false }, ada, later(80));
    const { window, headlines, unknown } = await report(later(90));
    expect(window).toMatchObject({ state: "closed", closed: { by: ada, at: later(80).toISOString(), verdict: "worse" } });
    const said = window?.postCheck.status === "done" ? window.postCheck.said : null;
    expect(said).toMatchObject({ verdict: "unreachable", comparedWith: later(10).toISOString() });
    expect(said?.hosts[1]).toMatchObject({
      host: "b-silent",
      fresh: false,
      error: "no answer on port 22",
      seenAt: later(10).toISOString(),
    });
    expect(headlines[1]?.detail).toBe("b-silent: what is known of it is 1 h old");
    expect(unknown.notAnswering.map(({ host }) => host)).toEqual(["b-silent"]);
  });

  it("tells checks that another version stored, or that failed, as unknown", async () => {
    await db().windowCheck.updateMany({ where: { windowId }, data: { body: { verdict: "perhaps" } } });
    expect((await report(later(91))).window).toMatchObject({ preCheck: { status: "unreadable" }, postCheck: { status: "unreadable" } });
    await db().windowCheck.updateMany({ where: { windowId }, data: { status: "failed" } });
    expect((await report(later(92))).window).toMatchObject({ preCheck: { status: "failed" }, postCheck: { status: "failed" } });
  });

  it("is not found where there is no such window", async () => {
    await expect(makeReport({ kind: "window", id: crypto.randomUUID() }, now)).rejects.toMatchObject({ code: "not-found" });
  });
});
