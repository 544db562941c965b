import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { db } from "#lib/db/client.ts";
import { registerKnownHosts } from "#lib/db/manage-hosts.ts";
import type { FleetMember } from "#lib/graph/unite.ts";
import { Child } from "#scripts/child.ts";
import { findPort } from "#scripts/port.ts";
import type { CleanUp } from "./clean-up.ts";
import { type BenchDatabase, startDatabase } from "./database.ts";
import { guestsPerHost, largeSites, recordedSite } from "./graph-fleet.ts";
import { medianOf, ms } from "./numbers.ts";
import { type Part, type Table, type Target, verdict } from "./report.ts";

const promisedHosts = 300;
const limitMs = 2000;
const monthMs = 30 * 86_400_000;

/** What one size of fleet took in a browser, from the navigation on: medians, in milliseconds. */
interface Measured {
  hosts: number;
  /** Until the first host of the picture can be clicked. */
  picture: number;
  /** From a click on a host until its panel tells of it. */
  panel: number;
  /** From a click on another view until it is drawn. */
  view: number;
  bytes: number;
}

/** The topology page in a real browser, on a server of its own whose database holds as many hosts as asked for. */
export async function measureTopology(recordings: string, isQuick: boolean, signal: AbortSignal, cleanUp: CleanUp): Promise<Part> {
  if (!existsSync(".next/standalone/server.js") || !existsSync("dist/web.mjs"))
    throw new Error("There is no build to measure: run `npm start` once, then try again.");
  const site = await recordedSite(recordings);
  const database = await startDatabase(cleanUp);
  const url = await startWeb(cleanUp);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", chromiumSandbox: false });
  cleanUp.defer(() => browser.close());
  const cookies = await signUp(browser, url);
  const measured: Measured[] = [];
  for (const hosts of isQuick ? [promisedHosts] : [30, 100, promisedHosts, 1000]) {
    await fill(database, largeSites(site, hosts));
    const rounds: Omit<Measured, "hosts">[] = [];
    for (let round = 0; round < (isQuick ? 2 : 5); round += 1) {
      signal.throwIfAborted();
      rounds.push(await openOnce(browser, url, cookies));
    }
    const median = (part: keyof (typeof rounds)[number]) => medianOf(rounds.map((round) => round[part]));
    measured.push({ hosts, picture: median("picture"), panel: median("panel"), view: median("view"), bytes: median("bytes") });
  }
  return partOf(measured);
}

async function startWeb(cleanUp: CleanUp): Promise<string> {
  const logs = join(cleanUp.folder(), "logs");
  mkdirSync(logs);
  const { port } = await findPort("127.0.0.1", 4370);
  const env = { PORT: String(port), HOSTNAME: "127.0.0.1", BULKHEAD_LISTEN: "127.0.0.1" };
  const web = new Child({ name: "web", script: "dist/web.mjs", root: process.cwd(), logs, env, say: console.error });
  cleanUp.defer(() => web.stop(10_000));
  const url = `http://127.0.0.1:${port}`;
  await web.answers(`${url}/api/v1/health`, 60_000);
  return url;
}

type Cookies = Awaited<ReturnType<Awaited<ReturnType<Browser["newContext"]>>["cookies"]>>;

async function signUp(browser: Browser, url: string): Promise<Cookies> {
  const context = await browser.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const data = { name: "Bench", email: "bench@example.org", password: randomUUID() };
  const made = await context.request.post("/api/auth/sign-up/email", { data });
  if (!made.ok()) throw new Error(`no account could be made: ${made.status()} ${await made.text()}`);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

/** Puts a fleet into the database as visits would have left it: hosts, each with a snapshot that holds its part of the graph. */
async function fill(database: BenchDatabase, members: readonly FleetMember[]): Promise<void> {
  await database.query("delete from host");
  const access = { login: "bench", keyFile: "/nowhere", hostKeys: [], site: null, intervalSeconds: monthMs / 1000, port: 22 };
  await registerKnownHosts(
    members.map(({ name, address }) => ({ name, address: address || "192.0.2.1", ...access })),
    new Date(Date.now() + monthMs),
  );
  const ids = new Map((await database.query<{ id: string; name: string }>("select id, name from host")).map(({ id, name }) => [name, id]));
  const now = new Date();
  const snapshots = members.flatMap(({ name, part }) => {
    const hostId = ids.get(name);
    const seen = { seenFrom: now, seenUntil: now };
    return hostId === undefined ? [] : [{ id: randomUUID(), hostId, readings: {}, verdicts: [], score: {}, part, digest: "", ...seen }];
  });
  for (let at = 0; at < snapshots.length; at += 50) await db().snapshot.createMany({ data: snapshots.slice(at, at + 50) });
  await database.query(`update host h set "snapshotId" = s.id, "lastSeenAt" = s."seenUntil" from snapshot s where s."hostId" = h.id`);
}

/** One visitor with an empty cache. */
async function openOnce(browser: Browser, url: string, cookies: Cookies): Promise<Omit<Measured, "hosts">> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  try {
    await context.addCookies(cookies);
    const page = await context.newPage();
    let bytes = 0;
    page.on("requestfinished", (request) => {
      if (!request.url().endsWith("/fleet-graph")) return;
      void request.sizes().then(({ responseBodySize }) => {
        bytes = responseBodySize;
      });
    });
    await page.goto("/topology", { waitUntil: "commit" });
    const host = page.locator(".react-flow__node-box button[aria-pressed]").first();
    await host.waitFor();
    const picture = await now(page);
    const clicked = await now(page);
    await host.click();
    await page.getByText(/^Its loss alone takes/).waitFor();
    const panel = (await now(page)) - clicked;
    const asked = await now(page);
    await page.getByRole("link", { name: "Storage" }).click();
    await page.locator(".react-flow__node-box").filter({ hasText: "storage" }).first().waitFor({ state: "attached" });
    return { picture, panel, view: (await now(page)) - asked, bytes };
  } finally {
    await context.close();
  }
}

/** Milliseconds since the navigation, when the page has drawn and has time for us. */
function now(page: Page): Promise<number> {
  return page.evaluate(() => new Promise<number>((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))));
}

function partOf(measured: readonly Measured[]): Part {
  const promised = measured.find(({ hosts }) => hosts === promisedHosts);
  const name = `the topology page of ${promisedHosts} hosts can be used after, ms`;
  const targets: Target[] = promised === undefined ? [] : [{ name, limit: limitMs, value: promised.picture }];
  const main: Table = {
    title: "The topology page in a browser",
    notes: [
      `Chromium beside the server on this machine, nothing cached; ${guestsPerHost} guests a host; medians, from the navigation on.`,
      "It holds what the server answers, the union, the picture, ELK's layout and React Flow's first drawing.",
    ],
    head: ["hosts", "first picture", "a host's panel", "another view", "facts, as sent"],
    rows: measured.map(({ hosts, picture, panel, view, bytes }) => [
      String(hosts),
      ms(picture),
      ms(panel),
      ms(view),
      `${(bytes / 2 ** 20).toFixed(1)} MiB`,
    ]),
  };
  const promises: Table = {
    title: "What we promise of it",
    notes: [],
    head: ["", "measured", "target"],
    rows: targets.map((target) => [target.name, ms(target.value), verdict(target)]),
  };
  return { tables: [main, promises], targets, data: { topology: measured } };
}
