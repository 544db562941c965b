import type { Locator } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { pageOf } from "./support/api.ts";
import { expect, type Page, demoTest as story } from "./support/test.ts";

const reboot = "/rehearse?if=reboot:host:kvm-01";
const both = `${reboot}&if=lose:storage:10.50.1.70`;

story.describe("Rehearse", () => {
  story(
    "a reboot that comes back, and stays down once the storage is gone too: the line and the rule say why",
    async ({ page, context }) => {
      await page.goto(await pageOf(page.request, "kvm-01"));
      await page.getByRole("link", { name: "Rehearse a reboot" }).click();
      await expect(page).toHaveURL(reboot);
      await expect(headline(page)).toHaveText("kvm-01 comes back; 8 guests and 1 of 2 DNS servers are off until then");
      await expect(steps(page, "Afterwards, what does not come back as it was")).toHaveCount(0);

      await pick(page, "Add a second failure", "10.50.1.70", "Lose storage 10.50.1.70");
      await expect(page).toHaveURL(both);
      await expect(headline(page)).toHaveText("kvm-01, 8 guests and 1 of 2 DNS servers stay down");
      const boot = steps(page, "Afterwards, what does not come back as it was").filter({ hasText: "kvm-01 does not come up by itself" });
      await expect(boot).toContainText("/etc/fstab:11");
      await expect(boot).toContainText("nas-01:/volume1/vms");
      await expect(boot.getByRole("link", { name: "storage/nfs-fstab-no-nofail" })).toHaveAttribute(
        "href",
        "/rules/storage/nfs-fstab-no-nofail",
      );

      await expect(card(page, "By hand").getByRole("listitem")).toContainText("way in: BMC 10.50.1.210");
      const breaks = card(page, "Would break the chain").getByRole("listitem").filter({ hasNotText: "Only together" });
      const nofail = breaks.filter({ hasText: "storage/nfs-fstab-no-nofail" });
      await expect(nofail).toContainText(/kvm-01 and \d+ guests come back/);
      await expect(card(page, "Still standing")).toContainText("DNS1 of 2");
      await expect(card(page, "Cannot tell").getByRole("listitem").first()).toBeVisible();

      const colleague = await context.newPage();
      await colleague.goto(page.url());
      await expect(headline(colleague)).toHaveText((await headline(page).textContent()) ?? "");
      await expect(steps(colleague)).toHaveText(await steps(page).allTextContents());
      await colleague.close();

      await page.goBack();
      await expect(headline(page)).toHaveText(/^kvm-01 comes back/);
      await page.goForward();
      await expect(headline(page)).toHaveText(/stay down$/);
      await page.getByRole("button", { name: "Take away: lose storage 10.50.1.70" }).click();
      await expect(page).toHaveURL(reboot);
      await expect(headline(page)).toHaveText(/^kvm-01 comes back/);
    },
  );

  story("the order in which things are given does not matter", async ({ page }) => {
    await page.goto(both);
    const told = await toldAfter(page);
    await page.goto("/rehearse?if=lose:storage:10.50.1.70&if=reboot:host:kvm-01");
    expect(await toldAfter(page)).toEqual(told);
  });

  story("from picking to reading by keyboard alone", async ({ page }) => {
    await page.goto("/rehearse");
    const box = page.getByRole("combobox", { name: /^Reboot, lose/ });
    await expect(page.getByRole("link", { name: /^Lose storage 10\.50\.1\.70/ })).toBeVisible();
    await tabTo(page, box);
    await page.keyboard.type("pve");
    await expect(page.getByRole("option", { name: /^Reboot pve host/i })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(headline(page)).toHaveText("pve comes back, but 7 guests stay down");

    const group = page.getByRole("group", { name: "Step by step" });
    await tabTo(page, group.getByRole("button", { name: "Play" }));
    await page.keyboard.press("ArrowRight");
    await expect(group.getByRole("status")).toHaveText(/^Step 1 of \d+: pve is rebooted, down$/);
    await page.keyboard.press("ArrowRight");
    await expect(page.locator("[aria-current=step]")).toContainText("truenas (storage) goes with pve");
    await expect(page.getByText(/^k8cluster1 stays off/)).toBeHidden();
    await page.keyboard.press("End");
    await expect(page.getByText(/^k8cluster1 stays off/)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.locator("[aria-current=step]")).toHaveCount(0);

    await tabTo(page, page.getByRole("button", { name: "Copy link" }), "Shift+Tab");
  });

  story("step by step by itself, until the last one", async ({ page }) => {
    await page.goto("/rehearse?if=reboot:host:tarpon");
    const group = page.getByRole("group", { name: "Step by step" });
    await group.getByRole("button", { name: "Play" }).click();
    await expect(group).toContainText("1 of 2");
    await expect(group.getByRole("button", { name: "Pause" })).toBeVisible();
    await expect(group).toContainText("2 of 2");
    await expect(group.getByRole("button", { name: "Play" })).toBeVisible();
    await expect(group.getByRole("button", { name: "Next step" })).toHaveAttribute("aria-disabled", "true");
  });

  story("an address that names what is not there plays the rest and says so", async ({ page }) => {
    await page.goto("/rehearse?if=reboot:host:nowhere&if=lose:storage:10.50.1.70&if=dance:x");
    const notice = page.getByRole("status").filter({ hasText: "Part of this link is not played" });
    await expect(notice).toContainText('Nothing here is called "host:nowhere"');
    await expect(notice).toContainText('"dance:x" is nothing that can be rehearsed.');
    await expect(headline(page)).toHaveText(/until 10\.50\.1\.70 is back$/);
    await notice.getByRole("button", { name: "Go on without it" }).click();
    await expect(page).toHaveURL("/rehearse?if=lose:storage:10.50.1.70");
    await expect(notice).toBeHidden();

    await page.goto("/rehearse?if=reboot:host:nowhere");
    await expect(page.getByText("This link names nothing that can be played")).toBeVisible();
    await expect(page.getByRole("link", { name: /^Reboot kvm-01/ })).toBeVisible();
    await expectAccessible(page);
  });

  story("words that mean nothing here, and what a suggestion adds", async ({ page }) => {
    await page.goto("/rehearse");
    await page.getByRole("combobox").fill("zeppelin");
    await expect(page.getByText("Nothing here is called so")).toBeVisible();
    await page.getByRole("combobox").press("Escape");
    await page.getByRole("link", { name: /^Reboot kvm-01/ }).click();
    await page.getByRole("button", { name: "Add: lose storage 10.50.1.70" }).click();
    await expect(page).toHaveURL(both);
    await expect(page.getByRole("list", { name: "What happens" }).getByRole("listitem")).toHaveCount(2);
  });

  story("everybody can read it, with all that is folded away and in the middle of a play", async ({ page }) => {
    story.slow();
    await page.goto(both);
    await expect(headline(page)).toBeVisible();
    await page.locator("main details").evaluateAll((all) => all.map((each) => each.setAttribute("open", "")));
    await page.getByRole("button", { name: "Next step" }).click();
    await page.getByRole("combobox").fill("kvm");
    await expect(page.getByRole("option").first()).toBeVisible();
    await expectAccessible(page);
  });
});

function headline(page: Page): Locator {
  return page.getByRole("main").getByRole("status").getByRole("heading", { level: 2 });
}

function steps(page: Page, phase: string | RegExp = /^(While it lasts|Afterwards)/): Locator {
  return page.getByRole("region", { name: phase }).locator("ol > li");
}

function card(page: Page, title: string): Locator {
  return page.locator("section").filter({ has: page.getByRole("heading", { name: title, level: 2 }) });
}

async function pick(page: Page, box: string, words: string, event: string): Promise<void> {
  await page.getByRole("combobox", { name: box }).fill(words);
  await page.getByRole("option", { name: event }).click();
}

async function toldAfter(page: Page): Promise<string[]> {
  await expect(headline(page)).toBeVisible();
  return steps(page).allTextContents();
}

/** Goes on by Tab until something has the focus; so many presses reach anything on these pages. */
async function tabTo(page: Page, target: Locator, key = "Tab"): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    if (await target.evaluate((each) => each === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(target).toBeFocused();
}
