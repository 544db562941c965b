import { mkdtempSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ssh2 from "ssh2";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { probes } from "#collectors/probes/index.ts";
import { composeScript, runCommand, splitOutput } from "#collectors/script.ts";
import { demoFleet, largeFleet } from "./fleet.ts";
import type { SimulatedHost, Simulator, SimulatorOptions } from "./server.ts";
import { keyPairIn, startSimulatedHosts } from "./server.ts";

const folder = mkdtempSync(join(tmpdir(), "simulated-hosts-"));
const login = keyPairIn(join(folder, "login"), "login");
const stranger = keyPairIn(join(folder, "stranger"), "stranger");
const fleet = demoFleet().slice(0, 2);
const nonce = "0123456789abcdef".repeat(2);
const script = composeScript(probes);

const running: Simulator[] = [];
afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.stop();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function start(changes: Partial<SimulatorOptions> = {}, hosts = fleet): Promise<SimulatedHost[]> {
  const keys = { hostKeysFolder: join(folder, "hosts"), authorizedKeys: [login.publicKey] };
  const simulator = await startSimulatedHosts(hosts, { address: "127.0.0.1", firstPort: 0, ...keys, ...changes });
  running.push(simulator);
  return simulator.hosts;
}

interface Answer {
  code: number | null;
  stdout: string;
  stderr: string;
}

function visit(
  host: SimulatedHost,
  command: string,
  input: string,
  way: { privateKey: string } | { password: string } = login,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    client.on("error", reject).on("ready", () => {
      client.exec(command, (error, channel) => {
        if (error) return reject(error);
        const answer: Answer = { code: null, stdout: "", stderr: "" };
        channel.on("data", (chunk: Buffer) => {
          answer.stdout += chunk.toString();
        });
        channel.stderr.on("data", (chunk: Buffer) => {
          answer.stderr += chunk.toString();
        });
        channel.on("exit", (code: number | null) => {
          answer.code = code;
        });
        channel.on("close", () => {
          client.end();
          resolve(answer);
        });
        channel.end(input);
      });
    });
    client.connect({ host: host.address, port: host.port, username: "anyone", ...way });
  });
}

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error("nothing there");
  return item;
}

describe("a simulated host", { timeout: 20_000 }, () => {
  it("runs the script to its end", async () => {
    const host = first(await start());
    const answer = await visit(host, runCommand(nonce, "fast"), script);
    expect(answer).toMatchObject({ code: 0, stderr: "" });
    expect(splitOutput(answer.stdout, nonce)).toMatchObject({ complete: true, problems: [] });
  });

  it("answers a test of the way in, whose script makes no call", async () => {
    const host = first(await start());
    const answer = await visit(host, runCommand(nonce, "hello"), composeScript([]));
    expect(splitOutput(answer.stdout, nonce)).toMatchObject({ hello: { uid: 0, sudo: "root" }, complete: true });
  });

  it("runs nothing else", async () => {
    const host = first(await start());
    for (const command of ["cat /etc/passwd", "sh -s", "sh -s -- 0 fast; id", `sh -s -- ${nonce} fast extra`]) {
      const answer = await visit(host, command, script);
      expect([command, answer]).toMatchObject([command, { code: 127, stdout: "", stderr: expect.stringContaining("only runs") }]);
    }
    expect(await visit(host, runCommand(nonce, "fast"), "echo hello")).toMatchObject({ code: 127, stdout: "" });
  });

  it("lets in the keys it was given, and a password only where it has one", async () => {
    const host = first(await start());
    await expect(visit(host, runCommand(nonce, "hello"), script, stranger)).rejects.toThrow(/authentication/i);
    await expect(visit(host, runCommand(nonce, "hello"), script, { password: "" })).rejects.toThrow(/authentication/i);
    const open = first(await start({ password: "correct horse" }));
    await expect(visit(open, runCommand(nonce, "hello"), script, { password: "wrong" })).rejects.toThrow(/authentication/i);
    expect(await visit(open, runCommand(nonce, "hello"), script, { password: "correct horse" })).toMatchObject({ code: 0 });
  });

  it("outlives a visitor who leaves midway", async () => {
    const host = first(await start({ latency: () => 50 }));
    await new Promise<void>((resolve, reject) => {
      const client = new ssh2.Client();
      client.on("error", reject).on("ready", () => {
        client.exec(runCommand(nonce, "all"), (error, channel) => {
          if (error) return reject(error);
          channel.once("data", () => client.destroy());
          client.once("close", () => resolve());
          channel.end(script);
        });
      });
      client.connect({ host: host.address, port: host.port, username: "anyone", ...login });
    });
    expect(await visit(host, runCommand(nonce, "hello"), script)).toMatchObject({ code: 0 });
  });
});

describe("a simulated fleet", { timeout: 20_000 }, () => {
  it("keeps its host keys over a restart, for nobody else to read", async () => {
    const before = await start();
    await running.pop()?.stop();
    const after = await start();
    expect(after.map(({ hostKey }) => hostKey)).toEqual(before.map(({ hostKey }) => hostKey));
    expect(new Set(after.map(({ hostKeyFingerprint }) => hostKeyFingerprint)).size).toBe(2);
    expect(statSync(join(folder, "hosts", "kvm-01")).mode & 0o777).toBe(0o600);
  });

  it("stops as a whole where a port is taken", async () => {
    const [taken] = await start();
    const port = taken?.port ?? 0;
    const options = { address: "127.0.0.1", hostKeysFolder: join(folder, "hosts"), authorizedKeys: [] };
    await expect(startSimulatedHosts(fleet, { ...options, firstPort: port - 1 })).rejects.toThrow(/EADDRINUSE/);
    await expect(isOpen(port - 1)).resolves.toBe(false);
  });

  it("can be large, each host with a name and ids of its own", async () => {
    const hosts = await start({}, largeFleet(40));
    const names = await Promise.all(
      hosts.map(async (host) => {
        const { stdout } = await visit(host, runCommand(nonce, "fast"), script);
        const texts = splitOutput(stdout, nonce).sections.map(({ text }) => text);
        return [
          texts.includes(`${host.name}\n`) || texts.some((text) => text.startsWith(`${host.name}.`)),
          texts.find((text) => /^[0-9a-f]{32}\n$/.test(text)),
        ];
      }),
    );
    expect(names.filter(([isNamed]) => !isNamed)).toEqual([]);
    expect(new Set(names.map(([, machineId]) => machineId)).size).toBe(40);
  });
});

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
