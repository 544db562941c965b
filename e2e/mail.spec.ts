import { startMailServer } from "#lib/mail/mail-testing.ts";
import { expectAccessible } from "./support/accessible.ts";
import { expect, houseTest as story } from "./support/test.ts";

story.describe("Mail", () => {
  story.use({ expectedErrors: [/status of (400|503)/] });

  story("is set up, tested, mended where it does not arrive, and given up", async ({ page }) => {
    const refusing = await startMailServer({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error("no such mailbox here"), { responseCode: 550 })),
    });
    const server = await startMailServer();
    await page.goto("/settings/mail");
    await expect(page.getByText("learns nothing")).toBeVisible();

    await page.getByLabel("Server", { exact: true }).fill("127.0.0.1");
    await page.getByLabel("Security").selectOption("tls");
    await expect(page.getByLabel("Port")).toHaveValue("465");
    await page.getByLabel("Security").selectOption("none");
    await page.getByLabel("Port").fill(String(refusing.port));
    await page.getByLabel("Sender").fill("bulkhead@example.org");
    await page.getByLabel("Recipients (optional)").fill("night@example.org\nnobody");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Line 2: An address such as night@example.org")).toBeVisible();
    await page.getByLabel("Recipients (optional)").fill("night@example.org");
    await page.getByRole("button", { name: "Save" }).click();

    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(page.getByRole("alert").filter({ hasText: "no such mailbox here" })).toBeVisible();
    await page.getByLabel("Port").fill(String(server.port));
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved: send a test mail")).toBeVisible();
    await page.getByLabel("Send a test mail to").fill("ada@example.org");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(page.getByText("has taken it for ada@example.org")).toBeVisible();
    expect(server.taken.map(({ to }) => to)).toEqual([["ada@example.org"]]);
    expect(server.taken[0]?.raw).toContain("Mail from Bulkhead arrives");
    await expectAccessible(page);

    await page.getByRole("button", { name: "Send no more mail" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Send no more" }).click();
    await expect(page.getByText("learns nothing")).toBeVisible();
    await Promise.all([server.stop(), refusing.stop()]);
  });
});
