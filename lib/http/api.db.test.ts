import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as authGet, POST as authPost } from "#app/api/auth/[...all]/route.ts";
import { GET as health } from "#app/api/v1/health/route.ts";
import { DELETE as deleteHost, GET as getHost } from "#app/api/v1/hosts/[id]/route.ts";
import { POST as startVisit } from "#app/api/v1/hosts/[id]/visits/route.ts";
import { GET as listHosts, POST as makeHost } from "#app/api/v1/hosts/route.ts";
import { GET as getEvidence } from "#app/api/v1/snapshots/[id]/evidence/route.ts";
import { GET as getVisit } from "#app/api/v1/visits/[id]/route.ts";
import { POST as startTest } from "#app/api/v1/way-in-tests/route.ts";
import { db } from "#lib/db/client.ts";
import { loadWayInTest } from "#lib/db/way-in-tests.ts";
import { resetEnv } from "#lib/env.ts";
import { setupCode } from "#lib/seal.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";
import { addTestHost } from "#scripts/test-hosts.ts";

let database: TestDatabase;
let cookie = "";
const origin = "http://127.0.0.1:3000";
const own = { host: "127.0.0.1:3000", origin, "sec-fetch-site": "same-origin" };
const account = { name: "Ada", email: "ada@example.org", password: "correct horse battery" };

function ask(path: string, options: { method?: string; body?: unknown; headers?: Record<string, string> } = {}): Request {
  const { method = "GET", body, headers = own } = options;
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  return new Request(`${origin}${path}`, { method, headers: { "content-type": "application/json", cookie, ...headers }, ...content });
}

const at = (params: unknown = {}) => ({ params: Promise.resolve(params) });
const post = (path: string, body: unknown, headers?: Record<string, string>) =>
  authPost(ask(path, { method: "POST", body, ...(headers && { headers }) }));

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

describe("the first account", () => {
  it("is refused to foreign pages, becomes the administrator, and closes sign-up", async () => {
    const foreign = await post("/api/auth/sign-up/email", account, {
      ...own,
      origin: "http://evil.example",
      "sec-fetch-site": "cross-site",
    });
    expect(foreign.status).toBe(403);
    expect((await post("/api/auth/sign-up/email", { ...account, password: "too short" })).status).toBe(400);

    vi.stubEnv("BULKHEAD_LISTEN", "0.0.0.0");
    resetEnv();
    expect((await post("/api/auth/sign-up/email", account)).status).toBe(403);
    const guess = { ...own, "x-bulkhead-setup-code": "0000-0000-0000-0000" };
    expect((await post("/api/auth/sign-up/email", account, guess)).status).toBe(403);
    const told = { ...own, "x-bulkhead-setup-code": ` ${setupCode().toUpperCase().replaceAll("-", " ")}` };
    expect((await post("/api/auth/sign-up/email", { ...account, password: "too short" }, told)).status).toBe(400);
    vi.stubEnv("BULKHEAD_LISTEN", "127.0.0.1");
    resetEnv();

    const both = await Promise.all([account, { ...account, email: "eve@example.org" }].map((who) => post("/api/auth/sign-up/email", who)));
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 403]);
    const users = await database.query<{ email: string; role: string }>(`select email, role from "user"`);
    expect(users).toHaveLength(1);
    expect(users[0]?.role).toBe("admin");

    const password = await database.query<{ password: string }>("select password from account");
    expect(password[0]?.password).not.toContain(account.password);
    expect((await post("/api/auth/sign-up/email", { ...account, email: "late@example.org" })).status).toBe(403);
    await database.query(`update "user" set email = $1`, [account.email]);
  });

  it("signs in with the right password only, by a cookie that scripts cannot read", async () => {
    expect((await post("/api/auth/sign-in/email", { email: account.email, password: "wrong wrong wrong" })).status).toBe(401);
    for (const headers of [{ host: own.host, origin: "http://evil.example" }, { host: own.host }]) {
      expect((await post("/api/auth/sign-in/email", account, headers)).status).toBe(403);
    }
    const answer = await post("/api/auth/sign-in/email", account);
    expect(answer.status).toBe(200);
    const set = answer.headers.get("set-cookie") ?? "";
    expect(set).toMatch(/HttpOnly/i);
    expect(set).toMatch(/SameSite=Lax/i);
    cookie = set.split(";")[0] ?? "";
    expect(await (await authGet(ask("/api/auth/get-session"))).json()).toMatchObject({ user: { role: "admin" } });
  });
});

