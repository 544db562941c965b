import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, request } from "@playwright/test";
import type { Recording } from "#collectors/simulator/recording.ts";
import { keyPairIn, type Simulator, startSimulatedHosts } from "#collectors/simulator/server.ts";
import { step, trustKey, tryWayIn } from "./add-host.ts";
import { listHosts, pageOf } from "./api.ts";
import { type House, startHouse } from "./house.ts";
import { kvmInItsNight } from "./kvm-01.ts";
import { test } from "./test.ts";

export const viewer = { name: "Vera", email: "vera@example.org", password: "only looks at things" } as const;

type Cookies = House["cookies"];

/** A Bulkhead of its own beside kvm-01 behind real SSH, which changes from one visit to the next. */
class Night {
  readonly #house: House;
  readonly #folder: string;
  readonly #host: { name: string; recording: Recording };
  readonly #simulator: Simulator;
  readonly viewerCookies: Cookies;

  constructor(parts: {
    house: House;
    folder: string;
    host: { name: string; recording: Recording };
    simulator: Simulator;
    viewerCookies: Cookies;
  }) {
    this.#house = parts.house;
    this.#folder = parts.folder;
    this.#host = parts.host;
    this.#simulator = parts.simulator;
    this.viewerCookies = parts.viewerCookies;
  }

  get url(): string {
    return this.#house.url;
  }

  get cookies(): Cookies {
    return this.#house.cookies;
  }

  get #way() {
    return { address: "127.0.0.1", port: this.#simulator.hosts[0]?.port ?? 0, user: "bulkhead", keyFile: join(this.#folder, "login") };
  }

  /** Adds the host as a person does, unless an earlier story did; returns the address of its page. */
  async addHost(page: Page): Promise<string> {
    if ((await listHosts(page.request)).length === 0) {
      await page.goto("/hosts/new");
      await tryWayIn(page, this.#way);
      await trustKey(page);
      await expect(step(page, "Read what only root may")).toContainText("ok");
      await page.getByLabel("Name").fill(this.#host.name);
      await page.getByRole("button", { name: "Add and collect" }).click();
      await expect(page.getByRole("status").filter({ hasText: /^Visited/ })).toBeVisible();
    }
    return pageOf(page.request, this.#host.name);
  }

  /** From the next visit on the host is like this. */
  become(recording: Recording): void {
    this.#host.recording = recording;
  }

  /** The host answers nobody any more. */
  silence(): Promise<void> {
    return this.#simulator.stop();
  }

  async end(): Promise<void> {
    await Promise.all([this.#house.stop(), this.#simulator.stop()]);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function startNight(): Promise<Night> {
  const folder = mkdtempSync(join(tmpdir(), "bulkhead-night-"));
  const { publicKey } = keyPairIn(join(folder, "login"), "login");
  const host = { name: "kvm-01", recording: kvmInItsNight() };
  const place = { address: "127.0.0.1", firstPort: 0, hostKeysFolder: folder, authorizedKeys: [publicKey] };
  const [house, simulator] = await Promise.all([startHouse(), startSimulatedHosts([host], place)]);
  return new Night({ house, folder, host, simulator, viewerCookies: await makeViewer(house) });
}

/** A second account, which looks and changes nothing, signed in. */
async function makeViewer({ url, cookies }: House): Promise<Cookies> {
  const extraHTTPHeaders = { origin: url };
  const asAdmin = await request.newContext({ baseURL: url, extraHTTPHeaders, storageState: { cookies, origins: [] } });
  const made = await asAdmin.post("/api/auth/admin/create-user", { data: viewer });
  if (!made.ok()) throw new Error(`No second account could be made: ${made.status()} ${await made.text()}`);
  await asAdmin.dispose();
  const asViewer = await request.newContext({ baseURL: url, extraHTTPHeaders });
  await asViewer.post("/api/auth/sign-in/email", { data: { email: viewer.email, password: viewer.password } });
  const state = await asViewer.storageState();
  await asViewer.dispose();
  return state.cookies;
}

/** Stories of one night, each going on where the one before it ended, signed in as the administrator. */
export const nightTest = test.extend<{ asViewer: boolean }, { night: Night }>({
  asViewer: [false, { option: true }],
  night: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      const night = await startNight();
      await use(night);
      await night.end();
    },
    { scope: "worker", timeout: 150_000 },
  ],
  baseURL: async ({ night }, use) => use(night.url),
  page: async ({ page, night, asViewer }, use) => {
    await page.context().addCookies(asViewer ? night.viewerCookies : night.cookies);
    await use(page);
  },
});
