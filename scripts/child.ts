import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, closeSync, existsSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

/** Logs larger than this begin anew at the next start. */
const maximumLogBytes = 16 * 1024 * 1024;
const firstPauseMs = 1000;
const longestPauseMs = 30_000;
/** One that has run this long before it ended was sound: its next pause is short again. */
const soundAfterMs = 60_000;
const pollMs = 50;

export interface ChildOptions {
  name: string;
  /** Bundle to run, relative to the root. */
  script: string;
  args?: readonly string[];
  /** How it says that it is ready: by a message over its channel (default), or by its first line of output. */
  speaks?: "message" | "line";
  root: string;
  /** Folder of logs. */
  logs: string;
  env?: Record<string, string>;
  say(line: string): void;
}

/**
 * A process of ours, started anew when it ends by itself. It has a channel to this process and ends when that closes, so that nothing
 * outlives a supervisor that was killed; and a process group of its own, so that Ctrl-C reaches the supervisor alone.
 */
export class Child {
  readonly #options: ChildOptions;
  readonly #logFile: string;
  #process: ChildProcess;
  #first: Promise<unknown>;
  #isAwaited = false;
  #stopping = false;
  #pauseMs = firstPauseMs;
  #startedAt = 0;

  constructor(options: ChildOptions) {
    this.#options = options;
    this.#logFile = join(options.logs, `${options.name}.log`);
    [this.#process, this.#first] = this.#spawn();
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** What it says first: it is ready. Throws one sentence when it ends before, or takes too long. */
  async ready(timeoutMs: number): Promise<unknown> {
    return this.#orFail(this.#first, timeoutMs);
  }

  /** Waits until it answers an HTTP request well. Throws as `ready` does. */
  async answers(url: string, timeoutMs: number): Promise<void> {
    const answered = async () => {
      while (!this.#stopping) {
        const ok = await fetch(url, { signal: AbortSignal.timeout(5000) }).then(
          (response) => response.ok,
          () => false,
        );
        if (ok) return;
        await sleep(pollMs);
      }
    };
    await this.#orFail(answered(), timeoutMs);
  }

  /** Asks it to end, waits, and kills it after the grace. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    const child = this.#process;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), graceMs);
    await gone;
    clearTimeout(late);
  }

  #spawn(): [ChildProcess, Promise<unknown>] {
    const { root, script, args = [], env, name, speaks } = this.#options;
    const log = openSync(this.#logFile, isLarge(this.#logFile) ? "w" : "a", 0o600);
    const child = spawn(process.execPath, ["--enable-source-maps", join(root, script), ...args], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: ["ignore", speaks === "line" ? "pipe" : log, log, "ipc"],
      detached: true,
    });
    closeSync(log);
    this.#startedAt = Date.now();
    child.once("error", (error) => this.#options.say(`${name} could not be started: ${error.message}`));
    child.once("exit", (code, signal) => void this.#again(code ?? signal));
    return [child, speaks === "line" ? this.#firstLine(child) : once(child, "message").then(([message]) => message)];
  }

  #firstLine(child: ChildProcess): Promise<string> {
    if (child.stdout === null) return Promise.reject(new Error("no output to read"));
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => appendFileSync(this.#logFile, `${line}\n`));
    return once(lines, "line").then(([line]) => String(line));
  }

  async #again(how: number | string | null): Promise<void> {
    // Who waits for its first word hears of its end, and decides what follows.
    if (this.#stopping || this.#isAwaited) return;
    if (Date.now() - this.#startedAt > soundAfterMs) this.#pauseMs = firstPauseMs;
    const { name, say } = this.#options;
    say(`${name} ended (${how}): starting it again in ${this.#pauseMs / 1000} s. Its log: ${this.#logFile}`);
    await sleep(this.#pauseMs, undefined, { ref: false });
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
    if (!this.#stopping) [this.#process, this.#first] = this.#spawn();
  }

  async #orFail<T>(wanted: Promise<T>, timeoutMs: number): Promise<T> {
    this.#isAwaited = true;
    const { name } = this.#options;
    const failed = (why: string) => new Error(`${name} ${why}. The end of its log (${this.#logFile}): ${this.#tail()}`);
    const timer = new AbortController();
    const ended = once(this.#process, "exit", { signal: timer.signal }).then(([code, signal]) => {
      this.#stopping = true;
      throw failed(`ended with ${code ?? signal} while it started`);
    });
    const late = sleep(timeoutMs, undefined, { signal: timer.signal }).then(() => {
      throw failed(`was not ready after ${timeoutMs / 1000} s`);
    });
    try {
      return await Promise.race([wanted, ended, late]);
    } finally {
      this.#isAwaited = false;
      ended.catch(() => {});
      late.catch(() => {});
      timer.abort();
    }
  }

  #tail(): string {
    return existsSync(this.#logFile) ? readFileSync(this.#logFile, "utf8").trim().split("\n").slice(-5).join("\n") : "";
  }
}

function isLarge(file: string): boolean {
  return existsSync(file) && statSync(file).size > maximumLogBytes;
}
