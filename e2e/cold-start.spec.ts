import type { APIRequestContext } from "@playwright/test";
import { z } from "zod";
import { expectAccessible } from "./support/accessible.ts";
import { expect, demoTest as story } from "./support/test.ts";

story.describe("Cold start", () => {
  story("an order with waits, what is done by hand, and what nobody can tell", async ({ page }) => {
    await page.goto("/rehearse");
    await page.getByRole("navigation", { name: "Ways to rehearse" }).getByRole("link", { name: "Cold start" }).click();
    await expect(page).toHaveURL("/rehearse/cold-start");
    await expect(page.getByRole("heading", { name: /^\d+ machines come back in 3 stages, after about \d+ min$/ })).toBeVisible();
    const stages = page
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: "In this order it comes back" }) })
      .locator("ol > li");
    await expect(stages).toHaveCount(3);
    await expect(stages.first()).toContainText("Power on");
    await expect(stages.nth(1)).toContainText("After about 3 min");
    await expect(stages.nth(2)).toContainText("pve: start k8cluster1 once truenas-iscsi (10.10.12.2) answers");
    await expect(page.getByText(/would wait for each other if/)).toBeVisible();
    await stages.first().getByRole("link", { name: "kvm-01" }).click();
    await expect(page.getByRole("heading", { name: "kvm-01", level: 1 })).toBeVisible();
  });

  story("a NAS that is a guest of what mounts it: the ring, and where it is cut first", async ({ page }) => {
    const takeBack = await declareGuest(page.request, "10.50.1.70", "vault-01");
    try {
      await page.goto("/rehearse/cold-start");
      await expect(page.getByRole("heading", { name: "vault-01 and kvm-01 wait for each other: no order brings them back" })).toBeVisible();
      const ring = page.locator("section").filter({ has: page.getByRole("heading", { name: "No order for these" }) });
      const first = ring.getByRole("listitem").first();
      await expect(first).toContainText("Add nofail,x-systemd.automount to the line");
      await expect(first).toContainText("/mnt/nas/vms");
      await expect(first.getByRole("link", { name: "storage/nfs-fstab-no-nofail" })).toBeVisible();
      await expect(page.getByRole("heading", { name: "What comes back beside it" })).toBeVisible();
      await expectAccessible(page);
    } finally {
      await takeBack();
    }
    await page.getByRole("button", { name: "Load facts anew" }).click();
    await expect(page.getByRole("heading", { name: /come back in 3 stages/ })).toBeVisible();
  });
});

/** Says that a storage server is a guest, as somebody would on the settings page; returns how to take it back. */
async function declareGuest(request: APIRequestContext, server: string, guest: string): Promise<() => Promise<void>> {
  const origin = process.env.BULKHEAD_E2E_DEMO ?? "";
  const headers = { origin };
  const declared = await request.post("/api/v1/declarations", {
    headers,
    data: { kind: "storage-server", server, stands: "guest", guest },
  });
  expect(declared.ok(), await declared.text()).toBe(true);
  const { id } = z.object({ id: z.string() }).parse(await declared.json());
  return async () => {
    expect((await request.delete(`/api/v1/declarations/${id}`, { headers })).ok()).toBe(true);
  };
}
