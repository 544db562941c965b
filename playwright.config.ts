import { defineConfig } from "@playwright/test";

/** Browser tests: user stories on a server of their own, with real hosts behind real SSH. `npm test` builds first and names the browser. */
const withoutSurprises = [
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  globalSetup: "./e2e/support/global-setup.ts",
  outputDir: "test-results",
  reporter: "list",
  // One worker: the stories share two servers, and a machine that is busy measures nothing.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
      // It works neither as root nor in most containers, and these pages are our own.
      chromiumSandbox: false,
      args: withoutSurprises,
    },
  },
});
