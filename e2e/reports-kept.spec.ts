import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { momentWords } from "#components/reports/words.ts";
import { startMailServer } from "#lib/mail/mail-testing.ts";
import { nextWeekly } from "#lib/reports/schedules/next-time.ts";
import { expectAccessible } from "./support/accessible.ts";
import { listHosts } from "./support/api.ts";
import { zone } from "./support/maintenance.ts";
import { nightTest as story } from "./support/night.ts";
import { expect, type Page } from "./support/test.ts";

story.use({ houseOf: "kept reports", timezoneId: zone, locale: "en-GB", expectedErrors: [/status of 400/] });

/** Plans a window by the API, as a script would. */
async function plan(page: Page, title: string, startsInMinutes: number): Promise<void> {
  const [host] = await listHosts(page.request);
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const times = { startsAt: at(startsInMinutes), endsAt: at(startsInMinutes + 60), timeZone: zone };
  const data = { title, ...times, actions: [{ what: "reboot", hostId: host?.id }] };
  const response = await page.request.post("/api/v1/windows", { data, headers: { origin: new URL(page.url()).origin } });
  expect(response.status()).toBe(201);
}

const card = (page: Page, name: string) => page.locator("section").filter({ has: page.getByRole("heading", { name, exact: true }) });
const kept = (page: Page) => card(page, "Kept reports").getByRole("listitem");
const schedule = (page: Page, words: string) => card(page, "Schedules").getByRole("listitem").filter({ hasText: words });

/** Waits until a report is there that made itself: hosts are read afresh for it. */
async function expectKept(page: Page, words: string): Promise<void> {
  await expect(kept(page).filter({ hasText: words }).first()).toContainText("SHA-256", { timeout: 45_000 });
}

