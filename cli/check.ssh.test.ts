import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findSshd, freePort, type Sshd, startSshd } from "#e2e/support/sshd.ts";
import { SarifLog } from "#lib/reports/sarif-log.ts";
import about from "#package.json" with { type: "json" };
import { expectVisited, jsonCheck, knownLine, placeOf } from "./ssh-testing.ts";
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

function check(...args: string[]): Promise<Run> {
  return command.run(jsonCheck(...args));
}

withSshd("a target of `check`", () => {
  test.each([
    ["user@host:port", () => placeOf(sshd)],
    ["ssh://user@host:port", () => `ssh://${placeOf(sshd)}`],
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
    expectVisited(await check(placeOf(sshd)));
    put(command.home, ".ssh/id_ed25519", "");
  });

  test("-J through another machine, each with its own host key", async () => {
    const jump = await startSshd();
    try {
      jump.setAuthorizedKeys(readFileSync(`${sshd.keyFile}.pub`, "utf8"));
      put(command.home, "known", knownLine(sshd) + knownLine(jump));
      expectVisited(await check("-i", sshd.keyFile, "--known-hosts", known, "-J", placeOf(jump), placeOf(sshd)));
      expect(jump.log()).toContain("Accepted publickey");
      put(command.home, "known", knownLine(sshd));
      const run = await check("-i", sshd.keyFile, "--known-hosts", known, "-J", placeOf(jump), placeOf(sshd));
      expect(run).toMatchObject({
        status: 2,
        stderr: expect.stringContaining(`The host key of [127.0.0.1]:${jump.port} is not known yet`),
      });
    } finally {
      await jump.stop();
    }
  });

  test("the text for a person: headline, then a line that sums up", async () => {
    const run = await command.run(["check", "-i", sshd.keyFile, placeOf(sshd)]);
    expect(run.stdout).toMatch(/^\S+ {2}.* · score \d+.* · coverage \d+ % · \d+\.\d s\n/);
    expect(run.stdout).toMatch(/\n1 host judged: .*\.\n$/);
    expect(run.stdout + run.stderr).not.toContain("\u001b");
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
    expect(await check("-i", other, placeOf(sshd))).toMatchObject({ status: 2, stderr: expect.stringContaining("refuses the login of") });
    expect(await check("-i", "/no/key", placeOf(sshd))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("/no/key does not exist"),
    });
    expect(await check("-i", `${other}.pub`, placeOf(sshd))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("This is a public key"),
    });
  });

  test("a key with a passphrase, of which nobody is asked here", async () => {
    const locked = sshd.makeKey("locked", "ed25519", "open sesame");
    const run = await check("-i", locked, placeOf(sshd));
    expect(run).toMatchObject({ status: 2, stderr: expect.stringMatching(/passphrase is missing or wrong\. Add it to the ssh-agent/) });
  });

  test("one of several: the others are judged, in the order given", async () => {
    const nowhere = `127.0.0.1:${await freePort()}`;
    const args = ["-i", sshd.keyFile, "--known-hosts", known, placeOf(sshd), nowhere, `ssh://${placeOf(sshd)}`];
    const run = await check(...args);
    expect(run.status).toBe(2);
    expect(reportOf(run).hosts.map(({ target, readings }) => [target, readings.identity])).toEqual([
      [placeOf(sshd), "ok"],
      [nowhere, "failed:unreachable"],
      [`ssh://${placeOf(sshd)}`, "ok"],
    ]);
    const text = await command.run(["check", ...args]);
    expect(text.status).toBe(2);
    expect(text.stdout).toMatch(/\n2 hosts judged, 1 not judged: /);
    expect(text.stdout).toContain(`not judged  ${nowhere}: `);
  });
});

withSshd("a format for other tools", () => {
  /** One host that answers and one that does not. */
  async function bothIn(format: string) {
    const nowhere = `127.0.0.1:${await freePort()}`;
    const run = await command.run(["check", "--format", format, "-i", sshd.keyFile, "--known-hosts", known, placeOf(sshd), nowhere]);
    expect(run).toMatchObject({ status: 2, stderr: expect.stringMatching(/^127\.0\.0\.1:\d+: .*\n$/) });
    return { nowhere, stdout: run.stdout };
  }

  test("SARIF: the one is judged, the other is told as not read", async () => {
    const { nowhere, stdout } = await bothIn("sarif");
    const [log] = SarifLog.parse(JSON.parse(stdout)).runs;
    expect(log?.tool.driver.version).toBe(about.version);
    expect(log?.properties.hosts.map(({ target, wasRead }) => [target, wasRead])).toEqual([
      [placeOf(sshd), true],
      [nowhere, false],
    ]);
    expect(log?.invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ properties: { target: nowhere } }],
    });
    const own = log?.properties.hosts[0]?.name;
    expect(log?.results.filter(({ properties }) => properties.host === own).length).toBeGreaterThan(5);
  });

  test("JUnit: a suite each, in which the visits are a passed and a failed test", async () => {
    const { nowhere, stdout } = await bothIn("junit");
    expect(XMLValidator.validate(stdout)).toBe(true);
    const { testsuites } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" }).parse(stdout);
    expect(
      testsuites.testsuite.map(({ testcase: [visit] }: { testcase: { name: string; error?: object }[] }) => [
        visit?.name,
        visit?.error !== undefined,
      ]),
    ).toEqual([
      ["The host can be read", false],
      ["The host can be read", true],
    ]);
    expect(testsuites.testsuite[1].name).toBe(nowhere);
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
        await check("-i", server.keyFile, "--accept-new-host-keys", "--known-hosts", join(server.folder, "known"), placeOf(server)),
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
