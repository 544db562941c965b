import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pageOf } from "./support/api.ts";
import { expect, demoTest as story } from "./support/test.ts";

story.describe("What no host can tell", () => {
  story("a declared console closes the finding that there is none", async ({ page }) => {
    const host = await pageOf(page.request, "k8s-cp-01");
    const finding = page
      .locator("summary")
      .filter({ hasText: /console/i })
      .first();
    await page.goto(host);
    await expect(finding).toBeVisible();

    await page.goto(`/settings/declared?host=${host.split("/").at(-1)}`);
    await page.getByLabel("Address", { exact: true }).fill("https://panel.example.org");
    await page.getByLabel("Last tested on (optional)").fill(new Date().toISOString().slice(0, 10));
    await page.getByRole("button", { name: "Declare" }).click();
    const row = page.getByRole("listitem").filter({ hasText: "https://panel.example.org" });
    await expect(row).toContainText("k8s-cp-01");

    await expect(async () => {
      await page.goto(host);
      await expect(finding).toBeHidden({ timeout: 1000 });
    }).toPass({ timeout: 40_000 });

    await page.goto("/settings/declared");
    await row.getByRole("button", { name: /^Take back/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
    await expect(row).toBeHidden();
  });

  story.describe(() => {
    story.use({ expectedErrors: [/status of 400/] });
    story("what does not fit is said at its field", async ({ page }) => {
      await page.goto("/settings/declared");
      await page.getByLabel("What", { exact: true }).selectOption("Switch port");
      await page.getByLabel("Card or bond of the host").fill("eno1");
      await page.getByLabel("Switch", { exact: true }).fill("sw1");
      await page.getByLabel("Port", { exact: true }).fill("1");
      await page.getByLabel("Tagged VLANs (optional)").fill("ten");
      await page.getByRole("button", { name: "Declare" }).click();
      await expect(page.getByText("VLANs as 10,20-40")).toBeVisible();
    });
  });
});

const config = `route:
  receiver: mail
  routes:
    - receiver: "null"
      matchers: ['alertname = "Watchdog"']
receivers:
  - name: "null"
  - name: mail
    webhook_configs:
      - url: http://198.51.100.7/hook
`;
const documents: Record<string, unknown> = {
  "/api/v2/status": { config: { original: config }, cluster: { status: "disabled" }, versionInfo: { version: "0.28.0" } },
  "/api/v2/silences": [],
  "/api/v2/receivers": [],
  "/api/v2/alerts": [],
};

story.describe("The way of an alert", () => {
  let alertmanager: Server;
  story.beforeAll(async () => {
    alertmanager = createServer((request, response) => {
      const document = documents[request.url ?? ""];
      if (document === undefined) response.writeHead(404).end();
      else response.end(JSON.stringify(document));
    });
    await new Promise<void>((resolve) => alertmanager.listen(0, "127.0.0.1", resolve));
  });
  story.afterAll(() => alertmanager.close());

  story("an Alertmanager that is entered is read, and where its dead man's alert ends is shown", async ({ page }) => {
    const { port } = alertmanager.address() as AddressInfo;
    await page.goto("/settings/sources");
    await expect(page.getByText("unknown, not fine")).toBeVisible();
    await page.getByLabel("Name").fill("am-1");
    await page.getByLabel("Address", { exact: true }).fill(`http://127.0.0.1:${port}`);
    await page.getByRole("button", { name: "Add" }).click();
    const row = page.getByRole("listitem").filter({ hasText: "am-1" });
    await expect(row.getByText(/^read /)).toBeVisible({ timeout: 40_000 });

    await page.goto("/");
    const whole = page
      .getByRole("region", { name: "The fleet as a whole" })
      .or(page.locator("section").filter({ hasText: "The fleet as a whole" }));
    await expect(whole.getByText(/Watchdog/).first()).toBeVisible();

    await page.goto("/settings/sources");
    await row.getByRole("button", { name: "Remove am-1" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await expect(row).toBeHidden();
  });

  story("an address that answers nonsense is told as that", async ({ page }) => {
    await page.goto("/settings/sources");
    await page.getByLabel("Kind").selectOption("Prometheus, or what answers like it");
    await page.getByLabel("Name").fill("not-prometheus");
    await page.getByLabel("Address", { exact: true }).fill(`http://127.0.0.1:${(alertmanager.address() as AddressInfo).port}`);
    await page.getByRole("button", { name: "Add" }).click();
    const row = page.getByRole("listitem").filter({ hasText: "not-prometheus" });
    await expect(row.getByText(/with 404/)).toBeVisible({ timeout: 40_000 });
    await row.getByRole("button", { name: /^Remove/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await expect(row).toBeHidden();
  });
});

story.describe("A finding that is left as it is", () => {
  story("no longer counts, says why, and counts again when that is taken back", async ({ page }) => {
    await page.goto(await pageOf(page.request, "r730"));
    const first = page.locator("details[id]").first();
    await first.locator("summary").click();
    await first.getByRole("button", { name: /^Accept…/ }).click();
    await first.getByLabel("Why it stays as it is").fill("Replaced on Monday");
    await first.getByRole("button", { name: "Accept", exact: true }).click();
    const accepted = page.locator("details").filter({ hasText: "Replaced on Monday" });
    await expect(accepted.locator("summary")).toContainText("accepted");
    await accepted.locator("summary").click();
    await accepted.getByRole("button", { name: /^Let it count again/ }).click();
    await expect(accepted).toHaveCount(0);
  });
});