story.describe.serial("Kept reports", () => {
  story("an empty page says what there will be, and how to have it", async ({ page, night }) => {
    await night.addHost(page);
    await page.goto("/");
    await page.getByRole("link", { name: "Reports", exact: true }).click();
    await expect(page.getByText("No report is kept yet.")).toBeVisible();
    await expect(schedule(page, "2 hours before each window")).toContainText("On");
    await expect(schedule(page, "2 hours before each window")).toContainText("No window is planned");
    await expect(card(page, "How long they are kept")).toContainText("go after 400 days");
    await expectAccessible(page);
  });

  story("a weekly one is switched on with one click, and says when it comes next", async ({ page }) => {
    await page.goto("/reports");
    await page.getByRole("button", { name: "Switch on: Mondays at 06:00" }).click();
    await expect(schedule(page, "Mondays at 06:00")).toContainText(/The fleet, PDF \(A4\).*Next: Mon \d+ \w+ \d{4}, 06:00/);

    await schedule(page, "Mondays at 06:00").getByRole("button", { name: "Edit" }).click();
    const form = schedule(page, "Mondays at 06:00").locator("form");
    await form.getByLabel("What").selectOption({ label: "Host kvm-01" });
    await form.getByLabel("Day").selectOption("Sunday");
    await form.getByLabel("Time", { exact: true }).fill("02:30");
    await form.getByLabel("Time zone").selectOption(zone);
    await form.getByLabel("PDF", { exact: true }).uncheck();
    await form.getByLabel("Send to (optional)").fill("night@example.org\nnobody");
    await expect(form.getByRole("link", { name: "set one under Settings" })).toHaveAttribute("href", "/settings/mail");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form.getByText("Choose at least one")).toBeVisible();
    await expect(form.getByText("Line 2: An address such as night@example.org")).toBeVisible();
    await expectAccessible(page);
    await form.getByLabel("JSON").check();
    await form.getByLabel("Send to (optional)").fill("night@example.org");
    await form.getByRole("button", { name: "Save" }).click();
    const next = momentWords(nextWeekly({ weekday: 7, time: "02:30", timeZone: zone }, new Date()), zone);
    await expect(schedule(page, "Sundays at 02:30")).toContainText(`Host kvm-01, JSON`);
    await expect(schedule(page, "Sundays at 02:30")).toContainText(`Next: ${next}`);
    await expect(schedule(page, "Sundays at 02:30")).toContainText("not sent, as no mail server is set");
    await schedule(page, "Sundays at 02:30").getByRole("button", { name: "Switch off" }).click();
    await expect(schedule(page, "Sundays at 02:30")).not.toContainText("Next:");
  });

  story("a window that is soon has its report by itself, and its bytes are proven", async ({ page }) => {
    story.slow();
    await page.goto("/reports");
    await plan(page, "Kernel of kvm-01", 40);
    await expectKept(page, "Window Kernel of kvm-01, PDF");
    await expectKept(page, "Window Kernel of kvm-01, HTML");
    const row = kept(page).filter({ hasText: "Window Kernel of kvm-01, PDF" });
    await expect(row).toContainText("1 of 1 host read");
    await expect(row).toContainText("Goes on");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await row.getByRole("button", { name: "Copy the SHA-256" }).click();
    const hash = await page.evaluate(() => navigator.clipboard.readText());
    const [download] = await Promise.all([page.waitForEvent("download"), row.getByRole("link", { name: "Download" }).click()]);
    expect(
      createHash("sha256")
        .update(readFileSync(await download.path()))
        .digest("hex"),
    ).toBe(hash);
    await expectAccessible(page);

    const html = kept(page).filter({ hasText: "Window Kernel of kvm-01, HTML" });
    const place = (await html.getByRole("link", { name: "Download" }).getAttribute("href")) ?? "";
    const answer = await page.request.get(place);
    const digest = createHash("sha256").update(await answer.body());
    expect(answer.headers()).toMatchObject({
      etag: `"${digest.copy().digest("hex")}"`,
      "repr-digest": `sha-256=:${digest.digest("base64")}:`,
    });
    expect(answer.headers()["content-encoding"]).toBeUndefined();

    await row.getByRole("link", { name: "Kernel of kvm-01", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Kernel of kvm-01", level: 1 })).toBeVisible();
    await expect(page.getByText("Not checked yet.")).toBeHidden();
  });

  story("says how long it stays, and stays where somebody keeps it", async ({ page }) => {
    await page.goto("/reports");
    const row = kept(page).filter({ hasText: "Window Kernel of kvm-01, PDF" });
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await expect(row).toContainText(`Goes on ${inDays(400)}: 400 days after it was asked for`);
    await card(page, "How long they are kept").getByRole("button", { name: "Edit" }).click();
    await page.getByLabel("Days").fill("3");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("At least 7 days")).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Days").fill("30");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(row).toContainText(`Goes on ${inDays(30)}: 30 days after it was asked for`);
    await expect(card(page, "How long they are kept")).toContainText(`The next 2 go on ${inDays(30)}.`);
    await row.getByRole("button", { name: "Keep" }).click();
    await expect(row).toContainText("Stays until it is removed by hand");
    await expect(card(page, "How long they are kept")).toContainText(`The next one goes on ${inDays(30)}.`);
  });

  story("goes to its recipients by mail, with the file", async ({ page }) => {
    story.slow();
    const server = await startMailServer();
    await page.goto("/reports");
    const headers = { origin: new URL(page.url()).origin };
    const mail = { server: "127.0.0.1", port: server.port, security: "none", login: null, sender: "bulkhead@example.org" };
    expect((await page.request.put("/api/v1/mail", { headers, data: mail })).ok()).toBe(true);
    await page.reload();
    const before = schedule(page, "before each window");
    await before.getByRole("button", { name: "Edit" }).click();
    await before.getByLabel("Hours before it begins").fill("3");
    await before.getByLabel("HTML").uncheck();
    await before.getByLabel("Send to (optional)").fill("night@example.org");
    await before.getByRole("button", { name: "Save" }).click();
    await expect(schedule(page, "3 hours before each window")).toContainText("To night@example.org");
    await plan(page, "Disks of kvm-01", 170);
    await expectKept(page, "Window Disks of kvm-01, PDF");
    await expect(kept(page).filter({ hasText: "Disks of kvm-01" })).toContainText("Mail to night@example.org: sent", { timeout: 45_000 });
    expect(server.taken.map(({ to }) => to)).toEqual([["night@example.org"]]);
    expect(server.taken[0]?.raw).toContain("Subject: Bulkhead: report before the window Disks of kvm-01");
    expect(server.taken[0]?.raw).toMatch(/filename=.?bulkhead-window-disks-of-kvm-01-\d{4}-\d\d-\d\d\.pdf/);
    await server.stop();
  });

  story("is removed after one more question", async ({ page }) => {
    await page.goto("/reports");
    const row = kept(page).filter({ hasText: "Window Kernel of kvm-01, HTML" });
    await row.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("dialog", { name: "Remove “Window Kernel of kvm-01, HTML”?" }).getByRole("button", { name: "Remove" }).click();
    await expect(row).toHaveCount(0);
    await schedule(page, "Sundays at 02:30").getByRole("button", { name: "Remove" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await expect(page.getByText("No weekly report.")).toBeVisible();
  });

  story.describe(() => {
    story.use({ asViewer: true });
    story("is read by a viewer, who changes nothing", async ({ page }) => {
      await page.goto("/reports");
      const row = kept(page).filter({ hasText: "Window Kernel of kvm-01, PDF" });
      await expect(row.getByRole("link", { name: "Download" })).toBeVisible();
      await expect(card(page, "Schedules")).toContainText("An administrator of Bulkhead may change this.");
      for (const name of ["Remove", "Keep", "Let go", "Edit", "Switch off", "Switch on", "Add a weekly report"])
        await expect(page.getByRole("button", { name })).toHaveCount(0);
      await expectAccessible(page);
    });
  });
});
