import type { Locator } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { expect, type Page, demoTest as story } from "./support/test.ts";

story.describe("Topology", () => {
  story("the network shows hosts with their bridges, and a fault on the line where it is", async ({ page }) => {
    await open(page, "/topology");
    await expect(box(page, "kvm-01")).toBeVisible();
    await expect(picture(page).getByText("br-mgmt", { exact: true }).first()).toBeVisible();
    await expect(picture(page).getByRole("button", { name: "8 guests", exact: true })).toBeVisible();
    await expect(page.getByText(/^12 hosts, 45 guests, \d+ faults? in this view$/)).toBeVisible();
    await expect(page.getByText("2 hosts never read")).toBeVisible();

    const fault = picture(page).getByRole("button", { name: /^1 fault: kvm-02 is cut off/ });
    await fault.click();
    const panel = page.getByRole("complementary");
    await expect(panel.getByRole("heading", { name: "kvm-02 needs VLAN 1" })).toBeVisible();
    await expect(panel.getByRole("link", { name: "bridge/uplink-pvid-mismatch" })).toHaveAttribute(
      "href",
      "/rules/bridge/uplink-pvid-mismatch",
    );
  });

  story("a host opens to what lies in it, and the address remembers that", async ({ page }) => {
    await open(page, "/topology");
    const guests = picture(page).getByRole("button", { name: "8 guests", exact: true });
    await expect(guests).toHaveAttribute("aria-expanded", "false");
    await guests.click();
    await expect(page).toHaveURL("/topology?open=host%3Akvm-01");
    await expect(box(page, "bind-01")).toBeAttached();
    await expect(box(page, "eno8")).toBeAttached();
    await page.reload();
    await expect(box(page, "bind-01")).toBeAttached();
    await picture(page).getByRole("button", { name: "8 guests", exact: true }).click();
    await expect(box(page, "bind-01")).toHaveCount(0);
  });

  story("the search finds a guest in its closed host; what is near can be looked at alone", async ({ page }) => {
    await open(page, "/topology");
    await page.getByRole("searchbox", { name: "Find in the topology" }).fill("bind-02");
    await expect(page.getByText("guest bind-02 on kvm-02")).toBeVisible();
    await expect(page).toHaveURL("/topology?text=bind-02");
    await page.getByRole("button", { name: "Clear the search" }).click();

    await box(page, "kvm-01").click();
    const panel = page.getByRole("complementary");
    await expect(panel.getByText(/^Its loss alone takes \d+ machines/)).toBeVisible();
    await panel.getByRole("button", { name: "Only what is near" }).click();
    await expect(page).toHaveURL(/focus=host%3Akvm-01/);
    await expect(picture(page).getByRole("heading", { name: "Around kvm-01" })).toBeVisible();
    await expect(box(page, "bind-01")).toBeAttached();
    await expect(box(page, "pve2")).toHaveCount(0);
    await page.getByRole("button", { name: "Show all" }).click();
    await expect(box(page, "pve2")).toBeAttached();
  });

  story("a rehearsal starts at a node and plays on the picture, step by step", async ({ page }) => {
    await open(page, "/topology?view=storage");
    await box(page, "r730").click();
    await page.getByRole("button", { name: "Rehearse: Reboot" }).click();
    await expect(page).toHaveURL(/if=reboot:host:r730/);
    const panel = page.getByRole("complementary");
    await expect(panel.getByRole("heading", { name: "If: reboot r730" })).toBeVisible();
    await expect(panel.getByText(/^Step 1 of \d+$/)).toBeVisible();
    await expect(panel.getByText("r730 is rebooted")).toBeVisible();
    await expect(surface(page, "r730").getByText("down", { exact: true })).toBeVisible();
    await expect(panel.getByRole("button", { name: "Back", exact: true })).toBeDisabled();

    await panel.getByRole("button", { name: "Next", exact: true }).click();
    await expect(panel.getByText(/^Step 2 of \d+$/)).toBeVisible();
    await expect(page).toHaveURL(/step=2/);
    await expect(surface(page, "r730").getByText(/^\d+ inside down$/)).toBeVisible();
    while (await panel.getByRole("button", { name: "Next", exact: true }).isEnabled())
      await panel.getByRole("button", { name: "Next", exact: true }).click();
    await expect(panel.getByText("Does not come back, or comes back otherwise")).toBeVisible();
    await expect(panel.getByRole("link", { name: "Open in Rehearse" })).toHaveAttribute("href", "/rehearse?if=reboot:host:r730");

    await page.getByRole("button", { name: "Table" }).click();
    const first = rows(page).first();
    await expect(first.getByRole("rowheader")).toHaveText("r730");
    await expect(first.getByRole("cell").last()).toHaveText("was down");
    await expect(rows(page).filter({ hasText: "nextcloud" }).getByRole("cell").last()).toHaveText("down");
    await panel.getByRole("button", { name: "Stop the rehearsal" }).click();
    await expect(page).not.toHaveURL(/if=/);
    await expect(page.getByRole("columnheader", { name: "In this rehearsal" })).toHaveCount(0);
  });

  story("a rehearsal of what is not there says so, and leads back", async ({ page }) => {
    await page.goto("/topology?if=lose:host:nobody");
    await expect(page.getByText('Nothing here is called "host:nobody"')).toBeVisible();
    await page.getByRole("button", { name: "Show the fleet as it is" }).click();
    await expect(page).toHaveURL("/topology");
  });

  for (const view of ["network", "storage", "cluster", "dependencies"])
    story(`the table of ${view} has everything that the picture has`, async ({ page }) => {
      await open(page, `/topology?view=${view}`);
      const drawn = await picture(page)
        .locator(".react-flow__node-box button[aria-pressed]")
        .evaluateAll((all) => all.map((each) => each.getAttribute("aria-label") ?? ""));
      expect(drawn.length).toBeGreaterThan(5);
      await page.getByRole("button", { name: "Table" }).click();
      const told = new Set(await allNames(page));
      expect(drawn.filter((name) => !told.has(name))).toEqual([]);
      expect(told.size).toBeGreaterThanOrEqual(new Set(drawn).size);
    });

  story("dependencies rank the single points of failure, and mark them", async ({ page }) => {
    await open(page, "/topology?view=dependencies");
    const ranked = page.getByRole("complementary").getByRole("listitem");
    await expect(ranked.first()).toBeVisible();
    const machines = (await ranked.locator("b").allInnerTexts()).map(Number);
    expect(machines).toEqual(machines.toSorted((one, other) => other - one));
    expect(machines[0]).toBeGreaterThan(5);
    await expect(
      picture(page)
        .getByText(/^takes \d+$/)
        .first(),
    ).toBeAttached();
  });

  story("everything goes by keyboard: the table before the picture, a row, a rehearsal and its steps", async ({ page }) => {
    await open(page, "/topology");
    await page.getByRole("button", { name: "Picture" }).focus();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Table" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL("/topology?as=table");
    await page.getByRole("rowheader", { name: "kvm-02", exact: true }).getByRole("button").focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("complementary").getByRole("heading", { name: "kvm-02" })).toBeVisible();
    await tabTo(page, page.getByRole("button", { name: "Rehearse: Lose" }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "If: lose kvm-02" })).toBeVisible();
    await page.getByRole("button", { name: "Next", exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByText(/^Step 2 of \d+$/)).toBeVisible();

    await page.goto("/topology");
    await expect(box(page, "kvm-01")).toBeVisible();
    await box(page, "kvm-01").focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("complementary").getByRole("heading", { name: "kvm-01" })).toBeVisible();
    await tabTo(page, page.getByRole("complementary").getByRole("button", { name: "Close" }));
    await page.keyboard.press("Enter");
    await expect(box(page, "kvm-01")).toBeFocused();
  });

  story("on a phone it is a table, until somebody asks for the picture", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/topology");
    await expect(rows(page).first()).toBeVisible();
    await expect(picture(page)).toHaveCount(0);
    await page.getByRole("button", { name: "Picture" }).click();
    await expect(picture(page)).toBeVisible();
  });

  for (const path of [
    "/topology?as=picture",
    "/topology?as=picture&open=host%3Akvm-01&node=host%3Akvm-01",
    "/topology?view=storage&as=picture&if=reboot:host:kvm-01&step=3",
    "/topology?view=dependencies&as=picture",
    "/topology?view=cluster&as=table&node=cluster%3Ahomelab",
  ])
    story(`everybody can use ${path}`, async ({ page }) => {
      story.slow();
      await page.goto(path);
      if (path.includes("as=picture")) await expect(box(page, "kvm-01").or(box(page, "pve2")).first()).toBeAttached();
      else await expect(rows(page).first()).toBeVisible();
      if (path.includes("node=")) await expect(page.getByRole("complementary").getByRole("heading", { name: "Needed by" })).toBeVisible();
      await expectAccessible(page, undefined, ".topology");
    });
});

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "Topology", level: 1 })).toBeVisible();
  await expect(picture(page).locator(".react-flow__node-box").first()).toBeAttached({ timeout: 30_000 });
}

