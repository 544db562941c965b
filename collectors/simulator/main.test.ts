import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, expect, it } from "vitest";
import { demoFleet } from "./fleet.ts";

const folder = mkdtempSync(join(tmpdir(), "simulator-main-"));
const program = join(import.meta.dirname, "main.ts");
const options = ["--host-keys", join(folder, "hosts"), "--login-key", join(folder, "login"), "--first-port", "0"];
const command = [process.execPath, "--import", "tsx", program, ...options];
afterAll(() => rmSync(folder, { recursive: true }));

/** The first line that a process prints, parsed. */
async function announced(child: ChildProcess): Promise<{ user: string; privateKeyFile: string; hosts: { name: string; port: number }[] }> {
  if (!child.stdout) throw new Error("no output to read");
  const [line] = await once(createInterface(child.stdout), "line");
  return JSON.parse(String(line));
}

it("announces the demo fleet in one line, and ends on SIGTERM", { timeout: 20_000 }, async () => {
  const [node = "", ...rest] = command;
  const child = spawn(node, rest, { stdio: ["ignore", "pipe", "inherit"] });
  const { user, privateKeyFile, hosts } = await announced(child);
  expect(hosts.map(({ name }) => name)).toEqual(demoFleet().map(({ name }) => name));
  expect({ user, privateKeyFile }).toEqual({ user: "bulkhead", privateKeyFile: join(folder, "login") });
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  expect(await exited).toEqual([0, null]);
});

it("ends when its parent is killed", { timeout: 20_000 }, async () => {
  // A parent that starts it, and then only waits.
  const source = `require("node:child_process").spawn(process.argv[1], process.argv.slice(2), { stdio: "inherit" })`;
  const parent = spawn(process.execPath, ["-e", source, ...command], { stdio: ["ignore", "pipe", "inherit"] });
  const { hosts } = await announced(parent);
  const port = hosts[0]?.port ?? 0;
  expect(await isOpen(port)).toBe(true);
  parent.kill("SIGKILL");
  await expect.poll(() => isOpen(port), { timeout: 5000 }).toBe(false);
});

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
