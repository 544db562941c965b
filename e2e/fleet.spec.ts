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
    await expect(page.getByText(/^of rules decided/)).toBeVisible();
  });

  story("a sound host holds, a faulty one says what happens when, and each cell opens the rehearsal that says so", async ({ page }) => {
    await rehearsed(page);
    const sound = hostRow(page, "tarpon");
    await expect(sound.getByRole("cell", { name: /^Score 1?\d coverage 9\d %$/ })).toBeVisible();
    await expect(sound.getByRole("listitem").filter({ hasText: /critical|high|medium/ })).toHaveCount(0);
    expect(await sound.getByRole("cell", { name: /^(returns|holds|n\/a)\b/ }).count()).toBeGreaterThanOrEqual(5);
    // Two of its guests have their disks on the NAS: no fault, and still what happens.
    await expect(sound.getByRole("link", { name: cell("2 guests hang", "storage loss") })).toBeVisible();

    const faulty = hostRow(page, "kvm-02").getByRole("link", { name: cell("stays down", "reboot") });
    await expect(faulty).toHaveAttribute("href", "/rehearse?if=reboot:host:kvm-02");
    const repair = hostRow(page, "kvm-02").getByRole("link", { name: cell("4 guests offline", "network change") });
    await expect(repair).toHaveAttribute("href", "/rehearse?if=set-pvid:100:bridge:kvm-02/br-mgmt");
    await expect(hostRow(page, "pve2").getByRole("link", { name: cell("no quorum", "node loss") })).toBeVisible();
  });

  story("what nobody could decide opens what could not be read", async ({ page }) => {
    await rehearsed(page);
    const unknown = hostRow(page, "tarpon").getByRole("link", { name: /^unknown\s?, \d+ rules? could not be decided$/ });
    await unknown.first().click();
    await expect(page).toHaveURL(/\/hosts\/[^?]+\?tab=not-read$/);
  });

  story("hosts of which as much is known come back or do not, as the rehearsals say", async ({ page }) => {
    await rehearsed(page);
    const down = await hostRows(page)
      .filter({ has: page.getByRole("link", { name: cell("(stays down|isolated|hangs)", "(reboot|power loss)") }) })
      .count();
    expect(down).toBeGreaterThan(0);
    await expect(page.locator("main")).toContainText(new RegExp(`${down}\\s*hosts? would not come back`));
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

/** The name of a cell that opens a rehearsal. */
function cell(words: string, scenario: string): RegExp {
  return new RegExp(`^${words.replaceAll(" ", "\\s")}\\s?, rehearse ${scenario}$`);
}

/** The fleet page, once what the last visits changed has been rehearsed. */
async function rehearsed(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto("/");
    await expect(hostRows(page)).toHaveCount(10);
    await expect(page.getByText("not rehearsed yet").filter({ visible: true })).toHaveCount(0, { timeout: 1000 });
  }).toPass({ timeout: 60_000 });
}

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