function picture(page: Page): Locator {
  return page.getByRole("region", { name: "Picture of the topology" });
}

/** The button that is a thing in the picture. */
function box(page: Page, name: string): Locator {
  return picture(page).locator(".react-flow__node-box").getByRole("button", { name, exact: true });
}

/** All of a thing in the picture. */
function surface(page: Page, name: string): Locator {
  return picture(page)
    .locator(".react-flow__node-box")
    .filter({ has: page.getByRole("button", { name, exact: true }) });
}

function rows(page: Page): Locator {
  return page.getByRole("group", { name: "Topology as a table" }).locator("tbody").getByRole("row");
}

/** Names in all pages of the table. */
async function allNames(page: Page): Promise<string[]> {
  const found: string[] = [];
  const next = page.getByRole("button", { name: "Next rows" });
  for (let number = 1; ; number += 1) {
    await expect(rows(page).first()).toBeVisible();
    found.push(...(await rows(page).getByRole("rowheader").allInnerTexts()));
    if ((await next.count()) === 0 || !(await next.isEnabled())) return found;
    await next.click();
    await expect(page.getByText(new RegExp(`^Page ${number + 1} of`))).toBeVisible();
  }
}

/** Presses Tab until something has the keyboard; fails where it is not reached so. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(wanted).toBeFocused();
}
