import type { Locator } from "@playwright/test";
import { expectAccessible, twoLooks } from "./support/accessible.ts";
import { step, trustKey, tryWayIn } from "./support/add-host.ts";
import { pageOf } from "./support/api.ts";
import { type ChangingHost, startChangingHost } from "./support/changing-host.ts";
import { demoTest, expect, type Page, houseTest as story } from "./support/test.ts";

/** What the reboot of kvm-02 took, worst first. */
const mountGone = "mount /mnt/nas/vms is gone (nfs4 from nas-01:/volume1/vms); its directory now lies on / (xfs)";
const pvid = "uplink eno8 of br-mgmt: PVID 100 → 1";
const guestOff = "guest 9800-WLC-02: state running → shut off";

story.describe.serial("What changed on a host", () => {
  let changing: ChangingHost;
  story.beforeAll(async () => {
    changing = await startChangingHost();
  });
  story.afterAll(() => changing.stop());

  story("nothing at first; after a reboot each loss, with the lines that prove it", async ({ page }) => {
    story.slow();
    await addHost(page, changing);
    const host = new URL(page.url()).pathname;
    await page.goto(`${host}?tab=changes`);
    await expect(page.getByText("No visit has found this host changed.")).toBeVisible();
    await expect(page.getByText(/^Score \d+ of 100, coverage \d+ %, (from one visit|the same at every visit since)/)).toBeVisible();

    changing.reboot();
    await collect(page);
    const changes = timeline(page).getByRole("listitem").first();
    await expect(changes.locator("summary").first()).toContainText("the host was restarted; kernel 5.14.0");
    for (const words of [mountGone, pvid, guestOff]) await expect(changes.getByText(words, { exact: true })).toBeVisible();
    await expect(changes.getByRole("heading", { level: 3 })).toHaveText([/^Boot/, /^Storage/, /^Network/, /^Guests/, /^Software/]);

    const mount = changes.locator("details").filter({ hasText: mountGone });
    await mount.locator("summary").focus();
    await page.keyboard.press("Enter");
    await expect(mount.getByRole("row", { name: "from nas-01:/volume1/vms –" })).toBeVisible();
    await expect(mount.getByRole("figure").filter({ hasText: "Before: /proc/self/mountinfo" })).toContainText("- nfs4 nas-01:/volume1/vms");
    await expect(mount.getByText("in effect")).toBeVisible();

    await page.locator("main details").evaluateAll((all) => all.map((each) => each.setAttribute("open", "")));
    await expectAccessible(page);
  });

  story("the score's jump is drawn, and stands in a table", async ({ page }) => {
    await page.goto(`${await pageOf(page.request, "changing")}?tab=changes`);
    const words = (await page.getByRole("img", { name: /^Score from/ }).getAttribute("aria-label")) ?? "";
    const [, before, after] = /^Score from (\d+) to (\d+) of 100/.exec(words) ?? [];
    expect(Number(after)).toBeGreaterThan(Number(before));
    await expect(page.locator(".recharts-line path")).toHaveCount(2);
    await page.getByText("The same as a table").click();
    const rows = page.getByRole("group", { name: "Score and coverage over time" }).locator("tbody").getByRole("row");
    await expect(rows.first().getByRole("cell").nth(2)).toHaveText(after ?? "");
    await expect(rows.last().getByRole("cell").nth(2)).toHaveText(before ?? "");
    await expect(rows.last().getByRole("cell").nth(3)).toHaveText(/^\d+ %$/);
  });

  story("the fleet page tells it first, and leads there by keyboard", async ({ page }) => {
    await page.goto("/");
    const card = page.locator("section").filter({ has: page.getByRole("heading", { name: "What changed" }) });
    const row = card.getByRole("list").getByRole("link").first();
    await expect(row).toContainText("changing the host was restarted");
    await expect(row).toContainText("; mount /mnt/nas/backups is gone");
    await expect(row).toContainText("and 8 more");
    await expectAccessible(page, twoLooks);
    await row.focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\?tab=changes#visit-[0-9a-f-]{36}$/);
    await expect(timeline(page).getByText(mountGone, { exact: true })).toBeVisible();
  });

  story("the page of the whole fleet tells it under its meaning, and leads to the very comparison, by keyboard", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "See all" }).click();
    await expect(page).toHaveURL(/\/changes$/);
    await expect(lineOf(page, "Storage", mountGone).getByText("in effect")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Could not be compared" })).toBeVisible();
    await page.getByText("Other moments, a cluster, a site or a host").click();
    await expectAccessible(page);

    await page
      .getByRole("list", { name: "About" })
      .getByRole("link", { name: /^Network/ })
      .focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\?group=network$/);
    await expect(page.getByRole("heading", { level: 3 })).toHaveText([/^Network/]);
    await lineOf(page, "Network", pvid).getByRole("link", { name: "changing" }).focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\?tab=changes&from=[0-9a-f-]{36}&to=[0-9a-f-]{36}$/);
    const compared = page.locator("section").filter({ has: page.getByRole("heading", { name: "10 changes", level: 2 }) });
    await expect(compared.getByText(pvid, { exact: true })).toBeVisible();
    await expect(choice(page, "From").locator("option:checked")).toContainText("UTC");
  });

  story("any two visits are compared, and the address keeps which", async ({ page }) => {
    await page.goto(`${await pageOf(page.request, "changing")}?tab=changes`);
    const [newest = "", oldest = ""] = (await choice(page, "To").locator("option").evaluateAll(values)).slice(1);
    await choice(page, "From").selectOption(oldest);
    await choice(page, "To").selectOption(newest);
    await page.getByRole("button", { name: "Compare" }).click();
    await expect(page).toHaveURL(new RegExp(`from=${oldest}&to=${newest}$`));
    const compared = page.locator("section").filter({ has: page.getByRole("heading", { name: "10 changes", level: 2 }) });
    await expect(compared.getByText(pvid, { exact: true })).toBeVisible();
    await page.reload();
    await expect(compared.getByText(pvid, { exact: true })).toBeVisible();

    await choice(page, "From").selectOption(newest);
    await page.getByRole("button", { name: "Compare" }).click();
    await expect(page.getByRole("heading", { name: "Nothing differs" })).toBeVisible();
    await page.goto(`${new URL(page.url()).pathname}?tab=changes&from=yesterday`);
    await expect(page.getByText("The address does not name two visits: choose them below.")).toBeVisible();
  });

  story("called good, it is compared with that from then on", async ({ page }) => {
    const host = await pageOf(page.request, "changing");
    await page.goto(`${host}?tab=changes`);
    await expect(page.getByText("Nobody has called a state of this host good yet.")).toBeVisible();
    await page.getByRole("button", { name: "This state is good" }).click();
    await expect(page.getByText(/^Called good/)).toBeVisible();
    const good = choice(page, "From").locator("option", { hasText: "The state called good" });
    await choice(page, "From").selectOption({ label: (await good.textContent()) ?? "" });
    await page.getByRole("button", { name: "Compare" }).click();
    await expect(page).toHaveURL(/from=known-good&to=latest$/);
    await expect(page.getByRole("heading", { name: "Nothing differs" })).toBeVisible();
  });

  story("what changed since then is told, and gone once the host is called good on the page of the fleet", async ({ page }) => {
    story.slow();
    changing.mend();
    await page.goto(await pageOf(page.request, "changing"));
    await collect(page);
    const sinceGood = "/changes?from=known-good&text=changing";
    await page.goto(sinceGood);
    await expect(lineOf(page, "Guests", "guest 9800-WLC-02: state shut off → running")).toBeVisible();

    await page.getByRole("link", { name: "by host" }).click();
    const row = page.getByRole("list", { name: "Hosts, those that changed first" }).getByRole("listitem").first();
    await expect(row).toContainText("changes");
    await row.getByText("changing", { exact: true }).click();
    await expect(row.getByText(/^guest 9800-WLC-02: state shut off/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("checkbox", { name: "Choose changing" }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Call 1 host good" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Call it good" }).press("Enter");
    await expect(page.getByText("1 host called good, being read again")).toBeVisible();
    await expect(async () => {
      await page.goto(sinceGood);
      await expect(page.getByText("of 1 host changed, 0 changes")).toBeVisible({ timeout: 1000 });
      await expect(page.getByText(/^(Every host is as it was|No change was found)/)).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 30_000 });
    await expect(page.getByText("9800-WLC-02")).toHaveCount(0);
  });
});

