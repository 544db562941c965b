import { afterAll, beforeAll, expect, it } from "vitest";
import { POST as authPost } from "#app/api/auth/[...all]/route.ts";
import { DELETE, GET, PUT } from "#app/api/v1/postmortems/[id]/route.ts";
import { POST as add, GET as list } from "#app/api/v1/postmortems/route.ts";
import { testReport } from "#lib/postmortems/testing.ts";
import { freshDatabase, type TestDatabase } from "#scripts/test-database.ts";

let database: TestDatabase;
let cookie = "";
const origin = "http://127.0.0.1:3000";
const account = { name: "Ada", email: "ada@example.org", password: "correct horse battery" };

function ask(path: string, method = "GET", body?: unknown): Request {
  const headers = { host: "127.0.0.1:3000", origin, "sec-fetch-site": "same-origin", "content-type": "application/json", cookie };
  return new Request(`${origin}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}
const at = (params: unknown = {}) => ({ params: Promise.resolve(params) });
const path = (id: string) => `/api/v1/postmortems/${id}`;

beforeAll(async () => {
  database = await freshDatabase();
  await authPost(ask("/api/auth/sign-up/email", "POST", account));
  const answer = await authPost(ask("/api/auth/sign-in/email", "POST", account));
  cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
});
afterAll(() => database.drop());

it("takes an own incident in, lists it among all, replaces and removes it", async () => {
  const made = await add(ask("/api/v1/postmortems", "POST", { markdown: testReport("ours") }), at());
  expect([made.status, await made.json()]).toEqual([201, { id: "ours" }]);
  const { postmortems } = await (await list(ask("/api/v1/postmortems"), at())).json();
  expect(postmortems).toEqual(expect.arrayContaining([expect.objectContaining({ id: "ours", origin: "own" })]));
  const put = await PUT(ask(path("ours"), "PUT", { markdown: testReport("ours-too") }), at({ id: "ours" }));
  expect(await put.json()).toEqual({ id: "ours-too" });
  expect((await GET(ask(path("ours")), at({ id: "ours" }))).status).toBe(404);
  expect(await (await GET(ask(path("ours-too")), at({ id: "ours-too" }))).json()).toMatchObject({ title: "Incident ours-too" });
  expect((await DELETE(ask(path("ours-too"), "DELETE"), at({ id: "ours-too" }))).status).toBe(204);
});

it("says field by field what does not fit, and that an id is taken", async () => {
  const bad = await add(ask("/api/v1/postmortems", "POST", { markdown: testReport("bad", { scenarios: "[fire]" }) }), at());
  expect([bad.status, await bad.json()]).toMatchObject([
    400,
    { error: { fields: { "scenarios[1]": expect.stringContaining("one of reboot") } } },
  ]);
  const taken = await add(ask("/api/v1/postmortems", "POST", { markdown: testReport("kvm-pair-panic-reboot") }), at());
  expect(taken.status).toBe(409);
  const shipped = await DELETE(ask(path("kvm-pair-panic-reboot"), "DELETE"), at({ id: "kvm-pair-panic-reboot" }));
  expect(shipped.status).toBe(404);
  expect((await GET(ask(path("..%2fx")), at({ id: "../x" }))).status).toBe(404);
  const nul = await add(ask("/api/v1/postmortems", "POST", { markdown: `${testReport("nul")}\u0000` }), at());
  expect(nul.status).toBe(400);
});

it("lets viewers read and no more", async () => {
  await database.query(`update "user" set role = 'viewer'`);
  expect((await list(ask("/api/v1/postmortems"), at())).status).toBe(200);
  expect((await add(ask("/api/v1/postmortems", "POST", { markdown: testReport("x") }), at())).status).toBe(403);
  await database.query(`update "user" set role = 'admin'`);
});