describe("the API", () => {
  it("tells anybody that it is well, and nothing else", async () => {
    expect(await (await health(ask("/api/v1/health", { headers: {} }), at())).json()).toMatchObject({ status: "ok" });
    const anonymous = await listHosts(new Request(`${origin}/api/v1/hosts`), at());
    expect(anonymous.status).toBe(401);
    expect(await anonymous.json()).toMatchObject({ error: { code: "unauthenticated" } });
  });

  it("changes nothing for a foreign page, even with the cookie", async () => {
    const id = await addTestHost("guarded");
    for (const headers of [
      { host: own.host, origin: "http://evil.example" },
      { host: own.host, origin, "sec-fetch-site": "cross-site" },
      { host: own.host, origin: "null" },
      { host: own.host },
    ]) {
      const answer = await deleteHost(ask(`/api/v1/hosts/${id}`, { method: "DELETE", headers }), at({ id }));
      expect(answer.status).toBe(403);
    }
    expect((await getHost(ask(`/api/v1/hosts/${id}`), at({ id }))).status).toBe(200);
    const owner = await deleteHost(ask(`/api/v1/hosts/${id}`, { method: "DELETE" }), at({ id }));
    expect([owner.status, await owner.text()]).toEqual([204, ""]);
  });

  it("lets viewers read and no more", async () => {
    await database.query(`update "user" set role = 'viewer'`);
    const id = await addTestHost("read-only");
    expect((await listHosts(ask("/api/v1/hosts"), at())).status).toBe(200);
    expect((await deleteHost(ask(`/api/v1/hosts/${id}`, { method: "DELETE" }), at({ id }))).status).toBe(403);
    await database.query(`update "user" set role = 'admin'`);
  });

  it("says which fields do not fit", async () => {
    const body = { address: "-oProxyCommand=x", port: 70_000, login: "root", auth: { kind: "password", password: "" } };
    const answer = await startTest(ask("/api/v1/way-in-tests", { method: "POST", body }), at());
    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as { error: { fields: Record<string, string> } };
    expect(Object.keys(error.fields).sort()).toEqual(["address", "auth.password", "port"]);
  });

  it("refuses what is not JSON, too large, or at no address", async () => {
    const text = new Request(`${origin}/api/v1/way-in-tests`, {
      method: "POST",
      headers: { ...own, cookie, "content-type": "text/plain" },
      body: "{}",
    });
    expect((await startTest(text, at())).status).toBe(400);
    const large = await startTest(ask("/api/v1/way-in-tests", { method: "POST", body: { address: "x".repeat(300_000) } }), at());
    expect(await large.json()).toMatchObject({ error: { message: "The request is larger than 256 KiB." } });
    expect((await getHost(ask("/api/v1/hosts/x"), at({ id: "../../etc" }))).status).toBe(404);
    const unknown = "00000000-0000-4000-8000-000000000000";
    expect((await getHost(ask(`/api/v1/hosts/${unknown}`), at({ id: unknown }))).status).toBe(404);
  });

  it("refuses text that cannot be stored, instead of failing on it", async () => {
    const id = "00000000-0000-4000-8000-000000000000";
    const evidence = await getEvidence(ask(`/api/v1/snapshots/${id}/evidence?source=a%00b`), at({ id }));
    const host = { wayInTestId: id, name: "a\u0000b" };
    const made = await makeHost(ask("/api/v1/hosts", { method: "POST", body: host }), at());
    expect([evidence.status, made.status]).toEqual([400, 400]);
  });

  it("starts a visit and follows it", async () => {
    const id = await addTestHost("visited");
    const answer = await startVisit(ask(`/api/v1/hosts/${id}/visits`, { method: "POST" }), at({ id }));
    expect(answer.status).toBe(202);
    const { visitId } = (await answer.json()) as { visitId: string };
    const visit = await getVisit(ask(`/api/v1/visits/${visitId}`), at({ id: visitId }));
    expect(await visit.json()).toMatchObject({ visit: { id: visitId, status: "queued" } });
  });

  it("seals a secret on its way in and never gives it back", async () => {
    const body = { address: "192.0.2.1", login: "root", auth: { kind: "password", password: "s3cret-of-the-host" } };
    const answer = await startTest(ask("/api/v1/way-in-tests", { method: "POST", body }), at());
    const { wayInTestId } = (await answer.json()) as { wayInTestId: string };
    expect(JSON.stringify(await loadWayInTest(wayInTestId))).not.toContain("s3cret");
    const rows = await db().wayInTest.findMany();
    expect(rows[0]?.sealedSecret).toMatch(/^v1\./);
    expect(JSON.stringify(await database.query("select * from way_in_test, pgboss.job"))).not.toContain("s3cret");
  });

  it("reads no body of the unknown that is larger than a form's", async () => {
    const answer = await post("/api/auth/sign-in/email", { ...account, email: "x".repeat(300_000) });
    expect([answer.status, await answer.json()]).toEqual([400, { message: "The request is larger than 256 KiB." }]);
  });

  it("makes guessing a password slow", async () => {
    const wrong = { email: account.email, password: "guess after guess" };
    const answers = [];
    for (let index = 0; index < 12; index += 1) answers.push((await post("/api/auth/sign-in/email", wrong)).status);
    expect(answers.at(-1)).toBe(429);
  });
});
