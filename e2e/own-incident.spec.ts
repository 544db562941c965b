import { testReport } from "#lib/postmortems/testing.ts";
import { expectAccessible, twoLooks } from "./support/accessible.ts";
import { expect, houseTest as story } from "./support/test.ts";

const hostile =
  '<img src=x onerror="alert(1)"> [run](javascript:alert(2)) [web](https://example.org/report) ![pixel](https://example.org/p.png)';

story.describe.serial("An own incident", () => {
  story("is checked while it is written, and stored once it fits", async ({ page }) => {
    await page.goto("/postmortems");
    await page.getByRole("link", { name: "Add your own" }).click();
    await expect(page.getByRole("heading", { name: "Add an incident" })).toBeVisible();
    await expectAccessible(page, twoLooks);
    const box = page.getByRole("textbox", { name: "The report" });
    const save = page.getByRole("button", { name: "Add to the library" });

    await box.fill("Our switch failed.");
    await expect(page.getByRole("heading", { name: "1 thing does not fit yet" })).toBeVisible();
    await expect(page.getByText("is missing: begin the report with its fields")).toBeVisible();
    await expect(save).toBeDisabled();

    await box.fill(testReport("our-switch", { date: "soon", scenarios: "[fire]" }));
    await expect(page.getByText("does not fit: write the day as 2026-04-13")).toBeVisible();
    await expect(page.getByText("write one of reboot, power-loss")).toBeVisible();
    await page.getByRole("button", { name: "line 9" }).click();
    expect(await box.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))).toBe("date: soon");

    await box.fill(testReport("our-switch").replace("nfs-fstab-no-nofail", "nfs-fstab-no-nofial"));
    await expect(page.getByText("did you mean storage/nfs-fstab-no-nofail?")).toBeVisible();

    await box.fill(testReport("our-switch") + hostile);
    await expect(page.getByRole("heading", { name: "It fits" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Preview" }).getByText("A switch failed and everything behind it waited.")).toBeVisible();
    await save.click();
    await expect(page).toHaveURL("/postmortems/our-switch");
    await expect(page.getByRole("heading", { name: "Incident our-switch", level: 1 })).toBeVisible();
    await expect(page.getByText("written here")).toBeVisible();
    await expect(page.getByRole("list", { name: "Show hosts that are" })).toContainText("cannot tell");
  });

  story("shows nothing that its text would run or fetch", async ({ page }) => {
    await page.goto("/postmortems/our-switch");
    await expect(page.getByRole("link", { name: "web" })).toHaveAttribute("href", "https://example.org/report");
    await expect(page.getByText("run", { exact: false }).first()).toBeVisible();
    expect(await page.locator("a[href^='javascript']").count()).toBe(0);
    expect(await page.locator("main img").count()).toBe(0);
    await expectAccessible(page, twoLooks);
  });

  story.describe(() => {
    story.use({ expectedErrors: [/status of 409/] });
    story("is edited, by file as well, and refused an id that is taken", async ({ page }) => {
      await page.goto("/postmortems/our-switch");
      await page.getByRole("link", { name: "Edit" }).click();
      await expect(page.getByRole("heading", { name: "Edit an incident" })).toBeVisible();
      const box = page.getByRole("textbox", { name: "The report" });
      await expect(box).toHaveValue(/our-switch/);
      await box.fill(testReport("kvm-pair-panic-reboot"));
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByRole("alert").filter({ hasText: "choose another one" })).toBeVisible();

      const file = { name: "a.md", mimeType: "text/markdown", buffer: Buffer.from(testReport("our-switch", { title: "The switch" })) };
      await page.getByLabel("A Markdown file").setInputFiles(file);
      await expect(box).toHaveValue(/title: The switch/);
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByRole("heading", { name: "The switch", level: 1 })).toBeVisible();
    });
  });

  story("is removed after asking once more", async ({ page }) => {
    await page.goto("/postmortems?own=1");
    await page.getByRole("link", { name: "The switch" }).click();
    await page.getByRole("button", { name: "Remove" }).click();
    const dialog = page.getByRole("dialog", { name: "Remove this incident?" });
    await expect(dialog).toBeVisible();
    await expectAccessible(page, twoLooks);
    await dialog.getByRole("button", { name: "Remove" }).click();
    await expect(page).toHaveURL("/postmortems");
    await expect(page.getByRole("link", { name: "The switch" })).toHaveCount(0);
  });
});
