import { expectAccessible } from "./support/accessible.ts";
import { pageOf } from "./support/api.ts";
import { expect, type Page, demoTest as story } from "./support/test.ts";

/** Every page with a heading to wait for; those of a host are given with the host's name. */
const pages: readonly { path: string; heading: string | RegExp; zoomed?: string }[] = [
  { path: "/", heading: "Fleet" },
  { path: "/?state=denied", heading: "Fleet" },
  { path: "/changes", heading: "What changed" },
  { path: "/changes?by=host&from=7d", heading: "What changed" },
  { path: "/hosts/new", heading: "Add a host" },
  { path: "/topology", heading: "Topology", zoomed: ".topology" },
  { path: "/rehearse", heading: "Rehearse" },
  { path: "/rehearse?if=power-loss", heading: "Rehearse" },
  { path: "/rehearse/cold-start", heading: "Rehearse" },
  { path: "/postmortems", heading: "Postmortems" },
  { path: "/postmortems/kvm-pair-panic-reboot", heading: "KVM pair taken apart by one panic reboot" },
  { path: "/postmortems/new", heading: "Add an incident" },
  { path: "/maintenance", heading: "Maintenance" },
  { path: "/maintenance/new", heading: "Plan a window" },
  { path: "/reports", heading: "Reports" },
  { path: "/rules?severity=critical", heading: "Rules" },
  { path: "/rules/storage/nfs-fstab-no-nofail", heading: /^A network mount in fstab is required at boot/ },
  { path: "/topology/vlans", heading: "Topology" },
  { path: "/settings/hosts", heading: "Settings" },
  { path: "/settings/declared", heading: "Settings" },
  { path: "/settings/sources", heading: "Settings" },
  { path: "/settings/mail", heading: "Settings" },
  { path: "/settings/access", heading: "Settings" },
];
const parts = ["findings", "network", "storage", "hardware", "guests", "changes", "not-read", "evidence&source=%2Fetc%2Ffstab"];

story.describe("Everybody can use", () => {
  for (const { path, heading, zoomed = null } of pages)
    story(path, async ({ page }) => {
      await open(page, path, heading);
      await expectAccessible(page, undefined, zoomed);
    });

  for (const part of parts)
    story(`the ${part.split("&")[0]} of a host`, async ({ page }) => {
      story.slow();
      await open(page, `${await pageOf(page.request, "kvm-02")}?tab=${part}`, "kvm-02");
      await page.locator("details").evaluateAll((all) => all.map((each) => each.setAttribute("open", "")));
      await expectAccessible(page);
    });

  story("the cluster of a host", async ({ page }) => {
    await open(page, `${await pageOf(page.request, "pve")}?tab=cluster`, "pve");
    await expectAccessible(page);
  });

  story("the runbook of a host", async ({ page }) => {
    await open(page, `${await pageOf(page.request, "pve")}/runbook`, "Runbook of pve");
    await expectAccessible(page);
  });

  story("the settings of a host", async ({ page }) => {
    await open(page, `/settings${await pageOf(page.request, "tarpon")}`, "tarpon");
    await expectAccessible(page);
  });

  story("the finder", async ({ page }) => {
    await open(page, "/", "Fleet");
    await page.getByRole("button", { name: "Find" }).click();
    await expect(page.getByRole("option", { name: /^kvm-01/ }).first()).toBeVisible();
    await expectAccessible(page);
  });

  story("the question before a host is removed", async ({ page }) => {
    await open(page, "/settings/hosts", "Settings");
    await page.getByRole("button", { name: "Remove tarpon" }).click();
    await expect(page.getByRole("dialog", { name: "Remove tarpon?" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Keep it" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
  });

  story.describe(() => {
    story.use({ expectedErrors: [/status of 404/] });
    story("a page that is not there", async ({ page }) => {
      await open(page, "/hosts/nowhere", "Not found");
      await expectAccessible(page);
    });
  });
});

async function open(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
}
