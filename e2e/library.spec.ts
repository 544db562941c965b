import { pageOf } from "./support/api.ts";
import { expect, demoTest as story } from "./support/test.ts";

const incident = "KVM pair taken apart by one panic reboot";

story.describe("The library of incidents", () => {
  story("from a word to an incident, and from there to the finding that lets it happen here", async ({ page }) => {
    await page.goto("/postmortems");
    await expect(page.getByText(/^\d+ of \d+$/)).toBeVisible();
    await page.getByRole("searchbox", { name: "Words of an incident" }).fill("nas fstab");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page).toHaveURL(/\/postmortems\?text=nas\+fstab$/);
    await page.getByRole("list", { name: "This fleet is" }).getByRole("link", { name: "exposed", exact: true }).click();
    await expect(page).toHaveURL(/exposure=exposed/);
    await page.getByRole("link", { name: incident }).click();
    await expect(page.getByRole("heading", { name: incident, level: 1 })).toBeVisible();

    const card = page
      .getByRole("region")
      .or(page.locator("section"))
      .filter({ has: page.getByRole("heading", { name: "Could it happen here?" }) });
    const host = card.getByRole("listitem").filter({ has: page.getByRole("link", { name: "kvm-02", exact: true }) });
    await expect(host.getByText(/^exposed, critical$/)).toBeVisible();
    const through = host.locator("a[href*='finding=']").first();
    const title = (await through.textContent()) ?? "";
    await through.click();
    await expect(page).toHaveURL(new RegExp(`${await pageOf(page.request, "kvm-02")}\\?finding=`));
    await expect(page.locator("details[open]").filter({ hasText: title }).getByText("Observed").first()).toBeVisible();
  });

  story("filters by what the hosts answer, with an address for each view", async ({ page }) => {
    await page.goto("/postmortems/kvm-pair-panic-reboot?answer=exposed");
    const hosts = page.getByRole("list", { name: "Show hosts that are" });
    const exposed = hosts.getByRole("link", { name: /^exposed \d+$/ });
    await expect(exposed).toHaveAttribute("aria-current", "true");
    await exposed.focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL("/postmortems/kvm-pair-panic-reboot");
    await page
      .getByText(/\d+ rules? passed/)
      .first()
      .click();
    await expect(
      page
        .getByRole("listitem")
        .filter({ hasText: /: passed$/ })
        .first(),
    ).toBeVisible();
  });

  story("says what to do where nothing fits", async ({ page }) => {
    await page.goto("/postmortems?text=zeppelin");
    await expect(page.getByText("No incident fits these filters.")).toBeVisible();
    await page.getByRole("link", { name: "Show all incidents" }).click();
    await expect(page).toHaveURL("/postmortems");
  });
});
