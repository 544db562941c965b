import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { type Server, startServer } from "./server.ts";
import { type Sshd, startSshd } from "./sshd.ts";
import { test } from "./test.ts";

/** A host that takes its time, so that a visit can be watched. */
const unhurried = { config: ['ForceCommand sleep 1; exec sh -c "$SSH_ORIGINAL_COMMAND"'] };

/** A Bulkhead that nobody has used yet, a real host beside it, and a browser that remembers its visitor from story to story. */
class Evening {
  readonly #server: Server;
  #sshd: Sshd;
  /** Where the login's keys lie; they outlive the SSH server, which may come back with another host key. */
  readonly #keys = mkdtempSync(join(tmpdir(), "bulkhead-e2e-keys-"));
  cookies: Awaited<ReturnType<ReturnType<Page["context"]>["cookies"]>> = [];

  constructor(server: Server, sshd: Sshd) {
    this.#server = server;
    this.#sshd = sshd;
    for (const name of ["login", "stranger"]) execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(this.#keys, name)]);
    this.#letIn();
  }

  get url(): string {
    return this.#server.url;
  }

  get user(): string {
    return this.#sshd.user;
  }

  /** A way in that works. */
  get way() {
    return { address: this.#sshd.host, port: this.#sshd.port, user: this.#sshd.user, keyFile: join(this.#keys, "login") };
  }

  /** A private key that may not log in. */
  get strangersKey(): string {
    return join(this.#keys, "stranger");
  }

  /** The host key's fingerprint as the host's administrator reads it on the console. */
  get fingerprint(): string {
    const line = execFileSync("ssh-keygen", ["-lf", join(this.#sshd.folder, "host_ed25519.pub")], { encoding: "utf8" });
    return line.split(" ")[1] ?? "";
  }

  /** The host comes back at the same address with another host key. */
  async reinstallHost(): Promise<void> {
    const { port } = this.#sshd;
    await this.#sshd.stop();
    this.#sshd = await startSshd({ port, ...unhurried });
    this.#letIn();
  }

  async end(): Promise<void> {
    await Promise.all([this.#server.stop(), this.#sshd.stop()]);
    rmSync(this.#keys, { recursive: true, force: true });
  }

  #letIn(): void {
    this.#sshd.setAuthorizedKeys(readFileSync(join(this.#keys, "login.pub"), "utf8"));
  }
}

/** Stories of one evening, each going on where the one before it ended. */
export const eveningTest = test.extend<object, { evening: Evening }>({
  evening: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      const [server, sshd] = await Promise.all([startServer(), startSshd(unhurried)]);
      const evening = new Evening(server, sshd);
      await use(evening);
      await evening.end();
    },
    { scope: "worker", timeout: 150_000 },
  ],
  baseURL: async ({ evening }, use) => use(evening.url),
  page: async ({ page, evening }, use) => {
    await page.context().addCookies(evening.cookies);
    await use(page);
    evening.cookies = await page.context().cookies();
  },
});
