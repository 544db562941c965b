import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findSshd, type Sshd, startSshd } from "#e2e/support/sshd.ts";
import { expectVisited, jsonCheck, knownLine, placeOf } from "./ssh-testing.ts";
import { bundledCommand, onlyHost, put, type Run, type TestCommand } from "./testing.ts";

const withSshd = findSshd() ? describe : describe.skip;

let sshd: Sshd;
let command: TestCommand;
let known: string;

beforeAll(async () => {
  command = bundledCommand();
  if (findSshd()) sshd = await startSshd();
});
afterAll(async () => {
  command.remove();
  await sshd?.stop();
});
beforeEach(() => {
  if (!sshd) return;
  known = put(command.home, "known", knownLine(sshd));
});

function check(...args: string[]): Promise<Run> {
  return command.run(jsonCheck(...args));
}

withSshd("host keys", () => {
  test("an unknown one is refused, with what to do", async () => {
    const run = await command.run(["check", "-i", sshd.keyFile, "--known-hosts", join(command.home, "none"), placeOf(sshd)]);
    expect(run.status).toBe(2);
    expect(run.stdout).toMatch(/is not known yet: ssh-ed25519 SHA256:\S+\. Compare it .*--accept-new-host-keys/);
  });

  test("a new one is accepted when asked to, noted, and known from then on", async () => {
    const file = join(command.home, "deep/known");
    const way = ["-i", sshd.keyFile, "--known-hosts", file, placeOf(sshd)];
    expectVisited(await check("--accept-new-host-keys", ...way));
    expect(readFileSync(file, "utf8")).toBe(knownLine(sshd));
    const found = spawnSync("ssh-keygen", ["-F", `[${sshd.host}]:${sshd.port}`, "-f", file], { encoding: "utf8" });
    expect(found.stdout).toContain("found: line 1");
    expectVisited(await check(...way));
    expectVisited(await check("--accept-new-host-keys", ...way));
    expect(readFileSync(file, "utf8")).toBe(knownLine(sshd));
  });

  test("one is noted below a last line that has no end; a file that cannot be written costs no visit", async () => {
    const before = "elsewhere ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const file = put(command.home, "endless", before);
    expectVisited(await check("--accept-new-host-keys", "-i", sshd.keyFile, "--known-hosts", file, placeOf(sshd)));
    expect(readFileSync(file, "utf8")).toBe(`${before}\n${knownLine(sshd)}`);
    const run = await check("--accept-new-host-keys", "-i", sshd.keyFile, "--known-hosts", join(file, "below"), placeOf(sshd));
    expect(run.stderr).toContain("could not be noted");
    expect(onlyHost(run).readings.identity).toBe("ok");
  });

  test("a changed one is refused, also with the flag, and the file stays as it is", async () => {
    const first = await startSshd();
    await first.stop();
    const second = await startSshd({ port: first.port });
    try {
      put(command.home, "known", knownLine(first));
      for (const flags of [[], ["--accept-new-host-keys"]]) {
        const run = await check(...flags, "-i", second.keyFile, "--known-hosts", known, placeOf(second));
        expect(run.status).toBe(2);
        expect(run.stderr).toContain("shows another host key than the pinned one");
        expect(run.stderr).toContain(`ssh-keygen -R '[127.0.0.1]:${second.port}' -f ${known}`);
        expect(onlyHost(run)).toMatchObject({ system: "unknown", coverage: 0, readings: { identity: "failed:unreachable" } });
        expect(readFileSync(known, "utf8")).toBe(knownLine(first));
      }
      const forget = spawnSync("ssh-keygen", ["-R", `[127.0.0.1]:${second.port}`, "-f", known]);
      expect(forget.status).toBe(0);
      expectVisited(await check("--accept-new-host-keys", "-i", second.keyFile, "--known-hosts", known, placeOf(second)));
    } finally {
      await second.stop();
    }
  });
});