demoTest("what could not be compared is told apart from what is as before", async ({ page }) => {
  await page.goto("/changes?from=7d");
  const unseen = page.locator("section").filter({ has: page.getByRole("heading", { name: "Could not be compared" }) });
  await expect(unseen.getByText(/^was (first read|read only once)/).first()).toBeVisible();
  await expectAccessible(page);
  await page.goto("/changes?from=known-good");
  await expect(page.getByText("No host could be compared: the reasons stand beside this.")).toBeVisible();
  await expect(unseen.getByText("nobody has called a state of it good").first()).toBeVisible();
  await page.goto("/changes?from=yesterday");
  await expect(page.getByText("The address does not name two moments: choose them above.")).toBeVisible();
  await page.goto("/changes?from=2026-01-01T00:00&to=2025-01-01T00:00");
  await expect(page.getByText("The first moment must lie before the second: choose them anew.")).toBeVisible();
});

demoTest("a sound host that was never found changed says so", async ({ page }) => {
  await page.goto(`${await pageOf(page.request, "tarpon")}?tab=changes`);
  await expect(page.getByText("No visit has found this host changed.")).toBeVisible();
  await expectAccessible(page);
});

const values = (options: (HTMLElement | SVGElement)[]) => options.map((option) => option.getAttribute("value") ?? "");

/** A line of the page of the whole fleet. */
function lineOf(page: Page, group: string, words: string): Locator {
  return page.getByRole("list", { name: group, exact: true }).getByRole("listitem").filter({ hasText: words });
}

function timeline(page: Page): Locator {
  return page.getByRole("list", { name: "Visits that found changes, newest first" });
}

function choice(page: Page, name: string): Locator {
  return page.getByRole("combobox", { name, exact: true });
}

async function collect(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Collect now" }).click();
  await expect(page.getByRole("status").filter({ hasText: /^Visited: / })).toBeVisible({ timeout: 30_000 });
}

async function addHost(page: Page, { port, keyFile }: ChangingHost): Promise<void> {
  await page.goto("/hosts/new");
  await tryWayIn(page, { address: "127.0.0.1", port, user: "bulkhead", keyFile });
  await trustKey(page);
  await expect(step(page, "Read what only root may")).toContainText("ok");
  await page.getByLabel("Name").fill("changing");
  await page.getByRole("button", { name: "Add and collect" }).click();
  await expect(page.getByRole("status").filter({ hasText: /^Visited/ })).toBeVisible();
}
