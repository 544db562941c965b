import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { meaningOf, parseCommand } from "#collectors/simulator/command.ts";
import { demoFleet, type FleetHost } from "#collectors/simulator/fleet.ts";
import { loadRecording, type Recording, recordingNames } from "#collectors/simulator/recording.ts";
import { keyPairIn, type Simulator, startSimulatedHosts } from "#collectors/simulator/server.ts";
import { ColdStartReport, RehearseReport } from "#lib/reports/rehearse-report.ts";
import { contextNames } from "#lib/rules/context.ts";
import { bandOf } from "#lib/rules/severity.ts";
import { judgedRules } from "./check.ts";
import { bundledCommand, hasTerminals, onlyHost, put, recordedBundle, reportOf, type TestCommand } from "./testing.ts";

const escapeByte = "\u001b";
const hostileName = `${escapeByte}[2J<script>alert(1)</script>\u202egnp.exe\u0007`;
const inXml = hostileName.replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** kvm-02 with a guest whose name was written by somebody who means harm. */
function withHostileGuest(recording: Recording): Recording {
  const rename = (text: string) => text.replaceAll("9800-WLC-02", text.includes("<domain") ? inXml : hostileName);
  const dumps = [[], ["--inactive"]].map((flags) => (name: string) => meaningOf(parseCommand(["virsh", "dumpxml", ...flags, name])));
  const byMeaning = new Map([...recording.byMeaning].map(([meaning, text]) => [meaning, rename(text)]));
  for (const dump of dumps) byMeaning.set(dump(hostileName), byMeaning.get(dump("9800-WLC-02")) ?? "");
  return { ...recording, name: "hostile", byMeaning };
}

const folder = mkdtempSync(join(tmpdir(), "bulkhead-simulated-"));
const recorded: FleetHost[] = recordingNames().map((name) => ({ name, recording: loadRecording(name) }));
const fleet: FleetHost[] = [...demoFleet(), ...recorded, { name: "hostile", recording: withHostileGuest(loadRecording("src-kvm-02")) }];
let simulator: Simulator;
let command: TestCommand;

beforeAll(async () => {
  command = bundledCommand();
  const login = keyPairIn(join(folder, "login"), "login");
  const options = { address: "127.0.0.1", firstPort: 0, hostKeysFolder: join(folder, "hosts"), authorizedKeys: [login.publicKey] };
  simulator = await startSimulatedHosts(fleet, options);
  put(command.home, ".ssh/id_ed25519", login.privateKey);
  put(command.home, ".ssh/known_hosts", simulator.hosts.map(({ address, port, hostKey }) => `[${address}]:${port} ${hostKey}\n`).join(""));
}, 60_000);
afterAll(async () => {
  command.remove();
  await simulator.stop();
  rmSync(folder, { recursive: true });
});

/** The command knows the other hosts that it was given, and that nothing is declared; of earlier visits and the fleet it knows nothing. */
const unknownHere = contextNames.filter((name) => name !== "declared" && name !== "peers");
const judgedHere = judgedRules.filter(({ needs }) => unknownHere.every((name) => !needs.includes(name)));

function targetOf(name: string): string {
  const host = simulator.hosts.find((candidate) => candidate.name === name);
  return `root@${host?.address}:${host?.port}`;
}

