import { expectAccessible, twoLooks } from "./support/accessible.ts";
import { listHosts } from "./support/api.ts";
import { clock, openWindow, zone } from "./support/maintenance.ts";
import { nightTest as story } from "./support/night.ts";
import { expect, type Page } from "./support/test.ts";

story.use({ timezoneId: zone, locale: "en-GB" });

/** Plans a window by the API, as a script would; returns its id. */
async function plan(page: Page, title: string, startsInMinutes: number, endsInMinutes: number): Promise<string> {
  const [host] = await listHosts(page.request);
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const actions = [{ what: "reboot", hostId: host?.id }];
  const data = { title, startsAt: at(startsInMinutes), endsAt: at(endsInMinutes), timeZone: zone, actions };
  const response = await page.request.post("/api/v1/windows", { data, headers: { origin: new URL(page.url()).origin } });
  expect(response.status()).toBe(201);
  return (await response.json()).id;
}

/** Types day and time into the field for both that has the focus, part by part as an American browser has them: a headless one is. */
async function typeClock(page: Page, day: string, time: string): Promise<void> {
  await page.keyboard.type(day);
  await page.keyboard.press("Tab");
  await page.keyboard.type(time);
}

story.describe.serial("Planning maintenance", () => {
  story("an empty list says what to do", async ({ page }) => {
    await page.goto("/maintenance");
    await expect(page.getByText("No maintenance window yet.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Plan your first window" })).toHaveAttribute("href", "/maintenance/new");
    await expectAccessible(page);
  });

  story("a window that is cancelled says so", async ({ page, night }) => {
    await night.addHost(page);
    await page.goto(`/maintenance/${await plan(page, "Never mind", 60, 120)}`);
    await expect(page.getByText("begins in 59 min")).toBeVisible();
    await page.getByRole("button", { name: "Cancel window" }).click();
    await page.getByRole("dialog", { name: "Cancel this window?" }).getByRole("button", { name: "Cancel it" }).click();
    await expect(page.getByText("This window was cancelled")).toBeVisible();
    await expect(page.getByRole("link", { name: "Edit" })).toHaveCount(0);
    await page.goto(`${page.url()}/edit`);
    await expect(page.getByText("This window is cancelled: it stays as it is")).toBeVisible();
    await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
    await expectAccessible(page, twoLooks);
    await page.getByRole("link", { name: "Back to the window" }).click();
    await expect(page.getByText("This window was cancelled")).toBeVisible();
    await page.goto("/maintenance");
    await expect(page.getByRole("listitem").filter({ hasText: "Never mind" })).toContainText("Cancelled");
  });

  story("a window that should be over is loud until it is planned otherwise", async ({ page }) => {
    await page.goto("/maintenance");
    await plan(page, "Too long", -120, -30);
    await page.reload();
    await expect(page.getByRole("alert").filter({ hasText: "1 window should be over and is not closed" })).toBeVisible();
    await expect(page.getByRole("listitem").filter({ hasText: "Too long" })).toContainText("should have ended 30 min ago");
    await expectAccessible(page);
    await openWindow(page, "Too long");
    await expect(page.getByRole("alert").filter({ hasText: "This window should be over" })).toBeVisible();
    await page.getByRole("link", { name: "Edit" }).click();
    await page.getByLabel("Ends").fill(clock(60));
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText(/^ends in \d+ min$/)).toBeVisible();
    await expect(page.getByText("This window should be over")).toBeHidden();
  });

  story.describe(() => {
    story.use({ expectedErrors: [/status of 400/] });
    story("goes by keyboard alone, and what does not fit is told beside its field", async ({ page }) => {
      await page.goto("/maintenance/new");
      await expect(page.getByLabel("Time zone")).toHaveValue(zone);
      await page.getByLabel("Title").focus();
      await page.keyboard.type("By keys");
      await page.keyboard.press("Tab");
      await typeClock(page, "03282027", "0230AM");
      await page.getByRole("button", { name: "Plan this window" }).focus();
      await page.keyboard.press("Enter");
      await expect(page.getByText("Clocks go forward over 02:30 that night: take 01:30 or 03:30")).toBeVisible();
      await expectAccessible(page, twoLooks);

      await page.getByLabel("Begins").focus();
      await typeClock(page, "03282027", "1000PM");
      await page.getByLabel("Ends").focus();
      await typeClock(page, "03282027", "0900PM");
      await page.getByRole("button", { name: "Plan this window" }).focus();
      await page.keyboard.press("Enter");
      await expect(page.getByText("Say which host")).toBeVisible();
      await page.getByLabel("Host", { exact: true }).focus();
      await page.keyboard.type("kvm-01");
      await page.getByRole("button", { name: "Add a step" }).focus();
      await page.keyboard.press("Enter");
      await page.getByLabel("Do", { exact: true }).nth(1).focus();
      await page.keyboard.type("Restart");
      await page.keyboard.press("Tab");
      await page.keyboard.type("kvm-01");
      const guest = page.getByLabel("Guest", { exact: true });
      await expect(guest.getByRole("option", { name: /^bind-01/ })).toBeAttached();
      await page.keyboard.press("Tab");
      await expect(guest).toBeFocused();
      await page.keyboard.type("bind");
      await page.getByRole("button", { name: "Plan this window" }).focus();
      await page.keyboard.press("Enter");
      await expect(page.getByText("Must be after the start")).toBeVisible();

      await page.getByLabel("Ends").focus();
      await typeClock(page, "03282027", "1100PM");
      await page.getByRole("button", { name: "Move step 2 up" }).focus();
      await page.keyboard.press("Enter");
      await expect(page.getByText("Step 1 of 2 now")).toBeAttached();
      await expect(page.getByRole("button", { name: "Move step 1 down" })).toBeFocused();
      await page.getByRole("button", { name: "Plan this window" }).focus();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name: "By keys", level: 1 })).toBeVisible();
      await expect(page.getByText("Sun 28 Mar 2027, 22:00 – 23:00")).toBeVisible();
      await expect(page.getByRole("listitem").filter({ hasText: /^1restart guest/ })).toBeVisible();
      await expect(page.getByRole("listitem").filter({ hasText: /^2reboot kvm-01$/ })).toBeVisible();
    });
  });

  story("windows are in the calendars that have the secret address, which is shown once", async ({ page }) => {
    await page.goto("/maintenance");
    await page.getByRole("button", { name: "Calendar feed" }).click();
    const dialog = page.getByRole("dialog", { name: "Windows in your calendar" });
    await expectAccessible(page, twoLooks);
    await dialog.getByRole("button", { name: "Make a new address" }).click();
    const address = (await dialog.locator("code").textContent()) ?? "";
    await expect(dialog.getByRole("button", { name: "Copy the address" })).toBeVisible();
    const feed = await page.request.get(address);
    expect(feed.headers()["content-type"]).toContain("text/calendar");
    expect(await feed.text()).toContain("SUMMARY:By keys");
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Calendar feed" }).click();
    await expect(dialog.getByRole("button", { name: "Make a new address" })).toBeVisible();
    await expect(dialog.locator("code")).toHaveCount(0);
  });

  story.describe("A viewer", () => {
    story.use({ asViewer: true });
    story("sees every window, and plans none", async ({ page }) => {
      await page.goto("/maintenance");
      await expect(page.getByRole("link", { name: "Plan a window" })).toHaveCount(0);
      await expect(page.getByRole("button", { name: "Calendar feed" })).toHaveCount(0);
      await openWindow(page, "By keys");
      await expect(page.getByText("An administrator runs the pre-check")).toBeVisible();
      await expect(page.getByRole("main").getByRole("button")).toHaveText(["Report"]);
      await page.goto("/maintenance/new");
      await expect(page.getByText("Only an administrator may plan a window")).toBeVisible();
      const refused = await page.request.post("/api/v1/windows", { data: {}, headers: { origin: new URL(page.url()).origin } });
      expect(refused.status()).toBe(403);
      await expectAccessible(page, twoLooks);
    });
  });
});
