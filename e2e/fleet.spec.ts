import type { Locator } from "@playwright/test";
import { expect, type Page, demoTest as story } from "./support/test.ts";

story.describe("Fleet", () => {
  story.beforeEach(({ page }) => page.goto("/"));

  story("the headlines agree with the list", async ({ page }) => {
    const rows = hostRows(page);
    await expect(rows).toHaveCount(10);
    const critical = await rows.filter({ hasText: /\d+ critical/ }).count();
    expect(critical).toBeGreaterThan(0);
    await expect(page.getByRole("link", { name: new RegExp(`^critical findings? on ${critical} hosts?$`) })).toBeVisible();
    await expect(page.getByText(/^hosts? would not come back by (itself|themselves)$/)).toBeVisible();
    await expect(page.getByText(/^of rules decided/)).toBeVisible();
  });

  story("a sound host holds, a faulty one says what happens when", async ({ page }) => {
    const sound = hostRow(page, "tarpon");
    await expect(sound.getByRole("cell", { name: /^Score 1?\d coverage 9\d %$/ })).toBeVisible();
    await expect(sound.getByRole("listitem").filter({ hasText: /critical|high|medium/ })).toHaveCount(0);
    expect(await sound.getByRole("cell", { name: /^(returns|holds|n\/a)$/ }).count()).toBeGreaterThanOrEqual(6);

    const faulty = hostRow(page, "kvm-02")
      .getByRole("link", { name: /^stays down/ })
      .first();
    const findings = Number(/(\d+) findings/.exec((await faulty.textContent()) ?? "")?.[1]);
    await faulty.click();
    await expect(page).toHaveURL(/\/hosts\/[^?]+\?scenario=reboot$/);
    await expect(page.getByRole("link", { name: `Reboot ${findings}` })).toHaveAttribute("aria-current", "true");
    await expect(page.locator("main details").filter({ has: page.getByText("Subject") })).toHaveCount(findings);
  });

  story("the fix that helps most is named, with what the scores would become", async ({ page }) => {
    const card = page.locator("section").filter({ has: page.getByRole("heading", { name: "What would help most" }) });
    await expect(card.getByText(/^Closes \d+ findings? on \d+ hosts?$/).first()).toBeVisible();
    const promise = card
      .getByRole("listitem")
      .filter({ hasText: /^\d+ →\s*becomes \d+/ })
      .first();
    const [before, after] = (await promise.textContent())?.match(/\d+/g)?.map(Number) ?? [];
    expect(after).toBeLessThan(before ?? 0);
    const name = (await promise.getByRole("link").textContent()) ?? "";
    await expect(hostRow(page, name).getByRole("cell", { name: new RegExp(`^Score ${before} `) })).toBeVisible();
  });

  story("sorting stands in the address: reload keeps it, back undoes it", async ({ page }) => {
    await expect(hostRows(page)).toHaveCount(10);
    const byRisk = await names(page);
    await page.getByRole("columnheader").getByRole("link", { name: /^Host/ }).click();
    await expect(page).toHaveURL("/?sort=name");
    await expect(page.getByRole("columnheader", { name: /^Host/ })).toHaveAttribute("aria-sort", "ascending");
    const byName = [...byRisk].sort();
    await expect.poll(() => names(page)).toEqual(byName);
    await page.reload();
    await expect.poll(() => names(page)).toEqual(byName);
    await page.getByRole("columnheader").getByRole("link", { name: /^Host/ }).click();
    await expect(page).toHaveURL("/?sort=name&direction=desc");
    await expect.poll(() => names(page)).toEqual(byName.reverse());
    await page.goBack();
    await page.goBack();
    await expect(page).toHaveURL("/");
    await expect.poll(() => names(page)).toEqual(byRisk);
  });

  story("filters stand in the address, and an empty result says how to get out", async ({ page }) => {
    await page.getByRole("link", { name: "critical", exact: true }).click();
    await expect(page).toHaveURL("/?severity=critical");
    await expect(page.getByRole("link", { name: "critical", exact: true })).toHaveAttribute("aria-current", "true");
    await expect(hostRows(page).filter({ hasText: /\d+ critical/ })).toHaveCount(await hostRows(page).count());
    await page.getByRole("searchbox").fill("kvm");
    await page.getByRole("searchbox").press("Enter");
    await expect(page).toHaveURL("/?text=kvm&severity=critical");
    await expect.poll(() => names(page)).toEqual(["kvm-02", "kvm-01"]);
    await page.reload();
    await expect(page.getByRole("searchbox")).toHaveValue("kvm");

    await page.getByRole("link", { name: "login refused" }).click();
    await expect(page.getByText("No host fits these filters.")).toBeVisible();
    await page.getByRole("link", { name: "Show all hosts" }).click();
    await expect(page).toHaveURL("/");
    await expect(hostRows(page)).toHaveCount(10);
  });

  story("everything is reached by keyboard: a row by Enter, any host by the finder", async ({ page }) => {
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
    await hostRow(page, "r730").getByRole("link", { name: "r730" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "r730" })).toBeVisible();

    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Host, finding, rule, incident or page" }).fill("pve2");
    await expect(page.getByRole("option", { name: /^pve2/ }).first()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "pve2" })).toBeVisible();
  });
});

/** One row for each host: what it is, how it stands, and what it would do in each scenario. */
function hostRows(page: Page): Locator {
  return page.getByRole("group", { name: "Readiness by host and scenario" }).locator("tbody").getByRole("row");
}

function hostRow(page: Page, name: string): Locator {
  return hostRows(page).filter({ has: page.getByRole("link", { name, exact: true }) });
}

function names(page: Page): Promise<string[]> {
  return hostRows(page).getByRole("rowheader").getByRole("link").allInnerTexts();
}
