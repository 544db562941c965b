import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findSshd, freePort, type Sshd, startSshd } from "#e2e/support/sshd.ts";
import { bundledCommand, onlyHost, put, type Run, reportOf, type TestCommand } from "./testing.ts";

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
  put(command.home, ".ssh/known_hosts", knownLine(sshd));
  put(command.home, ".ssh/config", "");
});

function knownLine(server: Sshd): string {
  return `[${server.host}]:${server.port} ${server.hostKeys[0]}\n`;
}

function place(server: Sshd = sshd): string {
  return `${server.user}@${server.host}:${server.port}`;
}

/** Runs a check with JSON; the exit status says what was found on this machine, which is no matter here. */
function check(...args: string[]): Promise<Run> {
  return command.run(["check", "--json", "--timeout", "40", ...args]);
}

/** The host was visited: its name and most of its facts are known. */
function expectVisited(run: Run): void {
  const host = onlyHost(run);
  expect([run.stderr, host.system, host.readings.identity, host.readings.mounts]).toEqual(["", "linux", "ok", "ok"]);
  expect(host.coverage).toBeGreaterThan(0.3);
  expect([0, 1, 2]).toContain(run.status);
}

withSshd("a target of `check`", () => {
  test.each([
    ["user@host:port", () => place()],
    ["ssh://user@host:port", () => `ssh://${place()}`],
  ])("%s, with -i", async (_, target) => {
    expectVisited(await check("-i", sshd.keyFile, target()));
  });

  test("an alias of ~/.ssh/config, with everything else from there", async () => {
    const lines = [`HostName ${sshd.host}`, `Port ${sshd.port}`, `User ${sshd.user}`, `IdentityFile ${sshd.keyFile}`];
    put(command.home, ".ssh/config", `Host first-node\n  ${lines.join("\n  ")}\n`);
    const run = await check("first-node");
    expectVisited(run);
    expect(onlyHost(run).target).toBe("first-node");
    const other = put(command.home, "other-config", `Host second-node\n  ${lines.join("\n  ")}\n`);
    expectVisited(await check("-F", other, "second-node"));
    expect(await check("-F", "none", "first-node")).toMatchObject({ status: 2, stderr: expect.stringContaining("does not resolve") });
    expect(await check("-F", "/no/such/config", "first-node")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("cannot be read"),
    });
  });

  test("the usual key of the home folder, without any option", async () => {
    copyFileSync(sshd.keyFile, join(command.home, ".ssh/id_ed25519"));
    expectVisited(await check(place()));
    put(command.home, ".ssh/id_ed25519", "");
  });

  test("-J through another machine, each with its own host key", async () => {
    const jump = await startSshd();
    try {
      jump.setAuthorizedKeys(readFileSync(`${sshd.keyFile}.pub`, "utf8"));
      put(command.home, "known", knownLine(sshd) + knownLine(jump));
      expectVisited(await check("-i", sshd.keyFile, "--known-hosts", known, "-J", place(jump), place()));
      expect(jump.log()).toContain("Accepted publickey");
      put(command.home, "known", knownLine(sshd));
      const run = await check("-i", sshd.keyFile, "--known-hosts", known, "-J", place(jump), place());
      expect(run).toMatchObject({
        status: 2,
        stderr: expect.stringContaining(`The host key of [127.0.0.1]:${jump.port} is not known yet`),
      });
    } finally {
      await jump.stop();
    }
  });

  test("the text for a person: headline, then a line that sums up", async () => {
    const run = await command.run(["check", "-i", sshd.keyFile, place()]);
    expect(run.stdout).toMatch(/^\S+ {2}.* · score \d+.* · coverage \d+ % · \d+\.\d s\n/);
    expect(run.stdout).toMatch(/\n1 host judged: .*\.\n$/);
    expect(run.stdout + run.stderr).not.toContain("\u001b");
  });
});

