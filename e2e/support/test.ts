import { test as base, expect, type Page } from "@playwright/test";
import { type House, startHouse } from "./house.ts";

export { expect, type Page };

interface Options {
  /** Complaints of the browser that a story provokes; every other one fails it. */
  expectedErrors: RegExp[];
}

interface WorkerOptions {
  /** Stories with the same words share a house; words of its own give a file one that nobody has used. */
  houseOf: string;
}

/** Stories in which a page must not complain: an error on the console, one that nobody catches, or a dialog fails them. */
export const test = base.extend<Options & { quietPages: undefined }, { house: House } & WorkerOptions>({
  houseOf: ["all stories", { option: true, scope: "worker" }],
  expectedErrors: [[], { option: true }],
  quietPages: [
    async ({ context, expectedErrors }, use) => {
      const complaints: string[] = [];
      const complain = (what: string) => {
        if (!expectedErrors.some((pattern) => pattern.test(what))) complaints.push(what);
      };
      context.on("console", (message) => message.type() === "error" && complain(`console: ${message.text()}`));
      context.on("weberror", (error) => complain(`uncaught: ${error.error().message}`));
      context.on("dialog", (dialog) => {
        complain(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      await use(undefined);
      expect(complaints, "what the browser complained about").toEqual([]);
    },
    { auto: true },
  ],
  house: [
    async ({ houseOf: _ }, use) => {
      const house = await startHouse();
      await use(house);
      await house.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

/** Stories on the demo fleet, signed in as its only visitor. */
export const demoTest = test.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  baseURL: async ({}, use) => use(process.env.BULKHEAD_E2E_DEMO),
  page: async ({ page }, use) => {
    await page.request.get("/");
    await use(page);
  },
});

/** Stories on a server without simulated hosts, signed in as its administrator. */
export const houseTest = test.extend({
  baseURL: async ({ house }, use) => use(house.url),
  page: async ({ page, house }, use) => {
    await page.context().addCookies(house.cookies);
    await use(page);
  },
});
