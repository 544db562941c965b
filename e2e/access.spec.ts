import { request } from "@playwright/test";
import { demoTest, expect, houseTest, type Page } from "./support/test.ts";

demoTest.describe("What runs on a host", () => {
  demoTest("the script, the sudoers file and the locked key are shown, and copied in full", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto("/settings/access");
    const texts = [
      { title: "The script", holds: /^#!\/bin\/sh[\s\S]*\/proc\/self\/mountinfo/ },
      { title: "For a user who is not root", holds: /NOPASSWD:/ },
      { title: "For a key that can do nothing else", holds: /restrict,command="/ },
    ];
    for (const { title, holds } of texts) {
      const shown = await page.getByRole("group", { name: title }).textContent();
      expect(shown).toMatch(holds);
      await page.getByRole("button", { name: `Copy ${title}` }).click();
      await expect(page.getByRole("button", { name: `Copied ${title}` })).toBeVisible();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
    }
  });

  demoTest("whoever adds a host can read it there", async ({ page }) => {
    await page.goto("/hosts/new");
    await page.getByText("What will run on the host?").click();
    await expect(page.getByRole("group", { name: "The script" })).toBeVisible();
  });
});

demoTest.describe("A visitor of the demo", () => {
  demoTest("is led in without an account", async ({ browser, baseURL }) => {
    const stranger = await browser.newPage({ baseURL: baseURL ?? "" });
    await stranger.goto("/");
    await expect(stranger.getByRole("heading", { name: "Fleet", level: 1 })).toBeVisible();
    await stranger.context().clearCookies();
    await stranger.goto("/postmortems/kvm-pair-panic-reboot");
    await expect(stranger).toHaveURL("/postmortems/kvm-pair-panic-reboot");
    await stranger.close();
  });
});

houseTest.describe("Who may", () => {
  houseTest("pages without a session lead to signing in, the API answers 401", async ({ browser, house }) => {
    const stranger = await browser.newPage({ baseURL: house.url });
    for (const path of ["/", "/hosts/new", "/postmortems", "/settings/hosts", "/settings/access"]) {
      await stranger.goto(path);
      await expect(stranger).toHaveURL(`/sign-in?next=${encodeURIComponent(path)}`);
    }
    for (const path of ["hosts", "findings", `hosts/${crypto.randomUUID()}`, `visits/${crypto.randomUUID()}`])
      expect((await stranger.request.get(`/api/v1/${path}`)).status(), path).toBe(401);
    await stranger.close();
  });

  houseTest("the session is out of reach of scripts and of other sites", async ({ page }) => {
    await page.goto("/");
    const cookies = await page.context().cookies();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie, cookie.name).toMatchObject({ httpOnly: true, sameSite: "Lax" });
    expect(await page.evaluate(() => document.cookie)).toBe("");
  });

  houseTest("a request of a foreign page changes nothing", async ({ page, house }) => {
    const body = { address: "127.0.0.1", port: 22, login: "root", auth: { kind: "agent" } };
    const post = (headers: Record<string, string>) => page.request.post("/api/v1/way-in-tests", { data: body, headers });
    expect((await post({ origin: "https://elsewhere.example" })).status()).toBe(403);
    expect((await post({ origin: house.url, "sec-fetch-site": "cross-site" })).status()).toBe(403);
    expect((await post({})).status()).toBe(403);
    expect((await post({ origin: house.url })).status()).toBe(202);
  });

  houseTest("nothing is served under a foreign name", async ({ house }) => {
    const rebound = await request.newContext({ baseURL: house.url, extraHTTPHeaders: { host: "elsewhere.example" } });
    expect((await rebound.get("/sign-in")).status()).toBe(421);
    await rebound.dispose();
  });
});

houseTest.describe("What a page may run", () => {
  houseTest.use({ expectedErrors: [/Content Security Policy/] });

  houseTest("only scripts that carry this answer's nonce", async ({ page }) => {
    const [first, second] = [await policyOf(page), await policyOf(page)];
    expect(first["script-src"]).toMatch(/'nonce-[^']{16,}'/);
    expect(first["script-src"]).not.toContain("unsafe");
    expect(first["script-src"]).not.toBe(second["script-src"]);
    expect(first).toMatchObject({ "object-src": "'none'", "base-uri": "'none'", "frame-ancestors": "'none'", "form-action": "'self'" });

    await page.evaluate(() => {
      const refused = new Promise((resolve) => addEventListener("securitypolicyviolation", resolve, { once: true }));
      document.body.insertAdjacentHTML("beforeend", `<img src="data:," onerror="window.hacked = 1">`);
      return refused;
    });
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  });
});

/** The policy of a fresh answer, by directive. */
async function policyOf(page: Page): Promise<Record<string, string>> {
  const response = await page.goto("/");
  const policy = response?.headers()["content-security-policy"] ?? "";
  return Object.fromEntries(
    policy.split("; ").map((directive) => [directive.split(" ", 1)[0], directive.slice(directive.indexOf(" ") + 1)]),
  );
}
