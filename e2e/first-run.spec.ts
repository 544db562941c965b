import { expectAccessible, twoLooks } from "./support/accessible.ts";
import { step, trustKey, tryWayIn } from "./support/add-host.ts";
import { eveningTest as story } from "./support/first-evening.ts";
import { admin } from "./support/house.ts";
import { findSshd, freePort } from "./support/sshd.ts";
import { expect, type Page } from "./support/test.ts";

/** One evening with Bulkhead, from an empty data folder on: each story goes on where the one before it ended. */
story.describe.serial("First run", () => {
  story.skip(findSshd() === null, "no OpenSSH server");

  story("an empty Bulkhead asks for the first account", async ({ page }) => {
    await page.goto("/");
    await expect(page).toHaveURL("/setup");
    await expectAccessible(page);

    await fillAccount(page, "short", "short");
    await page.getByRole("button", { name: "Create account" }).click();
    const tooShort = await page.getByLabel("Password", { exact: true }).evaluate((box: HTMLInputElement) => box.validationMessage);
    expect(tooShort).toContain("12 characters");
    await expect(page).toHaveURL("/setup");

    await fillAccount(page, admin.password, `${admin.password}!`);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText("The two passwords differ: type them again.")).toBeVisible();
    await expectAccessible(page, twoLooks);

    await fillAccount(page, admin.password, admin.password);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { name: "Add a host" })).toBeVisible();
  });

  story("a fleet without hosts says what to do next", async ({ page }) => {
    await page.goto("/");
    await expectAccessible(page, twoLooks);
    await page.getByRole("link", { name: "Add your first host" }).click();
    await expect(page).toHaveURL("/hosts/new");
  });

  story.describe(() => {
    story.use({ expectedErrors: [/status of 400/] });
    story("the form says which field does not fit", async ({ page, evening }) => {
      await page.goto("/hosts/new");
      await tryWayIn(page, { ...evening.way, port: 99_999, keyFile: "id_ed25519" });
      await expect(page.getByLabel("Port")).toHaveAccessibleDescription("Ports end at 65535.");
      await expect(page.getByLabel("Path of the private key")).toHaveAccessibleDescription("Enter the whole path, from the first /.");
      await expectAccessible(page, twoLooks);
    });
  });

  story("a wrong port fails at the first step, and says what to do", async ({ page, evening }) => {
    await page.goto("/hosts/new");
    await tryWayIn(page, { ...evening.way, port: await freePort() });
    await expect(step(page, "Reach the port")).toContainText("failed");
    await expect(step(page, "Reach the port")).toContainText("What to do: Check that sshd runs there");
    await expect(step(page, "Log in")).toContainText("not tried");
    await expect(page.getByRole("button", { name: "Add and collect" })).toBeHidden();
    await expectAccessible(page, twoLooks);
  });

  story("a key that may not log in fails at the login", async ({ page, evening }) => {
    await page.goto("/hosts/new");
    await tryWayIn(page, { ...evening.way, keyFile: evening.strangersKey });
    await trustKey(page);
    await expect(step(page, "Log in")).toContainText("failed");
    await expect(step(page, "Log in")).toContainText("What to do: Put the public key into ~/.ssh/authorized_keys");
    await expect(step(page, "Run a shell")).toContainText("not tried");
  });

  story("a real host is added: its key compared, its way in tested, its first visit watched", async ({ page, evening }) => {
    await page.goto("/hosts/new");
    await tryWayIn(page, evening.way);
    await expect(step(page, "Reach the port")).toContainText("ok");
    await expect(step(page, "Know the host by its key")).toContainText("waits for you");
    await expect(page.getByText(evening.fingerprint, { exact: true })).toBeVisible();
    await expectAccessible(page, twoLooks);
    await trustKey(page);
    for (const name of ["Reach the port", "Know the host by its key", "Log in", "Run a shell"])
      await expect(step(page, name)).toContainText("ok");
    await expect(step(page, "Read what only root may")).toContainText(evening.user === "root" ? "The login is root" : /sudo/);
    await expectAccessible(page, twoLooks);

    await page.getByLabel("Name").fill("my-host");
    await page.getByRole("button", { name: "Add and collect" }).click();
    await expect(page.getByRole("heading", { name: "my-host" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Collecting" })).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: /^Visited/ })).toBeVisible();
    await expectVisited(page);
  });

  story("a changed host key stops the visit, and what was read before stays", async ({ page, evening }) => {
    await evening.reinstallHost();
    await page.goto("/");
    await page.getByRole("rowheader", { name: "my-host" }).first().getByRole("link").click();
    await page.getByRole("button", { name: "Collect now" }).click();
    await expect(page.getByText("Last visit: host key changed")).toBeVisible();
    await expect(page.getByText("What is shown below was read")).toBeVisible();
    await expectVisited(page);
    await expectAccessible(page, twoLooks);
  });

  story("the new key is looked at, trusted, and the host is read again", async ({ page, evening }) => {
    await page.goto("/");
    await page.getByRole("rowheader", { name: "my-host" }).first().getByRole("link").click();
    await page.getByRole("link", { name: "Look at the way in" }).click();
    await page.getByRole("button", { name: "Look at the key it shows now" }).click();
    await expect(page.getByText(evening.fingerprint, { exact: true })).toBeVisible();
    await expectAccessible(page, twoLooks);
    await trustKey(page);
    await page.getByRole("button", { name: "Use it and collect" }).click();
    await expect(page.getByText("Last visit: host key changed")).toBeHidden();
    await expect(page.getByRole("status").filter({ hasText: /^Visited/ })).toBeVisible();
  });

  story.describe(() => {
    story.use({ expectedErrors: [/status of 401/] });
    story("one signs out, is refused with a wrong password, and signs in again", async ({ page }) => {
      await page.goto("/");
      await page.getByRole("button", { name: "Sign out" }).click();
      await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
      await expectAccessible(page);
      await page.getByLabel("E-mail").fill(admin.email);
      await page.getByLabel("Password").fill("wrong horse battery");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("alert").filter({ hasText: /password/i })).toBeVisible();
      await page.getByLabel("Password").fill(admin.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("heading", { name: "Fleet", level: 1 })).toBeVisible();
    });
  });

  story("nobody makes a second account", async ({ page, request, evening }) => {
    await page.context().clearCookies();
    await page.goto("/setup");
    await expect(page).toHaveURL("/sign-in");
    const second = { name: "Eve", email: "eve@example.org", password: "another horse battery" };
    const response = await request.post("/api/auth/sign-up/email", { data: second, headers: { origin: evening.url } });
    expect(response.status()).toBe(403);
  });
});

async function fillAccount(page: Page, password: string, again: string): Promise<void> {
  await page.getByLabel("Your name").fill(admin.name);
  await page.getByLabel("E-mail").fill(admin.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Password again").fill(again);
}

async function expectVisited(page: Page): Promise<void> {
  await expect(page.getByRole("img", { name: /^Score \d+ of 100/ })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: /^coverage \d+ %/ })).toBeVisible();
}
