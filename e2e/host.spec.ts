import type { Locator } from "@playwright/test";
import { pageOf } from "./support/api.ts";
import { expect, type Page, demoTest as story } from "./support/test.ts";

story.describe("Host", () => {
  story("the score is the sum that it is explained with", async ({ page }) => {
    await open(page, "kvm-02");
    const score = Number(
      /Score (\d+) of 100/.exec((await page.getByRole("img", { name: /^Score/ }).getAttribute("aria-label")) ?? "")?.[1],
    );
    await page.getByText(`Why ${score}?`).click();
    const terms = page.locator("details", { hasText: `Why ${score}?` }).getByRole("term");
    await expect(terms.last()).toHaveText(String(score));
    const parts = (await terms.allInnerTexts()).slice(0, -1).map(Number);
    expect(parts.length).toBeGreaterThan(2);
    const sum = parts.reduce((all, part) => all + part, 0);
    const rounding = 0.5 + parts.length * 0.05;
    expect(Math.abs(sum - score)).toBeLessThanOrEqual(rounding);
  });

  story("a finding opens by keyboard, and says what, why, what to do and how to check it", async ({ page }) => {
    await open(page, "kvm-02");
    const finding = findingOf(page, "On br-mgmt the host is in VLAN 1, its guests in VLAN 100");
    await expect(finding.getByText("Observed")).toBeHidden();
    await finding.locator("summary").focus();
    await page.keyboard.press("Enter");
    await expect(definition(finding, "Subject")).toHaveText("br-mgmt");
    await expect(definition(finding, "Observed")).toContainText("VLAN 100");
    await expect(definition(finding, "Expected")).not.toBeEmpty();
    await expect(definition(finding, "Why")).not.toBeEmpty();
    await expect(finding.getByText("Telling line").first()).toBeAttached();
    await expect(finding.getByText("Risk of the change:")).toBeVisible();
    await expect(finding.getByText("Verify:")).toBeVisible();
    await expect(finding.getByRole("button", { name: "Copy" })).toBeVisible();

    await finding.getByRole("link", { name: "KVM pair taken apart by one panic reboot" }).click();
    await expect(page).toHaveURL("/postmortems/kvm-pair-panic-reboot");
    await expect(page.getByRole("heading", { name: "KVM pair taken apart by one panic reboot" })).toBeVisible();
    const link = page.getByRole("listitem").filter({ hasText: "bridge/pvid-mismatch-host-guests" }).last();
    await expect(link.getByRole("link", { name: "kvm-02" })).toBeVisible();
  });

  story("the VLAN matrix shows the host apart from its guests", async ({ page }) => {
    await open(page, "kvm-02", "?tab=network");
    const matrix = page.getByRole("group", { name: "VLANs of bridge br-mgmt" });
    expect(await memberships(matrix, "br-mgmt 10.50.1.111/24")).toMatchObject({ "VLAN 1": "PVID, untagged", "VLAN 100": "tagged" });
    expect(await memberships(matrix, "eno8")).toMatchObject({ "VLAN 1": "PVID, untagged", "VLAN 100": "tagged" });
    for (const guest of ["vnet0 vyos-02", "vnet2 ise-02", "vnet3 bind-02", "vnet4 vault-02", "vnet5 vault-03"])
      expect(await memberships(matrix, guest)).toMatchObject({ "VLAN 1": "not a member", "VLAN 100": "PVID, untagged" });
    for (const group of ["Host", "Uplink", "Guests"])
      await expect(matrix.getByRole("rowheader", { name: group, exact: true })).toBeVisible();
  });

  story("storage sets fstab beside what is mounted", async ({ page }) => {
    await open(page, "kvm-02", "?tab=storage");
    const mounts = page.getByRole("group", { name: "Mounts beside fstab" });
    await expect(mounts.getByRole("row", { name: /^\/boot mounted UUID=\S+ \/dev\/sda2 xfs defaults/ })).toBeVisible();
    await expect(
      mounts.getByRole("row", { name: /^\/mnt\/nas\/vms not mounted nas-01:\/volume1\/vms – nfs defaults,_netdev/ }),
    ).toBeVisible();
  });

  story("hardware names the network cards by their address", async ({ page }) => {
    await open(page, "kvm-02", "?tab=hardware");
    await expect(page.getByRole("row", { name: /^0000:05:00.1 eno8 Ethernet controller .* ixgbe$/ })).toBeVisible();
  });

  story("the cluster's votes are counted, and the device that gives none stands out", async ({ page }) => {
    await open(page, "pve", "?tab=cluster");
    await expect(page.getByText("2 of 3", { exact: true })).toBeVisible();
    await expect(page.getByText("0 to spare")).toBeVisible();
    const members = page.getByRole("group", { name: "Members" });
    await expect(members.getByRole("row", { name: /this host 1 not alive, does not vote/ })).toBeVisible();
    await expect(page.getByRole("group", { name: "Configured nodes" }).getByRole("row", { name: /^pve2 1/ })).toBeVisible();
  });

  story("collecting now shows how far it is, and ends with a newer visit", async ({ page }) => {
    await open(page, "kvm-02");
    const visited = page
      .getByRole("listitem")
      .filter({ hasText: /^visited/ })
      .getByRole("time");
    const before = await visited.getAttribute("datetime");
    await page.getByRole("button", { name: "Collect now" }).click();
    await expect(page.getByRole("button", { name: "Collecting" })).toBeDisabled();
    await expect(page.getByRole("progressbar", { name: "Sections read" })).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: /^Visited: / })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("button", { name: "Collect now" })).toBeEnabled();
    await expect.poll(async () => Date.parse((await visited.getAttribute("datetime")) ?? "")).toBeGreaterThan(Date.parse(before ?? ""));
  });
});

async function open(page: Page, name: string, query = ""): Promise<void> {
  await page.goto((await pageOf(page.request, name)) + query);
  await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
}

/** A finding, open or closed, by its title. */
function findingOf(page: Page, title: string): Locator {
  return page.locator("details").filter({ has: page.locator("summary", { hasText: title }) });
}

function definition(within: Locator, term: string): Locator {
  return within.locator(`dt:text-is("${term}") + dd`);
}

/** How a port of a bridge takes part in each VLAN, by the heading of the column. */
async function memberships(matrix: Locator, port: string): Promise<Record<string, string>> {
  const headings = await matrix.getByRole("columnheader").allTextContents();
  const row = matrix.getByRole("row").filter({ has: matrix.page().getByRole("rowheader", { name: port, exact: true }) });
  const cells = await row.getByRole("cell").locator(".sr-only").allTextContents();
  return Object.fromEntries(headings.slice(1).map((heading, index) => [heading, cells[index] ?? ""]));
}
