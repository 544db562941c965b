import { spawnSync } from "node:child_process";
import { mkdirSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { probes } from "#collectors/probes/index.ts";
import { composeScript } from "#collectors/script.ts";
import { bundledCommand, onlyHost, put, recordedBundle, reportOf, type TestCommand } from "./testing.ts";

let command: TestCommand;
/** What the script prints on kvm-02. */
let bundle = "";

beforeAll(async () => {
  command = bundledCommand();
  bundle = await recordedBundle("src-kvm-02");
}, 60_000);
afterAll(() => command.remove());

function check(target: string, input?: string | Uint8Array) {
  return command.run(["check", "--json", target], input === undefined ? {} : { input });
}

describe("a bundle", { timeout: 60_000 }, () => {
  test("the printed script, run by hand on this machine: from a file and from stdin", async () => {
    const script = (await command.run(["probe", "script"])).stdout;
    expect(script).toBe(composeScript(probes));
    const output = spawnSync("sh", { input: script, encoding: "utf8" });
    expect(output.status).toBe(0);
    const file = put(command.home, "bundle.txt", output.stdout);
    for (const run of [await check(file), await check("-", output.stdout)]) {
      expect([run.stderr, onlyHost(run).readings.identity]).toEqual(["", "ok"]);
      expect(onlyHost(run).name).toBe(onlyHost(await check(file)).name);
    }
  });

  test("is judged as a visit is; its time is that of the host", async () => {
    const run = await check("-", bundle);
    expect(run).toMatchObject({ status: 1, stderr: "" });
    const host = onlyHost(run);
    expect(host).toMatchObject({ target: "-", name: "kvm-02.inside.domusdigitalis.dev", verdicts: { unknown: 1 } });
    expect(host.coverage).toBeGreaterThan(0.95);
    expect(Date.parse(host.collectedAt)).toBeLessThan(Date.now() - 86_400_000);
  });

  test("survives what editors, terminals and pipes do to it", async () => {
    const straight = onlyHost(await check("-", bundle));
    const damaged = [
      bundle.replaceAll("\n", "\r\n"),
      `\ufeff${bundle}`,
      `Last login: yesterday\nWelcome!\n${bundle}root@kvm-02:~# `,
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bundle, "utf16le")]),
    ];
    for (const input of damaged) expect(onlyHost(await check("-", input))).toEqual(straight);
  });

  test("cut off: what is there is judged, the rest is unknown, never healthy", async () => {
    const run = await check("-", bundle.slice(0, bundle.length / 2));
    const host = onlyHost(run);
    expect(host.name).toBe("kvm-02.inside.domusdigitalis.dev");
    expect(host.coverage).toBeLessThan(1);
    expect(host.verdicts.unknown).toBeGreaterThan(0);
    expect(host.findings.map(({ rule }) => rule)).toContain("self/probe-incomplete");
    const header = onlyHost(await check("-", bundle.slice(0, bundle.indexOf("\n") + 1)));
    expect(header).toMatchObject({ system: "unknown", coverage: 0, verdicts: { passed: 0 } });
  });
});

describe("what is no bundle", { timeout: 60_000 }, () => {
  const garbage: [string, string | Uint8Array, RegExp][] = [
    ["nothing", "", /^-: The bundle is empty\. Run the script again/],
    ["blank lines", "\n\n\n", /not the output of the script/],
    ["some other text", "Filesystem Size Used\n/dev/sda1 10G 3G\n", /not the output of the script/],
    ["an image", Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256), /not the output of the script/],
    ["a header that says nothing", `@@bulkhead ${"0".repeat(32)} hello protocol=x\n`, /header/],
    [
      "a clock beyond all time",
      `@@bulkhead ${"0".repeat(32)} hello protocol=1 script=a lane=all uid=0 sudo=root epoch=${"9".repeat(30)} systems=linux\n`,
      /header/,
    ],
  ];
  test.each(garbage)("%s", async (_, input, sentence) => {
    const run = await check("-", input);
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(sentence);
    expect(onlyHost(run)).toMatchObject({ system: "unknown", coverage: 0, readings: { identity: "failed:unparsable" } });
    const text = await command.run(["check", "-"], { input });
    expect(text).toMatchObject({
      status: 2,
      stderr: "",
      stdout: expect.stringMatching(/^not judged {2}-: .*\n\nNo host judged, 1 not judged\.\n$/),
    });
  });

  test("a path that is none, a folder, and a file too large are no names to resolve", async () => {
    mkdirSync(join(command.home, "folder"));
    const large = put(command.home, "large", "");
    truncateSync(large, 70 * 1024 * 1024);
    const run = await command.run(["check", "--json", "./gone", "gone.txt", "./folder", "large"]);
    expect(run.status).toBe(2);
    expect(run.stderr.split("\n").map((line) => line.replace(/\. .*/, "."))).toEqual([
      "./gone: There is no file ./gone.",
      "gone.txt: There is no file gone.txt.",
      "./folder: ./folder is a folder.",
      "large: The bundle is too large to be the script's output.",
      "",
    ]);
    expect(reportOf(run).hosts).toHaveLength(4);
  });

  test("what is no target at all", async () => {
    for (const target of ["foo@@bar", "@host", "user@", "host:99999", "ssh://", "a b"]) {
      const run = await check(target);
      expect([target, run.status, run.stderr]).toEqual([
        target,
        2,
        `${target}: "${target}" names no host. Write it as [user@]host[:port], or ssh://user@host:port.\n`,
      ]);
    }
  });

  test.each([
    ["text", /^kvm-02\..*\n$/],
    ["json", /^\{\n$/],
    ["sarif", /^\{\n$/],
    ["junit", /^<\?xml version="1\.0" encoding="UTF-8"\?>\n$/],
  ])("a reader who has seen enough of %s is no error", async (format, line) => {
    const file = put(command.home, "kvm-02.bundle", bundle);
    // More than fits into a pipe, so that the command is still writing when the reader goes.
    const run = await command.runInShell(`"$@" check --format ${format} ${`${file} `.repeat(20)} | head -n 1`);
    expect(run).toMatchObject({ status: 0, stderr: "" });
    expect(run.stdout).toMatch(line);
  });
});
