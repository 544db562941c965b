import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction } from "#lib/db/client.ts";
import { loadMailServer, loadMailSettings, removeMailSettings, saveMailSettings } from "#lib/db/mail-settings.ts";
import { closeWindow, planWindow } from "#lib/db/maintenance.ts";
import { listMail, queueMail, retryMail, tidyOutbox } from "#lib/db/outbox.ts";
import { countHeld } from "#lib/db/untold.ts";
import { log } from "#lib/log.ts";
import { startMailServer } from "#lib/mail/mail-testing.ts";
import { MailSettingsInput } from "#lib/mail/settings.ts";
import { WindowInput } from "#lib/maintenance/window.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost, testFinding, testJudgement, testReadings, visitTestHost } from "#scripts/test-hosts.ts";
import { sendDueMail, tellNewFindings } from "./mail-job.ts";

let database: TestDatabase;
let server: Awaited<ReturnType<typeof startMailServer>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  server = await startMailServer();
});
afterEach(async () => {
  await server.stop();
  await db().mail.deleteMany();
  await db().mailSettings.deleteMany();
  await db().finding.deleteMany();
  await db().maintenanceWindow.deleteMany();
});

const now = new Date("2026-03-01T21:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const ada = "ada@example.org";
const url = "https://bulkhead.example.org";
const never = new AbortController().signal;

function settings(over: object = {}): MailSettingsInput {
  const way = { server: "127.0.0.1", port: server.port, security: "none", login: null, sender: "bulkhead@example.org" };
  return MailSettingsInput.parse({ ...way, alertTo: ["night@example.org"], alertFrom: "high", ...over });
}

/** A visit that finds these subjects at fault, and nothing else. */
async function visit(hostId: string, finishedAt: Date, subjects: readonly string[], change: Parameters<typeof testFinding>[3] = {}) {
  const findings = subjects.map((subject) => testFinding("storage/x", hostId, subject, { title: subject, ...change }));
  const judgement = testJudgement({ "storage/x": findings.length === 0 ? "passed" : findings });
  await visitTestHost(hostId, { readings: testReadings("pve", null, finishedAt.toISOString()), judgement, finishedAt });
}

describe("mail settings", () => {
  it("keep the password sealed, and hand it to no other server", async () => {
    const account = { security: "starttls", login: "bulkhead", password: "a secret" };
    await saveMailSettings(settings(account), ada, now);
    expect(await loadMailSettings()).toMatchObject({ hasPassword: true, login: "bulkhead", alertSince: now });
    expect(JSON.stringify(await loadMailSettings())).not.toContain("secret");
    expect(await loadMailServer()).toMatchObject({ password: "a secret" });
    await saveMailSettings(settings({ ...account, password: undefined, sender: "other@example.org" }), ada, later(1));
    expect(await loadMailServer()).toMatchObject({ password: "a secret", sender: "other@example.org" });
    const moved = saveMailSettings(settings({ ...account, password: undefined, server: "evil.example.org" }), ada, later(2));
    await expect(moved).rejects.toMatchObject({ code: "invalid", fields: { password: expect.stringContaining("not handed") } });
    await removeMailSettings(ada);
    expect(await loadMailServer()).toBeNull();
    await expect(removeMailSettings(ada)).rejects.toMatchObject({ code: "not-found" });
    expect(await db().auditEntry.findMany({ where: { action: { startsWith: "mail." } } })).toHaveLength(3);
  });
});

describe("new findings", () => {
  it("are told once, together, and not what stood before somebody asked", async () => {
    const host = await addTestHost("tell-1");
    await visit(host, now, ["old"]);
    await saveMailSettings(settings(), ada, later(1));
    await visit(host, later(2), ["old", "fresh"]);
    await visit(await addTestHost("tell-mild"), later(2), ["mild"], { severity: "medium" });
    expect(await tellNewFindings(later(2.5), url)).toBe(0);
    expect(await tellNewFindings(later(3), url)).toBe(1);
    expect(await tellNewFindings(later(30), url)).toBe(0);
    const [mail] = await listMail(10);
    expect(mail).toMatchObject({
      to: ["night@example.org"],
      status: "waiting",
      subject: expect.stringContaining("1 new finding on tell-1"),
    });
    await sendDueMail(log("test"), never, () => later(3));
    expect(server.taken.map(({ to }) => to)).toEqual([["night@example.org"]]);
    expect((await listMail(10))[0]).toMatchObject({ status: "sent", attempts: 1, sentAt: later(3) });
  });

  it("that come and go are told again only after a day", async () => {
    const host = await addTestHost("tell-flap");
    await saveMailSettings(settings(), ada, now);
    await visit(host, later(1), ["flaps"]);
    expect(await tellNewFindings(later(5), url)).toBe(1);
    await visit(host, later(10), []);
    await visit(host, later(20), ["flaps"]);
    expect(await tellNewFindings(later(40), url)).toBe(0);
    expect(await tellNewFindings(later(5 + 24 * 60 + 1), url)).toBe(1);
  });

  it("of hosts in a maintenance window wait for its end, and what is gone by then is not told", async () => {
    const [inside, outside] = [await addTestHost("held-in"), await addTestHost("held-out")];
    await saveMailSettings(settings(), ada, now);
    const plan = { title: "Kernel", startsAt: later(10).toISOString(), endsAt: later(60).toISOString(), timeZone: "UTC" };
    const { id } = await planWindow(WindowInput.parse({ ...plan, actions: [{ what: "reboot", hostId: inside }] }), ada);
    await visit(inside, later(20), ["stays", "passes"]);
    expect(await tellNewFindings(later(30), url)).toBe(0);
    expect([await countHeld(later(30)), await countHeld(later(30), [inside]), await countHeld(later(30), [outside])]).toEqual([2, 2, 0]);
    await visit(outside, later(31), ["elsewhere"]);
    expect(await tellNewFindings(later(35), url)).toBe(1);
    expect((await listMail(1))[0]?.subject).toContain("held-out");
    await visit(inside, later(50), ["stays"]);
    await closeWindow(id, { verdict: "worse", markKnownGood: false }, ada, later(55));
    expect(await tellNewFindings(later(56), url)).toBe(1);
    expect((await listMail(1))[0]?.text).toContain("stays");
    expect((await listMail(1))[0]?.text).not.toContain("passes");
  });

  it("are told once where two workers look at the same time", async () => {
    await saveMailSettings(settings(), ada, now);
    await visit(await addTestHost("tell-two"), later(1), ["two"]);
    const told = await Promise.all([tellNewFindings(later(5), url), tellNewFindings(later(5), url)]);
    expect(told.reduce((sum, each) => sum + each, 0)).toBe(1);
    expect(await listMail(10)).toHaveLength(1);
  });
});

describe("the outbox", () => {
  const queue = () =>
    inTransaction((tx) =>
      queueMail(tx, { about: "report", to: ["night@example.org"], subject: "Weekly report", text: "It is attached." }, now),
    );

  it("waits while no mail server is set, tries again with growing waits, and sends once it is mended", async () => {
    const id = await queue();
    await sendDueMail(log("test"), never, () => now);
    expect((await listMail(1))[0]).toMatchObject({ status: "waiting", attempts: 0 });
    await saveMailSettings(settings(), ada, now);
    await server.stop();
    await sendDueMail(log("test"), never, () => later(1));
    expect((await listMail(1))[0]).toMatchObject({ status: "waiting", attempts: 1, nextTryAt: later(2) });
    expect((await listMail(1))[0]?.errorText).toContain("refuses the connection");
    await sendDueMail(log("test"), never, () => later(1.5));
    expect((await listMail(1))[0]).toMatchObject({ attempts: 1 });
    await sendDueMail(log("test"), never, () => later(2));
    expect((await listMail(1))[0]).toMatchObject({ attempts: 2, nextTryAt: later(7) });
    server = await startMailServer();
    await saveMailSettings(settings(), ada, later(3));
    await sendDueMail(log("test"), never, () => later(3));
    expect((await listMail(1))[0]).toMatchObject({ id, status: "sent", errorText: null });
    await expect(retryMail(id, later(4))).rejects.toMatchObject({ code: "conflict" });
  });

  it("gives up at once what is refused for good, goes on with the next, and tries again when told to", async () => {
    await server.stop();
    let refuses = true;
    server = await startMailServer({
      onRcptTo: (_address, _session, done) => done(refuses ? Object.assign(new Error("no such mailbox"), { responseCode: 550 }) : null),
    });
    await saveMailSettings(settings(), ada, now);
    const ids = [await queue(), await queue()];
    await sendDueMail(log("test"), never, () => now);
    expect((await listMail(5)).map(({ status }) => status)).toEqual(["failed", "failed"]);
    refuses = false;
    await retryMail(ids[0] ?? "", later(1));
    await sendDueMail(log("test"), never, () => later(1));
    expect((await listMail(5)).map(({ status }) => status).sort()).toEqual(["failed", "sent"]);
  });

  it("is sent once where two workers look at the same time", async () => {
    await saveMailSettings(settings(), ada, now);
    await queue();
    await Promise.all([sendDueMail(log("test"), never, () => now), sendDueMail(log("test"), never, () => now)]);
    expect(server.taken).toHaveLength(1);
  });

  it("says of a report that is gone that it is gone", async () => {
    await saveMailSettings(settings(), ada, now);
    const reportIds = ["00000000-0000-4000-8000-000000000001"];
    await inTransaction((tx) =>
      queueMail(tx, { about: "report", to: ["night@example.org"], subject: "Report", text: "Here.", reportIds }, now),
    );
    await sendDueMail(log("test"), never, () => now);
    expect(server.taken[0]?.raw).toContain("no longer kept");
  });

  it("gives up what was tried before the server was taken away, and says still why it failed", async () => {
    await queue();
    await saveMailSettings(settings(), ada, now);
    await server.stop();
    await sendDueMail(log("test"), never, () => later(1));
    await removeMailSettings(ada);
    await tidyOutbox(later(73 * 60));
    expect((await listMail(1))[0]).toMatchObject({ status: "failed", errorText: expect.stringContaining("refuses the connection") });
    server = await startMailServer();
  });

  it("gives up what no server was set for, and forgets what is long over", async () => {
    await queue();
    await tidyOutbox(later(73 * 60));
    expect((await listMail(1))[0]).toMatchObject({ status: "failed", errorText: expect.stringContaining("no mail server") });
    await tidyOutbox(later(91 * 24 * 60));
    expect(await listMail(1)).toEqual([]);
  });
});
