import { type ChildProcessWithoutNullStreams, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { probes } from "#collectors/probes/index.ts";
import { composeScript } from "#collectors/script.ts";
import { loadRecording } from "#collectors/simulator/recording.ts";
import { runScript } from "#collectors/simulator/run-script.ts";
import { quoteAll } from "#collectors/transport/quote.ts";
import { CheckReport, type ReportHost } from "#lib/reports/check-report.ts";

const root = join(import.meta.dirname, "..");

/** What one call of the command came to. */
export interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** Goes to stdin, which then ends; without it nothing does; null leaves stdin open. */
  input?: string | Uint8Array | null;
  env?: Record<string, string>;
  /** Given the process, to act while it runs. */
  onStart?(child: ChildProcessWithoutNullStreams): void;
}

/** The command as users run it: bundled, a process of its own, with an empty home folder. Nothing of the product imports this. */
export interface TestCommand {
  home: string;
  run(args: readonly string[], options?: RunOptions): Promise<Run>;
  /** One line of sh, in which "$@" is the command. */
  runInShell(line: string): Promise<Run>;
  /** The same on a terminal of some columns, by script(1) of util-linux; both outputs come as stdout. */
  runInTerminal(args: readonly string[], columns: number): Promise<Run>;
  remove(): void;
}

/** Whether there is a script(1) that can give a command a terminal. */
export function hasTerminals(): boolean {
  return spawnSync("script", ["-qec", "stty cols 80", "/dev/null"], { input: "" }).status === 0;
}

/** Bundles the command as an install does. The folder stands inside the project, where the bundle finds ssh2's native part. */
export function bundledCommand(): TestCommand {
  mkdirSync(join(root, "dist"), { recursive: true });
  const folder = mkdtempSync(join(root, "dist/cli-under-test-"));
  const home = mkdtempSync(join(tmpdir(), "bulkhead-home-"));
  mkdirSync(join(home, ".ssh"), { mode: 0o700 });
  const bundling = `const { bundleCommand } = await import("./scripts/bundle.mjs"); await bundleCommand(process.cwd(), process.argv[1]);`;
  execFileSync(process.execPath, ["--input-type=module", "-e", bundling, folder.slice(root.length + 1)], { cwd: root });
  const path = join(folder, "main.mjs");
  return {
    home,
    run: (args, options) => runCommand(process.execPath, [path, ...args], home, options),
    runInShell: (line) => runCommand("sh", ["-c", line, "sh", process.execPath, path], home),
    runInTerminal: async (args, columns) => {
      const line = `stty cols ${columns}; exec ${quoteAll([process.execPath, path, ...args])}`;
      const run = await runCommand("script", ["-qec", line, "/dev/null"], home, { env: { TERM: "xterm-256color" } });
      return { ...run, stdout: run.stdout.replaceAll("\r\n", "\n") };
    },
    remove: () => {
      for (const gone of [folder, home]) rmSync(gone, { recursive: true, force: true });
    },
  };
}

function runCommand(program: string, args: readonly string[], home: string, { input, env = {}, onStart }: RunOptions = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const surroundings = { NODE_ENV: "production" as const, HOME: home, PATH: "/usr/sbin:/usr/bin:/sbin:/bin" };
    const child = spawn(program, [...args], { cwd: home, env: { ...surroundings, ...env } });
    const run: Run = { status: null, stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      run.stdout += piece;
    });
    child.stderr.setEncoding("utf8").on("data", (piece: string) => {
      run.stderr += piece;
    });
    child.on("error", reject);
    child.on("close", (status) => resolve({ ...run, status }));
    child.stdin.on("error", () => {});
    if (input !== null) child.stdin.end(input);
    onStart?.(child);
  });
}

/** What the printed script says on a recorded host. */
export async function recordedBundle(recording: string): Promise<string> {
  const way = { nonce: "0123456789abcdef".repeat(2), lane: "all" };
  let bundle = "";
  for await (const part of runScript(loadRecording(recording), composeScript(probes), way, () => 0)) bundle += part;
  return bundle;
}

/** The public JSON that a run printed. Throws where it is not exactly what the schema says. */
export function reportOf({ stdout }: Run): CheckReport {
  return CheckReport.parse(JSON.parse(stdout));
}

/** The only host of a report. */
export function onlyHost(run: Run): ReportHost {
  const { hosts } = reportOf(run);
  const [host] = hosts;
  if (hosts.length !== 1 || host === undefined) throw new Error(`${hosts.length} hosts in the report`);
  return host;
}

/** Puts a file into the home folder, folders and all; returns its path. */
export function put(home: string, name: string, content: string | Uint8Array): string {
  const path = join(home, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content, { mode: 0o600 });
  if (!existsSync(path)) throw new Error(`${path} was not written`);
  return path;
}
