import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { probes } from "#collectors/probes/index.ts";
import { authorizedKeyLine, sudoersFile } from "#collectors/script.ts";
import { severities } from "#lib/rules/severity.ts";
import { bundledCommand, put, type TestCommand } from "./testing.ts";

let command: TestCommand;
beforeAll(() => {
  command = bundledCommand();
}, 60_000);
afterAll(() => command.remove());

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0000000000000000000000000000000000000000000 me@here";

describe("usage", { timeout: 60_000 }, () => {
  test.each([
    "--help",
    "check --help",
    "rehearse --help",
    "coldstart --help",
    "export --help",
    "probe --help",
    "help check",
    "probe authorized-key --help",
  ])("help that was asked for is no error and fits 80 columns: %s", async (words) => {
    const { status, stdout, stderr } = await command.run(words.split(" "));
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Usage: bulkhead /);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  test.each([
    [["chek", "host"], "Did you mean check?"],
    [["check"], "missing required argument 'target'"],
    [["check", "--jsn", "host"], "Did you mean --json?"],
    [["check", "--timeout", "0", "host"], "Give whole seconds from 1 to 3600."],
    [["rehearse", "host"], "required option '--if <event>' not specified"],
    [["check", "--format", "yaml", "host"], "Give one of text, json, sarif, junit."],
    [["rehearse", "--if", "power loss"], "missing required argument 'target' (or --fleet"],
    [["export"], "required option '--offline <dir>' not specified"],
    [["coldstart"], "missing required argument 'target' (or --fleet"],
    [["check", "--fail-on", "severe", "host"], `Give one of ${severities.join(", ")}.`],
  ])("a slip is told, on stderr, with exit status 2: %j", async (words, sentence) => {
    const run = await command.run(words);
    expect(run).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining(sentence) });
    expect(run.stderr).toContain("bulkhead --help");
  });

  test("two formats at once are one too many, and nothing is visited", async () => {
    expect(await command.run(["check", "--json", "--format", "sarif", "gone.txt"])).toEqual({
      status: 2,
      stdout: "",
      stderr: "bulkhead: --json and --format sarif ask for two formats: give one of them.\n",
    });
  });

  test("every severity is a threshold", async () => {
    for (const severity of severities) {
      expect(await command.run(["check", "--fail-on", severity, "gone.txt"])).toMatchObject({ status: 2, stderr: "" });
    }
  });

  test("what it prints for a host is what the collector uses", async () => {
    expect((await command.run(["probe", "sudoers", "--user", "reader"])).stdout).toBe(sudoersFile(probes, "reader"));
    const without = await command.run(["probe", "authorized-key"]);
    expect(without.stdout).toMatch(/\nrestrict,command="[^"]* \/usr\/local\/sbin\/bulkhead-probe" PUT-YOUR-PUBLIC-KEY-HERE\n$/);
    put(command.home, ".ssh/id_ed25519.pub", `${publicKey}\n`);
    const own = await command.run(["probe", "authorized-key", "--script", "/opt/probe"]);
    expect(own.stdout.trimEnd().split("\n").at(-1)).toBe(authorizedKeyLine(publicKey, "/opt/probe").trimEnd());
  });

  test.each([
    [["probe", "sudoers", "--user", "ALL, root"], "is no user name"],
    [["probe", "authorized-key", "gone.pub"], "there is no file gone.pub"],
    [["probe", "authorized-key", ".ssh/id_ed25519"], "is a private key"],
  ])("one sentence where that cannot be printed: %j", async (words, sentence) => {
    put(command.home, ".ssh/id_ed25519", "-----BEGIN OPENSSH PRIVATE KEY-----\n");
    const run = await command.run(words);
    expect(run).toMatchObject({ status: 2, stdout: "", stderr: expect.stringMatching(/^bulkhead: .*\n$/) });
    expect(run.stderr).toContain(sentence);
  });
});
