import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addLine, listChecklist, removeLine, tickLine } from "#lib/db/checklist.ts";
import { db } from "#lib/db/client.ts";
import {
  cancelWindow,
  changeWindow,
  closeWindow,
  listOpenWindows,
  listWindows,
  loadWindow,
  planWindow,
  quietReason,
} from "#lib/db/maintenance.ts";
import { recordVisitFailure } from "#lib/db/record-visit.ts";
import { beginVisit } from "#lib/db/run-visit.ts";
import { askCheck, lastVerdicts, listChecks, loadCheck } from "#lib/db/window-checks.ts";
import { log } from "#lib/log.ts";
import { PostCheck } from "#lib/maintenance/post-check.ts";
import { PreCheck } from "#lib/maintenance/pre-check.ts";
import { WindowInput } from "#lib/maintenance/window.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testFinding, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { decideDueChecks } from "./window-check-job.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const now = new Date("2026-03-01T21:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const ada = "ada@example.org";

function planFor(hostIds: readonly string[], over: object = {}): WindowInput {
  return WindowInput.parse({
    title: "Kernel update",
    startsAt: later(60).toISOString(),
    endsAt: later(120).toISOString(),
    timeZone: "Europe/Berlin",
    actions: hostIds.map((hostId) => ({ what: "reboot", hostId })),
    ...over,
  });
}

async function visit(hostId: string, finishedAt: Date, judgement = testJudgement({})) {
  await visitTestHost(hostId, { readings: testReadings("pve", null, finishedAt.toISOString()), judgement, finishedAt });
}

describe("a maintenance window", () => {
  it("is planned, planned otherwise, and cancelled once", async () => {
    const [one, two] = [await addTestHost("plan-1"), await addTestHost("plan-2")];
    const { id } = await planWindow(planFor([two, one]), ada);
    expect(await loadWindow(id, now)).toMatchObject({ state: "planned", createdBy: ada, hosts: [{ name: "plan-2" }, { name: "plan-1" }] });
    await changeWindow(id, planFor([one], { title: "Other" }), ada);
    expect(await loadWindow(id, later(61))).toMatchObject({ title: "Other", state: "running", hosts: [{ name: "plan-1" }] });
    await cancelWindow(id, ada, now);
    expect((await listWindows(now))[0]).toMatchObject({ state: "cancelled" });
    await expect(cancelWindow(id, ada, now)).rejects.toThrow("was cancelled");
    await expect(planWindow(planFor(["00000000-0000-4000-8000-000000000009"]), ada)).rejects.toMatchObject({
      code: "invalid",
      fields: { "actions.0.hostId": expect.stringContaining("no such host") },
    });
  });

  it("is quiet for its hosts while it runs, and its closing may mark them as good", async () => {
    const [mine, other, silent] = [await addTestHost("quiet-1"), await addTestHost("quiet-2"), await addTestHost("quiet-3")];
    await visit(mine, now);
    const { id } = await planWindow(planFor([mine, silent]), ada);
    expect(await quietReason(mine, now)).toBeNull();
    expect(await quietReason(mine, later(61))).toContain('"Kernel update" is open');
    expect(await quietReason(other, later(61))).toBeNull();
    expect((await listOpenWindows(later(130))).map(({ state }) => state)).toEqual(["overrun"]);
    await closeWindow(id, { verdict: "as-before", markKnownGood: true }, ada, later(130));
    expect(await quietReason(mine, later(131))).toBeNull();
    const marks = await db().host.findMany({
      where: { id: { in: [mine, silent] } },
      orderBy: { name: "asc" },
      select: { knownGoodAt: true },
    });
    expect(marks.map(({ knownGoodAt }) => knownGoodAt)).toEqual([later(130), null]);
    expect(await db().auditEntry.count({ where: { action: "host.known-good", subject: "quiet-1" } })).toBe(1);
  });
});

describe("a pre-check", () => {
  it("waits for its visits, then decides once, and fills the checklist", async () => {
    const id = await addTestHost("check-1");
    await visit(id, now);
    const window = await planWindow(planFor([id]), ada);
    const asked = await askCheck(window.id, "pre", ada);
    expect(await askCheck(window.id, "pre", ada)).toEqual(asked);
    await decideDueChecks(log("worker"), () => later(1));
    expect(await loadCheck(window.id, asked.id)).toMatchObject({ status: "collecting", progress: { done: 0, total: 1 } });
    expect(await lastVerdicts([window.id])).toEqual(new Map());
    const console = testFinding("access/no-out-of-band-console", "host:check-1", "console");
    await visit(id, later(2), testJudgement({ "access/no-out-of-band-console": [console] }));
    await decideDueChecks(log("worker"), () => later(3));
    await decideDueChecks(log("worker"), () => later(4));
    const check = await loadCheck(window.id, asked.id);
    expect(check).toMatchObject({ status: "done", verdict: "no-go", doneAt: later(3), progress: { done: 1, total: 1 } });
    expect(await listChecks(window.id)).toMatchObject([{ id: asked.id, kind: "pre", verdict: "no-go" }]);
    const body = PreCheck.parse(check.body);
    expect(body.reasons[0]).toMatchObject({ weight: "blocker", code: "access/no-out-of-band-console", host: "check-1" });
    expect(body.visits[0]).toMatchObject({ host: "check-1", isFresh: true });
    expect((await listChecklist(window.id)).map(({ words }) => words)).toContainEqual(expect.stringMatching(/^step 1: reboot check-1/));
  });

  it("is no-go for a host that no longer answers, with what is known from before", async () => {
    const id = await addTestHost("check-2");
    await visit(id, now);
    const window = await planWindow(planFor([id]), ada);
    const asked = await askCheck(window.id, "pre", ada);
    const { activeVisitId } = await db().host.findUniqueOrThrow({ where: { id }, select: { activeVisitId: true } });
    const begun = await beginVisit(activeVisitId ?? "", later(1));
    if (begun === null) throw new Error("no visit was queued");
    const sentence = "192.0.2.1 does not answer on port 22: is it on?";
    const failure = { code: "unreachable", sentence, state: "unreachable" as const, results: [], durationMs: 1, finishedAt: later(2) };
    await recordVisitFailure({ ...begun, ...failure });
    await decideDueChecks(log("worker"), () => later(3));
    const body = PreCheck.parse((await loadCheck(window.id, asked.id)).body);
    expect(body.verdict).toBe("no-go");
    expect(body.reasons[0]).toMatchObject({ code: "not-read", next: sentence });
    expect(body.visits[0]).toMatchObject({ isFresh: false, seenAt: now.toISOString() });
  });
});

describe("a post-check", () => {
  it("compares with the pre-check: what is gone, what is new", async () => {
    const id = await addTestHost("after-1");
    const window = await planWindow(planFor([id]), ada);
    await askCheck(window.id, "pre", ada);
    await visit(id, later(1));
    await decideDueChecks(log("worker"), () => later(2));
    const asked = await askCheck(window.id, "post", ada);
    const readings = testReadings("pve", null, later(3).toISOString());
    const rest = readings.mounts?.status === "ok" ? readings.mounts.value.slice(1) : [];
    const mounts = { status: "ok" as const, value: rest };
    await visitTestHost(id, { readings: { ...readings, mounts }, judgement: testJudgement({}), finishedAt: later(3) });
    await decideDueChecks(log("worker"), () => later(4));
    const check = await loadCheck(window.id, asked.id);
    const body = PostCheck.parse(check.body);
    expect(check).toMatchObject({ kind: "post", verdict: "worse" });
    expect(await lastVerdicts([window.id])).toEqual(new Map([[window.id, { pre: "care", post: "worse" }]]));
    await expect(loadCheck((await planWindow(planFor([id]), ada)).id, asked.id)).rejects.toMatchObject({ code: "not-found" });
    expect(body.comparedWith).toBe(later(2).toISOString());
    expect(body.hosts[0]?.changes.map(({ subject, what }) => [subject, what])).toEqual([[expect.stringContaining("/mnt/0"), "removed"]]);
  });
});

describe("a checklist", () => {
  it("is ticked with who and when; what follows from facts stays, one's own may go", async () => {
    const { id } = await planWindow(planFor([await addTestHost("list-1")]), ada);
    const { id: line } = await addLine(id, { phase: "before", words: "call Mira" }, ada);
    await tickLine(id, line, true, "Ada", now);
    expect(await listChecklist(id)).toMatchObject([{ words: "call Mira", doneBy: "Ada", doneAt: now, key: null }]);
    await tickLine(id, line, false, "Ada", now);
    expect((await listChecklist(id))[0]?.doneAt).toBeNull();
    await removeLine(id, line);
    await expect(removeLine(id, line)).rejects.toMatchObject({ code: "not-found" });
    await closeWindow(id, { verdict: "worse", markKnownGood: false }, ada, now);
    await expect(addLine(id, { phase: "after", words: "too late" }, ada)).rejects.toThrow("closed");
  });
});
