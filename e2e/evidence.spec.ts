import { step, trustKey, tryWayIn } from "./support/add-host.ts";
import { pageOf } from "./support/api.ts";
import { controls, type HostileHost, markup, shownEscapes, startHostileHost } from "./support/hostile-host.ts";
import { demoTest, expect, houseTest, type Page } from "./support/test.ts";

demoTest.describe("Evidence", () => {
  demoTest("a finding leads to the whole output, its telling lines marked", async ({ page }) => {
    await page.goto(await pageOf(page.request, "kvm-02"));
    await page
      .locator("summary")
      .filter({ hasText: /required at boot/ })
      .first()
      .click();
    const excerpt = page.getByRole("figure").filter({ hasText: "nas-01:/volume1/vms" }).first();
    const quoted = await excerpt.getByRole("listitem").filter({ hasText: "Telling line" }).allTextContents();
    expect(quoted.length).toBeGreaterThan(0);
    await excerpt.getByRole("link", { name: "/etc/fstab" }).click();
    await expect(page).toHaveURL(/\?tab=evidence&source=%2Fetc%2Ffstab$/);

    const output = page.getByRole("group", { name: "Output of /etc/fstab" });
    const telling = output.getByRole("listitem").filter({ hasText: "Telling line" });
    await expect(telling).toHaveText(quoted);
    await expect(output.getByRole("listitem").filter({ hasText: "/boot/efi" })).not.toContainText("Telling line");
    await expect(page.getByText(`${quoted.length} telling lines marked`)).toBeVisible();
  });

  demoTest("every source of the visit is listed with what came of it", async ({ page }) => {
    await page.goto(`${await pageOf(page.request, "kvm-02")}?tab=evidence`);
    const sources = page.getByRole("group", { name: "Sources of this visit" });
    await expect(sources.getByRole("row", { name: /^ip -j -d link ok [\d.]+ KiB \d+ ms$/ })).toBeVisible();
    await sources.getByRole("link", { name: "lspci -Dnnk" }).click();
    await expect(page.getByRole("group", { name: "Output of lspci -Dnnk" })).toContainText("X540-AT2");
    await page.getByText(/sources that this host does not have/).click();
    await expect(page.getByRole("group", { name: "Sources without output" }).getByText("not there").first()).toBeVisible();
  });
});

houseTest.describe("A hostile host", () => {
  let hostile: HostileHost;
  houseTest.beforeAll(async () => {
    hostile = await startHostileHost();
  });
  houseTest.afterAll(() => hostile.stop());

  houseTest("what it says is text on every page, and none of it runs", async ({ page }) => {
    await addHost(page, hostile);
    const host = new URL(page.url()).pathname;
    await expect(page.getByText(`on ${markup}${shownEscapes}`)).toBeVisible();
    await expect(page.locator("summary").filter({ hasText: markup }).first()).toBeVisible();

    const places = [
      "",
      ...["network", "storage", "hardware", "guests", "cluster", "changes", "not-read", "evidence"].map((tab) => `?tab=${tab}`),
    ];
    for (const place of [...places, "?tab=evidence&source=%2Fetc%2Ffstab"]) {
      await page.goto(host + place);
      await expect(page.getByRole("heading", { name: "hostile", exact: true })).toBeVisible();
      await expectHarmless(page);
    }
    const line = page.getByRole("group", { name: "Output of /etc/fstab" }).getByRole("listitem").filter({ hasText: "onerror" });
    await expect(line).toContainText(`nas-01:/${markup.replaceAll(" ", "\\040")}${shownEscapes}`);

    await page.goto(`${host}?tab=guests`);
    await expect(page.getByRole("row").filter({ hasText: markup })).toBeVisible();
    await page.goto("/");
    await expect(page.getByRole("link", { name: "hostile" }).first()).toBeVisible();
    await expectHarmless(page);
  });
});

async function addHost(page: Page, { port, keyFile }: HostileHost): Promise<void> {
  await page.goto("/hosts/new");
  await tryWayIn(page, { address: "127.0.0.1", port, user: "bulkhead", keyFile });
  await trustKey(page);
  await expect(step(page, "Read what only root may")).toContainText("ok");
  await page.getByLabel("Name").fill("hostile");
  await page.getByRole("button", { name: "Add and collect" }).click();
  await expect(page.getByRole("status").filter({ hasText: /^Visited/ })).toBeVisible();
}

/** Nothing of the host's became an element or ran; no control character of its reached the page. */
async function expectHarmless(page: Page): Promise<void> {
  await expect(page.locator("img")).toHaveCount(0);
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  const text = await page.getByRole("main").textContent();
  expect(controls.filter((character) => text?.includes(character))).toEqual([]);
}
