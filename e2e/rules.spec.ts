import { pageOf } from "./support/api.ts";
import { expect, demoTest as story } from "./support/test.ts";

story.describe("The rules", () => {
  story("from the list to a rule, to what it reads, to the host that it fails on, and back", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("navigation", { name: "Bulkhead" }).getByRole("link", { name: "Rules" }).click();
    await page.getByRole("list", { name: "That here" }).getByRole("link", { name: "fail" }).click();
    await expect(page).toHaveURL("/rules?state=fails");
    await page.getByRole("searchbox", { name: "Words of a rule" }).fill("nfs-fstab-no-nofail");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page).toHaveURL(/text=nfs-fstab-no-nofail/);
    const row = page.getByRole("listitem").filter({ hasText: "storage/nfs-fstab-no-nofail" });
    await row.getByRole("link").first().click();
    await expect(page).toHaveURL("/rules/storage/nfs-fstab-no-nofail");

    await expect(page.getByRole("table", { name: "Severity by likelihood and impact" }).locator("[aria-current]")).toHaveText("critical");
    await expect(page.getByText("/etc/fstab", { exact: true })).toBeVisible();
    await expect(page.getByText("no privilege").first()).toBeVisible();
    await expect(page.getByRole("link", { name: "KVM pair taken apart by one panic reboot" })).toBeVisible();

    const host = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "kvm-02", exact: true }) });
    await expect(host.getByText("fails", { exact: true })).toBeVisible();
    await host.locator("a[href*='finding=']").first().click();
    await expect(page).toHaveURL(new RegExp(`${await pageOf(page.request, "kvm-02")}\\?finding=`));
    await page.locator("details[open]").getByRole("link", { name: "storage/nfs-fstab-no-nofail" }).click();
    await expect(page).toHaveURL("/rules/storage/nfs-fstab-no-nofail");
  });

  story.describe(() => {
    story.use({ expectedErrors: [/status of 404/] });
    story("a rule that is not there says so", async ({ page }) => {
      await page.goto("/rules/storage/no-such-rule");
      await expect(page.getByRole("heading", { name: "Not found" })).toBeVisible();
    });
  });
});
