import { readFileSync } from "node:fs";
import { Report } from "#lib/reports/report/model.ts";
import { expectAccessible, twoLooks } from "./support/accessible.ts";
import { downloaded } from "./support/report.ts";
import { expect, type Page, demoTest as story } from "./support/test.ts";

story.describe("Report", () => {
  story("of a host is had as PDF by keyboard alone", async ({ page }) => {
    await openHost(page, "kvm-02");
    await page.getByRole("button", { name: "Report" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menuitem")).toHaveCount(6);
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    expect(download.suggestedFilename()).toMatch(/^bulkhead-host-kvm-02-\d{4}-\d\d-\d\d\.pdf$/);
    const file = readFileSync(await download.path());
    expect(file.subarray(0, 5).toString()).toBe("%PDF-");
    expect(file.subarray(-6).toString()).toBe("%%EOF\n");
  });

  story("as one HTML file says the same where there is no network", async ({ page, context }) => {
    await openHost(page, "kvm-02");
    const path = await downloaded(page, "HTML");
    await context.setOffline(true);
    await page.setContent(readFileSync(path, "utf8"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Host kvm-02");
    await expect(page.getByRole("heading", { name: "On br-mgmt the host is in VLAN 1, its guests in VLAN 100" })).toBeVisible();
    await expect(page.getByRole("img", { name: "What kvm-02 hangs on, and what hangs on it" })).toContainText("nas-01");
    const drawn = page.locator("figure").filter({ has: page.getByRole("img", { name: "VLANs of br-mgmt on kvm-02" }) });
    await expect(drawn.getByRole("img")).toContainText("vnet0");
    await drawn.getByText("The same in words").click();
    await expect(page.getByRole("region", { name: "VLANs of bridge br-mgmt" }).getByRole("row", { name: /vnet0 vyos-02/ })).toContainText(
      "P",
    );
    await expectAccessible(page, twoLooks);
  });

  story("of the fleet has every host, and says which were read when", async ({ page }) => {
    await page.goto("/");
    const report = Report.parse(JSON.parse(readFileSync(await downloaded(page, "JSON"), "utf8")));
    expect(report.kind).toBe("fleet");
    for (const name of ["kvm-01", "kvm-02", "pve", "r730"]) {
      const host = report.hosts.find((each) => each.name === name);
      expect(host?.seenAt).not.toBeNull();
      expect(host?.facts?.identity.status).toBe("ok");
    }
  });

  story("of an incident tells each host's answer", async ({ page }) => {
    await page.goto("/postmortems/kvm-pair-panic-reboot");
    const text = readFileSync(await downloaded(page, "Markdown"), "utf8");
    expect(text).toMatch(/^# Could it happen here\? KVM pair taken apart by one panic reboot\n/);
    expect(text).toMatch(/\| `kvm-02` \| exposed/);
  });

  story("in the background is made by the worker, kept, and the same whenever it is fetched", async ({ page, baseURL }) => {
    const headers = { origin: baseURL ?? "" };
    const asked = await page.request.post("/api/v1/reports", { headers, data: { kind: "fleet", format: "csv" } });
    expect(asked.status()).toBe(202);
    const { reportId } = await asked.json();
    await expect.poll(async () => (await (await page.request.get(`/api/v1/reports/${reportId}`)).json()).report.status).toBe("done");
    const [one, other] = [
      await page.request.get(`/api/v1/reports/${reportId}/file`),
      await page.request.get(`/api/v1/reports/${reportId}/file`),
    ];
    expect(await one.body()).toEqual(await other.body());
    expect(one.headers()["content-disposition"]).toMatch(/^attachment; filename="bulkhead-fleet-\d{4}-\d\d-\d\d\.csv"$/);
    expect(one.headers()["x-content-type-options"]).toBe("nosniff");
    expect((await one.text()).split("\r\n")[0]).toMatch(/^status,severity,rule,hosts/);
  });

  story("is refused in words where it makes no sense", async ({ page }) => {
    const wrong = await page.request.get("/api/v1/reports?kind=host&id=..%2F..&format=pdf");
    expect([wrong.status(), (await wrong.json()).error.fields]).toEqual([400, { id: "This is no id of a host." }]);
    const window = await page.request.get("/api/v1/reports?kind=window&id=tonight&format=pdf");
    expect((await window.json()).error.fields).toEqual({ id: "This is no id of a window." });
    const nowhere = await page.request.get("/api/v1/reports?kind=cluster&id=nowhere&format=html");
    expect(nowhere.status()).toBe(404);
  });

  story("the menu is accessible open and closed", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Report" }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectAccessible(page, twoLooks);
  });

  story("a page itself goes on paper without its navigation", async ({ page }) => {
    await openHost(page, "kvm-02");
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("navigation")).toHaveCount(0);
    await expect(page.getByRole("button")).toHaveCount(0);
    await expect(page.getByRole("heading", { name: "kvm-02", level: 1 })).toBeVisible();
    await expect(page.getByText("Critical", { exact: true }).first()).toBeVisible();
  });
});

async function openHost(page: Page, name: string): Promise<void> {
  await page.goto("/");
  await page.getByRole("link", { name, exact: true }).first().click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}
