import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as authPost } from "#app/api/auth/[...all]/route.ts";
import { GET as retention, PUT as setRetention } from "#app/api/v1/report-retention/route.ts";
import { DELETE as removeSchedule, PUT as setSchedule } from "#app/api/v1/report-schedules/[id]/route.ts";
import { POST as addSchedule, GET as schedules } from "#app/api/v1/report-schedules/route.ts";
import { GET as file } from "#app/api/v1/reports/[id]/file/route.ts";
import { PATCH as change, DELETE as remove } from "#app/api/v1/reports/[id]/route.ts";
import { GET as kept } from "#app/api/v1/reports/kept/route.ts";
import { POST as askFor } from "#app/api/v1/reports/route.ts";
import { runReportJob } from "#collectors/worker/report-job.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";

let database: TestDatabase;
let cookie = "";
const origin = "http://127.0.0.1:3000";
const account = { name: "Ada", email: "ada@example.org", password: "correct horse battery" };

function ask(path: string, method = "GET", body?: unknown): Request {
  const headers = { host: "127.0.0.1:3000", origin, "sec-fetch-site": "same-origin", "content-type": "application/json", cookie };
  return new Request(`${origin}/api/v1${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}
const at = (params: unknown = {}) => ({ params: Promise.resolve(params) });
const nobody = { id: "00000000-0000-4000-8000-000000000000" };

beforeAll(async () => {
  database = await freshDatabase();
  const headers = { host: "127.0.0.1:3000", origin, "content-type": "application/json" };
  const made = await authPost(new Request(`${origin}/api/auth/sign-up/email`, { method: "POST", headers, body: JSON.stringify(account) }));
  cookie = made.headers.getSetCookie().join("; ");
});
afterAll(() => database.drop());

const weekly = {
  ...{ trigger: "weekly", enabled: true, kind: "fleet", formats: ["pdf"], weekday: 1, time: "06:00", timeZone: "Europe/Berlin" },
  recipients: ["night@example.org"],
};

async function madeReport(): Promise<string> {
  const { reportId } = (await (await askFor(ask("/reports", "POST", { kind: "fleet", format: "html" }), at())).json()) as {
    reportId: string;
  };
  await runReportJob({ data: { reportId }, signal: new AbortController().signal }, () => new Date());
  return reportId;
}

describe("the API of kept reports", () => {
  it("gives the file with its hash, by which the bytes can be proven", async () => {
    const id = await madeReport();
    const answer = await file(ask(`/reports/${id}/file`), at({ id }));
    const content = Buffer.from(await answer.arrayBuffer());
    const digest = createHash("sha256").update(content);
    const hex = digest.copy().digest("hex");
    expect(answer.headers.get("etag")).toBe(`"${hex}"`);
    expect(answer.headers.get("repr-digest")).toBe(`sha-256=:${digest.digest("base64")}:`);
    expect(answer.headers.get("cache-control")).toContain("no-transform");
    const listed = (await (await kept(ask("/reports/kept?limit=1"), at())).json()) as { reports: { hash: string }[]; total: number };
    expect(listed).toMatchObject({ total: 1, reports: [{ hash: hex, keep: true, run: null, requestedBy: account.email }] });
    expect(await (await kept(ask("/reports/kept?limit=1&page=2"), at())).json()).toMatchObject({ reports: [], total: 1 });
    expect((await change(ask(`/reports/${id}`, "PATCH", { keep: false }), at({ id }))).status).toBe(204);
    expect((await remove(ask(`/reports/${id}`, "DELETE"), at({ id }))).status).toBe(204);
    expect((await file(ask(`/reports/${id}/file`), at({ id }))).status).toBe(404);
  });

  it("adds, changes and removes schedules, and says which field does not fit", async () => {
    const added = await addSchedule(ask("/report-schedules", "POST", weekly), at());
    expect(added.status).toBe(201);
    const { id } = (await added.json()) as { id: string };
    const listed = (await (await schedules(ask("/report-schedules"), at())).json()) as { schedules: { nextAt: string | null }[] };
    expect(listed.schedules).toMatchObject([
      { trigger: "before-window", enabled: true, leadMinutes: 120, formats: ["pdf", "html"] },
      { id },
    ]);
    expect(new Date(listed.schedules[1]?.nextAt ?? 0).getTime()).toBeGreaterThan(Date.now());
    expect((await setSchedule(ask(`/report-schedules/${id}`, "PUT", { ...weekly, enabled: false }), at({ id }))).status).toBe(204);
    const wrong = { ...weekly, formats: [], time: "6:00", timeZone: "Europe/Nowhere", recipients: ["a@b"], weekday: 8 };
    const refused = await addSchedule(ask("/report-schedules", "POST", wrong), at());
    const { error } = (await refused.json()) as { error: { fields: Record<string, string> } };
    expect([refused.status, Object.keys(error.fields).sort()]).toEqual([400, ["formats", "recipients.0", "time", "timeZone", "weekday"]]);
    const newline = { ...weekly, recipients: ["night@example.org\r\nBcc: evil@example.org"] };
    expect((await addSchedule(ask("/report-schedules", "POST", newline), at())).status).toBe(400);
    expect((await addSchedule(ask("/report-schedules", "POST", { ...weekly, kind: "host" }), at())).status).toBe(400);
    expect((await removeSchedule(ask(`/report-schedules/${id}`, "DELETE"), at({ id }))).status).toBe(204);
    expect((await removeSchedule(ask(`/report-schedules/${id}`, "DELETE"), at({ id }))).status).toBe(404);
  });

  it("sets how long reports are kept, within reason", async () => {
    expect((await setRetention(ask("/report-retention", "PUT", { keepDays: 90, maximumGib: 2 }), at())).status).toBe(204);
    expect(await (await retention(ask("/report-retention"), at())).json()).toEqual({
      retention: { keepDays: 90, maximumGib: 2 },
      storedBytes: 0,
    });
    for (const wrong of [{ keepDays: 0, maximumGib: 2 }, { keepDays: 90, maximumGib: 0 }, { keepDays: 90 }])
      expect((await setRetention(ask("/report-retention", "PUT", wrong), at())).status).toBe(400);
  });

  it("lets viewers read and no more", async () => {
    const id = await madeReport();
    await database.query(`update "user" set role = 'viewer'`);
    const reads = [kept(ask("/reports/kept"), at()), schedules(ask("/report-schedules"), at()), retention(ask("/report-retention"), at())];
    expect((await Promise.all([...reads, file(ask(`/reports/${id}/file`), at({ id }))])).map(({ status }) => status)).toEqual([
      200, 200, 200, 200,
    ]);
    const changes = await Promise.all([
      addSchedule(ask("/report-schedules", "POST", weekly), at()),
      setSchedule(ask("/report-schedules/x", "PUT", weekly), at(nobody)),
      removeSchedule(ask("/report-schedules/x", "DELETE"), at(nobody)),
      setRetention(ask("/report-retention", "PUT", { keepDays: 90, maximumGib: 2 }), at()),
      change(ask(`/reports/${id}`, "PATCH", { keep: false }), at({ id })),
      remove(ask(`/reports/${id}`, "DELETE"), at({ id })),
    ]);
    expect(changes.map(({ status }) => status)).toEqual(changes.map(() => 403));
    await database.query(`update "user" set role = 'admin'`);
  });
});