withSshd("host keys", () => {
  test("an unknown one is refused, with what to do", async () => {
    const run = await command.run(["check", "-i", sshd.keyFile, "--known-hosts", join(command.home, "none"), place()]);
    expect(run.status).toBe(2);
    expect(run.stdout).toMatch(/is not known yet: ssh-ed25519 SHA256:\S+\. Compare it .*--accept-new-host-keys/);
  });

  test("a new one is accepted when asked to, noted, and known from then on", async () => {
    const file = join(command.home, "deep/known");
    const way = ["-i", sshd.keyFile, "--known-hosts", file, place()];
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
    expectVisited(await check("--accept-new-host-keys", "-i", sshd.keyFile, "--known-hosts", file, place()));
    expect(readFileSync(file, "utf8")).toBe(`${before}\n${knownLine(sshd)}`);
    const run = await check("--accept-new-host-keys", "-i", sshd.keyFile, "--known-hosts", join(file, "below"), place());
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
        const run = await check(...flags, "-i", second.keyFile, "--known-hosts", known, place(second));
        expect(run.status).toBe(2);
        expect(run.stderr).toContain("shows another host key than the pinned one");
        expect(run.stderr).toContain(`ssh-keygen -R '[127.0.0.1]:${second.port}' -f ${known}`);
        expect(onlyHost(run)).toMatchObject({ system: "unknown", coverage: 0, readings: { identity: "failed:unreachable" } });
        expect(readFileSync(known, "utf8")).toBe(knownLine(first));
      }
      const forget = spawnSync("ssh-keygen", ["-R", `[127.0.0.1]:${second.port}`, "-f", known]);
      expect(forget.status).toBe(0);
      expectVisited(await check("--accept-new-host-keys", "-i", second.keyFile, "--known-hosts", known, place(second)));
    } finally {
      await second.stop();
    }
  });
});

withSshd("what cannot be visited", () => {
  test("nothing listens there", async () => {
    const run = await check(`127.0.0.1:${await freePort()}`);
    expect(run).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^127\.0\.0\.1:\d+: .*nothing listens there\. Check that sshd runs/),
    });
    expect(onlyHost(run).findings.map(({ rule }) => rule)).toEqual(["self/probe-incomplete"]);
  });

  test("a key that may not log in, one that does not exist, and a public one", async () => {
    const other = sshd.makeKey("not-authorized");
    expect(await check("-i", other, place())).toMatchObject({ status: 2, stderr: expect.stringContaining("refuses the login of") });
    expect(await check("-i", "/no/key", place())).toMatchObject({ status: 2, stderr: expect.stringContaining("/no/key does not exist") });
    expect(await check("-i", `${other}.pub`, place())).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("This is a public key"),
    });
  });

  test("one of several: the others are judged, in the order given", async () => {
    const nowhere = `127.0.0.1:${await freePort()}`;
    const args = ["-i", sshd.keyFile, "--known-hosts", known, place(), nowhere, `ssh://${place()}`];
    const run = await check(...args);
    expect(run.status).toBe(2);
    expect(reportOf(run).hosts.map(({ target, readings }) => [target, readings.identity])).toEqual([
      [place(), "ok"],
      [nowhere, "failed:unreachable"],
      [`ssh://${place()}`, "ok"],
    ]);
    const text = await command.run(["check", ...args]);
    expect(text.status).toBe(2);
    expect(text.stdout).toMatch(/\n2 hosts judged, 1 not judged: /);
    expect(text.stdout).toContain(`not judged  ${nowhere}: `);
  });
});

withSshd("a key that may run nothing but the installed script", () => {
  test("works with the printed line and the printed script", async () => {
    const server = await startSshd();
    try {
      const script = join(server.folder, "bulkhead-probe");
      put(server.folder, "bulkhead-probe", (await command.run(["probe", "script"])).stdout);
      const printed = await command.run(["probe", "authorized-key", "--script", script, `${server.keyFile}.pub`]);
      expect(printed.stdout).toMatch(/^restrict,command="/m);
      server.setAuthorizedKeys(printed.stdout);
      expectVisited(
        await check("-i", server.keyFile, "--accept-new-host-keys", "--known-hosts", join(server.folder, "known"), place(server)),
      );
      const other = spawnSync(
        "ssh",
        [
          "-F",
          "none",
          "-i",
          server.keyFile,
          "-o",
          "StrictHostKeyChecking=no",
          "-o",
          "UserKnownHostsFile=/dev/null",
          "-p",
          String(server.port),
          `${server.user}@${server.host}`,
          "id",
        ],
        { encoding: "utf8" },
      );
      expect(other.stdout).not.toContain("uid=");
    } finally {
      await server.stop();
    }
  });
});

describe("Ctrl-C", () => {
  test("ends with 130, prints no verdict, and closes the connection", async () => {
    let closed = () => {};
    const isClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    let arrived = () => {};
    const silent = createServer((socket) => {
      socket
        .on("error", () => {})
        .on("close", closed)
        .resume();
      arrived();
    });
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" && address ? address.port : 0;
    try {
      const run = command.run(["check", `127.0.0.1:${port}`], {
        onStart: (kill) => {
          arrived = () => kill("SIGINT");
        },
      });
      expect(await run).toEqual({ status: 130, stdout: "", stderr: "" });
      await isClosed;
    } finally {
      silent.close();
    }
  });

  test("also while a bundle is awaited on stdin", async () => {
    const run = await command.run(["check", "-"], { input: null, onStart: (kill) => setTimeout(() => kill("SIGINT"), 1500) });
    expect(run).toEqual({ status: 130, stdout: "", stderr: "" });
  });
});
