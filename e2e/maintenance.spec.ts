import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expectAccessible, twoLooks } from "./support/accessible.ts";
import { kvmRebooted, kvmRepaired } from "./support/kvm-01.ts";
import { clock, openWindow, zone } from "./support/maintenance.ts";
import { nightTest as story } from "./support/night.ts";
import { downloaded } from "./support/report.ts";
import { expect, type Page } from "./support/test.ts";

story.use({ timezoneId: zone, locale: "en-GB" });

/** Runs a check to its end; the answer stands at its place. */
async function runCheck(page: Page, name: "Run pre-check" | "Run post-check", verdict: string): Promise<void> {
  await page.getByRole("button", { name }).click();
  await expect(page.getByRole("progressbar", { name: "Hosts read" })).toBeVisible();
  await expect(page.getByRole("heading", { name: verdict, level: 2, exact: true })).toBeVisible({ timeout: 45_000 });
  await expect(page.getByRole("button", { name })).toBeEnabled();
}

story.describe.serial("A maintenance window", () => {
  story("is planned from its host's page", async ({ page, night }) => {
    await page.goto(await night.addHost(page));
    await page.getByRole("link", { name: "Add to a maintenance window" }).click();
    await expect(page.getByRole("heading", { name: "Plan a window" })).toBeVisible();
    await expect(page.getByLabel("Do", { exact: true })).toHaveValue("reboot");
    await expect(page.getByLabel("Host", { exact: true })).toHaveValue("kvm-01");
    await expect(page.getByLabel("Time zone")).toHaveValue(zone);
    await page.getByLabel("Title").fill("Kernel of kvm-01");
    await page.getByLabel("Begins").fill(clock(-10));
    await expect(page.getByLabel("Ends")).toHaveValue(clock(110));
    await page.getByRole("button", { name: "Add a person" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Mira");
    await page.getByLabel("Contact (optional)").fill("+49 30 555 0101");
    await expectAccessible(page, twoLooks);
    await page.getByRole("button", { name: "Plan this window" }).click();
    await expect(page.getByRole("heading", { name: "Kernel of kvm-01", level: 1 })).toBeVisible();
    await expect(page.getByText("Not checked yet.")).toBeVisible();
    await expect(page.getByText("reboot kvm-01")).toBeVisible();
    await expect(page.getByText("+49 30 555 0101")).toBeVisible();
    await expectAccessible(page, twoLooks);
  });

  story("is a no-go with the incident's reasons: the boot needs the NAS, and its name needs the host's own guest", async ({ page }) => {
    await openWindow(page, "Kernel of kvm-01");
    await runCheck(page, "Run pre-check", "No-go");
    const against = page.locator("section").filter({ has: page.getByRole("heading", { name: "What speaks against it" }) });
    await expect(against.getByRole("listitem").filter({ hasText: "Blocker" })).toHaveCount(1);
    await expect(against).toContainText(
      "kvm-01 does not come up by itself: the boot requires /mnt/nas/vms, /mnt/nas/isos and /mnt/nas/backups",
    );
    await expect(against).toContainText("/etc/fstab:11 nas-01:/volume1/vms /mnt/nas/vms nfs defaults,_netdev 0 0");
    await expect(against.getByRole("link", { name: "storage/nfs-fstab-no-nofail" })).toBeVisible();
    await expect(against.getByRole("link", { name: "See the rehearsal" })).toHaveAttribute("href", "/rehearse?if=reboot:host:kvm-01");
    const watch = page.locator("section").filter({ has: page.getByRole("heading", { name: "What to watch" }) });
    await expect(watch).toContainText("nas-01 is not in /etc/hosts; only 10.50.1.90 can answer it, guests of this host (bind-01)");

    const steps = page.locator("section").filter({ has: page.getByRole("heading", { name: "Step by step" }) });
    await expect(steps).toContainText("systemctl reboot");
    await expect(steps).toContainText("BMC 10.50.1.210");
    await expect(steps.locator("dd").first()).toContainText("bind-01");
    await expectAccessible(page);

    await page.goto("/maintenance");
    await expect(page.getByRole("listitem").filter({ hasText: "Kernel of kvm-01" })).toContainText("No-go");
  });

  story("is a go once the host is repaired and somebody looks from outside", async ({ page, night }) => {
    night.become(kvmRepaired());
    await page.goto("/settings/declared");
    await page.getByLabel("What", { exact: true }).selectOption({ label: "Check from outside" });
    await page.getByLabel("What is checked").fill("https://status.example.org");
    await page.getByLabel("Checked by").fill("a service elsewhere");
    await page.getByRole("button", { name: "Declare" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "https://status.example.org" })).toBeVisible();

    await openWindow(page, "Kernel of kvm-01");
    await expect(page.getByRole("heading", { name: "No-go", level: 2 })).toBeVisible();
    await runCheck(page, "Run pre-check", "Go");
    await expect(page.getByText("Every planned action comes back by itself in the rehearsal")).toBeVisible();
    await expect(page.getByRole("heading", { name: "What speaks against it" })).toBeHidden();
    await expectAccessible(page, twoLooks);

    const checks = page.locator("section").filter({ has: page.getByRole("heading", { name: "Checks" }) });
    await checks.getByRole("listitem").filter({ hasText: "No-go" }).getByRole("link", { name: "Pre-check" }).click();
    await expect(page.getByText("This is an earlier pre-check: a later one says how things are.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "No-go", level: 2 })).toBeVisible();
  });

  story("has a checklist that is ticked with who and when, and takes lines of one's own", async ({ page }) => {
    await openWindow(page, "Kernel of kvm-01");
    const line = page.getByRole("checkbox", { name: /^the console of kvm-01 is open/ });
    await line.check();
    await expect(page.getByRole("listitem").filter({ has: line })).toContainText(/Ada, \d\d:\d\d/);
    await expect(page.getByText(/^1 of \d+ done$/)).toBeVisible();
    await page.getByLabel("When", { exact: true }).selectOption("after");
    await page.getByLabel("A line of your own").fill("Mira is told");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    const after = page.getByRole("region", { name: "Checklist, after" });
    await expect(after.getByRole("checkbox", { name: /^Mira is told/ })).toBeVisible();
    await after.getByRole("button", { name: "Remove “Mira is told”" }).click();
    await expect(after.getByRole("checkbox", { name: /^Mira is told/ })).toBeHidden();
    await page.reload();
    await expect(line).toBeChecked();
  });

  story("finds after the reboot exactly what differs", async ({ page, night }) => {
    night.become(kvmRebooted());
    await openWindow(page, "Kernel of kvm-01");
    await runCheck(page, "Run post-check", "Not as before");
    const differs = page.locator("section").filter({ has: page.getByRole("heading", { name: /^Not as it was on kvm-01/ }) });
    await expect(differs.locator("header")).toContainText("3 changes");
    await expect(differs.getByRole("list", { name: /^Changes: / }).getByRole("listitem")).toContainText([
      "kernel: running 5.14.0-611.16.1.el9_7.x86_64 → 5.14.0-611.20.1.el9_7.x86_64",
      "the host was restarted; kernel 5.14.0-611.20.1.el9_7.x86_64 runs",
      "guest ipsk-mgr-01: state running → shut off",
    ]);
    await expect(differs.getByRole("listitem").filter({ hasText: "ipsk-mgr-01: state" }).last()).toContainText("Lost");
    await expect(differs.getByText("ipsk-mgr-01 is set to start at boot and is not running")).toBeVisible();
    await expect(differs.locator("header")).toContainText(/score \d+ → \d+/);
    await expectAccessible(page);
  });

  story("says loudly that a host does not answer afterwards, with what is at hand", async ({ page, night }) => {
    await night.silence();
    await openWindow(page, "Kernel of kvm-01");
    await runCheck(page, "Run post-check", "Does not answer");
    const alarm = page.getByRole("alert").filter({ hasText: "kvm-01 does not answer" });
    await expect(alarm).toContainText("bulkhead check bundle.txt");
    await expect(alarm.getByRole("link", { name: "Last known facts" })).toBeVisible();
    await expectAccessible(page, twoLooks);
    await alarm.getByRole("link", { name: "Runbook" }).click();
    await expect(page.getByRole("heading", { name: "Runbook of kvm-01", level: 1 })).toBeVisible();
    await expect(page.getByText("BMC: 10.50.1.210")).toBeVisible();
    await expect(page.getByText("ip address add 10.50.1.110/24 dev br-mgmt")).toBeVisible();
    await expectAccessible(page);
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("navigation", { name: "Bulkhead" })).toBeHidden();
    await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  });

  story(
    "goes on paper with its verdicts, steps, boxes and runbook, and is the same file where there is no network",
    async ({ page, context }) => {
      await openWindow(page, "Kernel of kvm-01");
      const paper = execFileSync("pdftotext", ["-layout", await downloaded(page, "PDF, Letter"), "-"], { encoding: "utf8" });
      const parts = [
        "kvm-01 does not answer",
        "The pre-check says go: every planned action",
        "1. reboot kvm-01",
        "systemctl reboot",
        "Ada, ",
      ];
      for (const told of [...parts, "Runbook of kvm-01", "BMC: 10.50.1.210", "ip address add 10.50.1.110/24 dev br-mgmt"])
        expect(paper).toContain(told);
      const file = readFileSync(await downloaded(page, "HTML"), "utf8");
      await context.setOffline(true);
      await page.setContent(file);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Maintenance window: Kernel of kvm-01");
      await expect(page.getByText(/^kvm-01 could not be read: /)).toBeVisible();
      await expect(page.getByText(/^Last read .* before this report: what is told of it is of then\.$/)).toBeVisible();
      await expect(page.getByRole("img", { name: "done" })).toHaveCount(1);
      await expect(page.getByRole("listitem").filter({ has: page.getByRole("img", { name: "done" }) })).toContainText(
        /^✓the console of kvm-01/,
      );
      await page.getByRole("link", { name: "its runbook" }).click();
      await expect(page.getByRole("heading", { name: "Runbook of kvm-01", level: 3 })).toBeInViewport();
      await expectAccessible(page, twoLooks);
    },
  );

  story("is closed with a verdict, and then stays as it is", async ({ page }) => {
    await openWindow(page, "Kernel of kvm-01");
    await page.getByRole("button", { name: "Close window" }).click();
    const dialog = page.getByRole("dialog", { name: "Close this window?" });
    await expect(dialog.getByRole("radio", { name: /^Does not answer/ })).toBeChecked();
    await expect(dialog.getByRole("checkbox", { name: /^From now on this is known good/ })).toBeDisabled();
    await dialog.getByRole("radio", { name: /^As before/ }).check();
    await dialog.getByRole("checkbox", { name: /^From now on this is known good/ }).check();
    await expectAccessible(page, twoLooks);
    await dialog.getByRole("button", { name: "Close window" }).click();
    await expect(page.getByText("Closed by ada@example.org: as before")).toBeVisible();
    for (const name of ["Run pre-check", "Run post-check", "Close window", "Cancel window", "Add"])
      await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
    await expect(page.getByRole("checkbox")).toHaveCount(0);
  });

  story.describe("A viewer", () => {
    story.use({ asViewer: true });
    story("sees the checks and the checklist, and changes nothing", async ({ page }) => {
      await openWindow(page, "Kernel of kvm-01");
      await expect(page.getByRole("heading", { name: "Pre-check: go", level: 2 })).toBeVisible();
      await expect(page.getByText(/^Ada, /)).toBeVisible();
      await expect(page.getByRole("checkbox")).toHaveCount(0);
      await expectAccessible(page, twoLooks);
    });
  });
});