describe("simulated hosts, by the command", { timeout: 60_000 }, () => {
  test("kvm-02: its faults, each proved, and exit status 1", async () => {
    const run = await command.run(["check", "--json", targetOf("kvm-02")]);
    expect(run).toMatchObject({ status: 1, stderr: "" });
    const host = onlyHost(run);
    expect(host).toMatchObject({ name: "kvm-02.inside.domusdigitalis.dev", system: "libvirt" });
    expect(host.unknown.map(({ rule }) => rule)).toEqual(["hardware/memory-errors"]);
    expect([...new Set(host.findings.map(({ rule }) => rule))].sort()).toEqual([
      "alert/metrics-agent-absent",
      "boot/failed-units",
      "bridge/pvid-mismatch-host-guests",
      "bridge/second-default-route-masks-fault",
      "bridge/uplink-not-redundant",
      "bridge/uplink-pvid-mismatch",
      "bridge/vlans-set-only-by-hook",
      "dns/nameserver-unreachable",
      "dns/slow-resolver-failover",
      "guests/onboot-not-running",
      "hardware/ups-not-monitored",
      "nic/config-bound-to-unstable-name",
      "storage/fstab-entry-not-mounted",
      "storage/guest-disk-source-missing",
      "storage/netfs-server-by-hostname",
      "storage/nfs-fstab-no-nofail",
    ]);
    for (const { rule, evidence } of host.findings) expect([rule, evidence.length]).not.toEqual([rule, 0]);
    const { passed, failed, notApplicable, unknown } = host.verdicts;
    expect(passed + failed + notApplicable + unknown).toBe(judgedHere.length);
  });

  test("garnet2 is sound: nothing at or above medium but the age of its release, exit status 0", async () => {
    const run = await command.run(["check", "--json", "--fail-on", "critical", targetOf("garnet2")]);
    expect(run).toMatchObject({ status: 0, stderr: "" });
    const { system, coverage, findings } = onlyHost(run);
    expect(system).toBe("proxmox");
    expect(coverage).toBeGreaterThan(0.95);
    // A recording stays as old as it is, while support of its release ends on a day of ours.
    const weighty = findings.filter(({ rule, severity }) => bandOf(severity) >= bandOf("medium") && rule !== "updates/end-of-life-release");
    expect(weighty).toEqual([]);
  });

  test("every recorded host at once: one entry each, in the order given", async () => {
    const targets = recorded.map(({ name }) => targetOf(name));
    const run = await command.run(["check", "--json", "--fail-on", "critical", ...targets]);
    expect(run).toMatchObject({ status: 1, stderr: "" });
    const { hosts } = reportOf(run);
    expect(hosts.map(({ target }) => target)).toEqual(targets);
    expect(hosts.filter(({ coverage }) => coverage < 0.85).map(({ name, coverage }) => [name, coverage])).toEqual([]);
  });

  test("a guest's name is data, whoever wrote it", async () => {
    const json = await command.run(["check", "--json", targetOf("hostile")]);
    const guests = onlyHost(json).findings.filter(({ subject, observed }) => `${subject} ${observed}`.includes("<script>"));
    expect(guests.length).toBeGreaterThan(0);
    for (const env of [{}, { FORCE_COLOR: "3", COLORTERM: "truecolor", TERM: "xterm-256color" }] as Record<string, string>[]) {
      const { stdout, stderr } = await command.run(["check", targetOf("hostile")], { env });
      expect(stdout).toContain("\\x1b[2J<script>alert(1)</script>\\u202egnp.exe");
      expect(`${stdout}${stderr}`).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
    }
  });

  test.skipIf(!hasTerminals())("on a terminal: progress, colour and its width, and nothing of the host's making", async () => {
    const { status, stdout } = await command.runInTerminal(["check", targetOf("hostile")], 80);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^root@127\.0\.0\.1:\d+: reading\nroot@127\.0\.0\.1:\d+: read after \d+\.\d s\n/);
    const colours = new RegExp(`${escapeByte}\\[[\\d;]*m`, "g");
    expect(stdout.match(colours)?.length).toBeGreaterThan(20);
    const plain = stdout.replace(colours, "");
    expect(plain).toContain("<script>alert(1)</script>");
    expect(plain).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
    const prose = plain.split("\n").filter((line) => / (observed|expected|why|risk|do) {2}/.test(line));
    expect(prose.length).toBeGreaterThan(20);
    for (const line of prose) if (!/`|\S{57}/.test(line)) expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe("rehearsals of simulated hosts, by the command", { timeout: 60_000 }, () => {
  const demo = () => demoFleet().map(({ name }) => targetOf(name));

  test("the JSON is what its schema says, and names a cause and a sentence in every step", async () => {
    const run = await command.run(["rehearse", "--json", ...demo(), "--if", "reboot kvm-01", "--if", "lose storage 10.50.1.70"]);
    expect(run.stderr).toBe("");
    const report = RehearseReport.parse(JSON.parse(run.stdout));
    expect(report.given.map(({ words }) => words)).toEqual(["reboot kvm-01.inside.domusdigitalis.dev", "lose storage 10.50.1.70"]);
    expect(report.steps.slice(0, 2).map(({ order, node: { kind } }) => [order, kind])).toEqual([
      [1, "host"],
      [1, "storage"],
    ]);
    expect(report.steps.filter(({ words, because }) => words === "" || because.need === "")).toEqual([]);
    expect(report.steps.filter(({ because: { evidence } }) => evidence.length > 0).length).toBeGreaterThan(8);
    expect(run.status).toBe(1);
  });

  test("bundles, alone or beside hosts, give the same as visits", async () => {
    const files = [
      put(command.home, "kvm-01.bundle", await recordedBundle("src-kvm-01")),
      put(command.home, "kvm-02.bundle", await recordedBundle("src-kvm-02")),
    ];
    const play = (...targets: string[]) => command.run(["rehearse", "--json", ...targets, "--if", "reboot kvm-01"]);
    const visited = await play(targetOf("kvm-01"), targetOf("kvm-02"));
    expect(RehearseReport.parse(JSON.parse(visited.stdout)).steps.length).toBeGreaterThan(5);
    expect(await play(...files)).toEqual(visited);
    expect(await play(files[0] ?? "", targetOf("kvm-02"))).toEqual(visited);
  });

  test("a cold start gives an order of every host, as its schema says", async () => {
    const run = await command.run(["coldstart", "--json", ...demo()]);
    const { stages, cycles } = ColdStartReport.parse(JSON.parse(run.stdout));
    const started = [...stages.flatMap(({ start }) => start), ...cycles.flatMap(({ nodes }) => nodes)].map(({ id }) => id);
    expect(started).toEqual(expect.arrayContaining(["host:kvm-01.inside.domusdigitalis.dev", "host:garnet2", "host:pve", "host:tarpon"]));
    expect([0, 1, 2]).toContain(run.status);
  });

  test("a host that cannot be read leaves the answer open, and the rest is played", async () => {
    const run = await command.run(["rehearse", "--json", targetOf("kvm-02"), "gone.txt", "--if", "reboot kvm-02"]);
    expect(run).toMatchObject({ status: 2, stderr: expect.stringContaining("There is no file") });
    const { steps, unknown } = RehearseReport.parse(JSON.parse(run.stdout));
    expect(steps.length).toBeGreaterThan(1);
    expect(unknown[0]).toBe("gone.txt could not be read: what it would change is open");
  });

  test.each([
    ["dance", /^bulkhead: "dance" is nothing that can be rehearsed\. Say "reboot HOST", /],
    ["reboot kvm-09", /^bulkhead: Nothing here is called "kvm-09": there is kvm-02\.inside\.domusdigitalis\.dev, /],
  ])("%s: one sentence, on stderr, with exit status 2", async (event, sentence) => {
    const run = await command.run(["rehearse", targetOf("kvm-02"), "--if", event]);
    expect(run).toMatchObject({ status: 2, stdout: "", stderr: expect.stringMatching(sentence) });
  });

  test("text of a host is data for a person too", async () => {
    for (const words of [["rehearse", "--if", "reboot kvm-02"], ["coldstart"]]) {
      const { stdout, stderr } = await command.run([...words, targetOf("hostile")], { env: { FORCE_COLOR: "3", TERM: "xterm-256color" } });
      expect(stdout).toContain("\\x1b[2J<script>alert(1)</script>\\u202egnp.exe");
      expect(`${stdout}${stderr}`).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
    }
  });
});
