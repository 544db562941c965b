import type { Locator } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { pageOf } from "./support/api.ts";
import { expect, type Page, demoTest as story } from "./support/test.ts";

story.describe("VLANs across hosts", () => {
  story("the PVIDs that took the pair apart: told first, with their lines, finding and rehearsal", async ({ page }) => {
    await open(page, "/topology/vlans");
    await expect(page.getByRole("listitem").filter({ hasText: /^2PVIDs disagree$/ })).toBeVisible();
    const told = page.getByRole("listitem").filter({ hasText: "its 5 guests in VLAN 100" }).last();
    await expect(told).toContainText("High");
    await told.getByText("On br-mgmt the host is in VLAN 1").click();
    await expect(told.getByText(/Telling line 1:/).first()).toBeAttached();
    await expect(told.getByText('"ifname":"br-mgmt"').first()).toBeVisible();
    await expect(told.getByRole("link", { name: "Rehearse: set PVID 100 on br-mgmt of kvm-02" })).toHaveAttribute(
      "href",
      "/rehearse?if=set-pvid:100:bridge:kvm-02/br-mgmt",
    );
    await told.getByRole("link", { name: "Its finding, with the remedy" }).click();
    await expect(page).toHaveURL(new RegExp(`${await pageOf(page.request, "kvm-02")}\\?finding=`));
    await expect(page.locator("details[open]").getByText("Observed").first()).toBeVisible();
  });

  story("the matrix says where each VLAN is, by whom, and what nobody knows", async ({ page }) => {
    await open(page, "/topology/vlans");
    await expect(await cell(page, "100", "kvm-02", "br-mgmt")).toContainText(/disagrees, high: .*tagged on the uplink.*5 guests/);
    await expect(await cell(page, "1", "kvm-02", "br-mgmt")).toContainText(/PVID.*host.*switch \?/);
    await expect(await cell(page, "untagged", "kvm-02", "br-wan")).toContainText(/host.*vyos-02/);
    await expect(await cell(page, "920", "garnet2", "vmbr0")).toContainText(/all.*host/);
    const guests = await cell(page, "100", "kvm-02", "br-mgmt");
    await guests.getByText("5 guests").click();
    await expect(guests.getByText("bind-02")).toBeVisible();
  });

  story("filters stand in the address: a VLAN, a host, only what disagrees", async ({ page }) => {
    await open(page, "/topology/vlans");
    const search = page.getByRole("searchbox", { name: "Number of a VLAN, or name of a host, bridge or guest" });
    await search.fill("921");
    await search.press("Enter");
    await expect(page).toHaveURL("/topology/vlans?text=921");
    await expect(rowNames(page)).toHaveText([/^VLAN 921/]);
    await expect(page.getByText("Nothing that fits these filters disagrees.")).toBeVisible();

    await page.getByRole("link", { name: "show all" }).click();
    await expect(page).toHaveURL("/topology/vlans");
    await page.getByRole("link", { name: "what disagrees" }).click();
    await expect(page).toHaveURL("/topology/vlans?only=1");
    await expect(rowNames(page)).toHaveText([/^VLAN 1(?!\d)/, /^VLAN 100/]);
    await page.reload();
    await expect(page.getByRole("link", { name: "what disagrees" })).toHaveAttribute("aria-current", "true");

    await page.goto("/topology/vlans?text=nowhere");
    await expect(page.getByText("No host fits these filters.")).toBeVisible();
  });

  story("the head and the VLANs stay in sight, and all of it is reached by keyboard", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 700 });
    await open(page, "/topology/vlans");
    const matrix = page.getByRole("group", { name: "VLANs by host" });
    await matrix.focus();
    const before = await matrix.getByRole("rowheader").first().boundingBox();
    for (let press = 0; press < 12; press += 1) await page.keyboard.press("ArrowRight");
    await expect.poll(() => matrix.evaluate((element) => element.scrollLeft)).toBeGreaterThan(200);
    expect((await matrix.getByRole("rowheader").first().boundingBox())?.x).toBe(before?.x);

    const summary = page.locator("summary").filter({ hasText: "On br-mgmt the host is in VLAN 1" });
    await summary.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("link", { name: /^Rehearse: set PVID 100/ })).toBeVisible();
  });

  story("is readable for everybody, opened too", async ({ page }) => {
    story.slow();
    await open(page, "/topology/vlans");
    await page.locator("main details").evaluateAll((all) => all.map((each) => each.setAttribute("open", "")));
    await expect(page.getByRole("link", { name: /^Rehearse: / })).toHaveCount(2);
    await expectAccessible(page);
  });
});

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "Where each VLAN is" })).toBeVisible();
}

function rowNames(page: Page): Locator {
  return page.getByRole("group", { name: "VLANs by host" }).getByRole("rowheader");
}

/** A cell by its VLAN, host and bridge, wherever that column stands. */
async function cell(page: Page, vlan: string, host: string, place: string): Promise<Locator> {
  const matrix = page.getByRole("group", { name: "VLANs by host" });
  const columns = await matrix.locator("thead").evaluate((head) => {
    const [hosts, places] = [...head.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("th")]);
    const owners = (hosts ?? []).slice(1).flatMap((each) => Array.from({ length: each.colSpan }, () => each.textContent ?? ""));
    return (places ?? []).map((each, index) => `${owners[index]}/${each.querySelector("span > span")?.textContent}`);
  });
  const row = matrix.getByRole("row").filter({ has: page.getByRole("rowheader", { name: new RegExp(`^VLAN ${vlan}(?!\\d)`) }) });
  return row.getByRole("cell").nth(columns.indexOf(`${host}/${place}`));
}
