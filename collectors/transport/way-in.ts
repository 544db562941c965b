import { randomBytes } from "node:crypto";
import type { Hello } from "#collectors/script.ts";
import { composeScript, runCommand, splitOutput } from "#collectors/script.ts";
import type { OfferedKey } from "./errors.ts";
import { TransportError } from "./errors.ts";
import type { Connection, ConnectOptions } from "./ssh.ts";
import { connect } from "./ssh.ts";

export const waySteps = ["tcp", "host-key", "login", "shell", "sudo"] as const;
export type WayStepName = (typeof waySteps)[number];

/** One step of the way in. `waiting`: the host key is to be confirmed; `skipped`: it was not reached, or is not needed. */
export interface WayStep {
  step: WayStepName;
  status: "passed" | "failed" | "waiting" | "skipped";
  /** One sentence: what was seen. */
  detail: string;
  /** What to do about it; null where nothing is to be done. */
  advice: string | null;
  durationMs: number;
}

export interface WayIn {
  /** `passed` also where sudo is missing: a visit works, with less coverage. */
  status: "passed" | "awaitingKey" | "failed";
  steps: WayStep[];
  /** The key to confirm while the status is `awaitingKey`, or the one that is refused. */
  offeredKey: OfferedKey | null;
}

const helloTimeoutSeconds = 15;
const maximumHelloBytes = 64 * 1024;

/**
 * Tries a way in, step by step: TCP, host key, login, shell, sudo. `onSteps` is told after each. Rejects only with the signal's reason.
 * A failing jump host fails the step at which it stands in the way.
 */
export async function testWayIn(options: ConnectOptions, onSteps: (steps: readonly WayStep[]) => void = () => {}): Promise<WayIn> {
  const trial = new Trial(onSteps);
  let connection: Connection | null = null;
  try {
    connection = await connect({ ...options, onStep: (step, detail, _hop, isJump) => isJump || trial.pass(step, detail) });
    await tryScript(connection, trial);
    return trial.end("passed", null);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!(error instanceof TransportError)) throw error;
    trial.fail(error);
    return trial.end(error.code === "host-key-unknown" ? "awaitingKey" : "failed", error.offeredKey);
  } finally {
    connection?.close();
  }
}

async function tryScript(connection: Connection, trial: Trial): Promise<void> {
  const nonce = randomBytes(16).toString("hex");
  const run = { stdin: composeScript([]), maximumBytes: maximumHelloBytes, timeoutSeconds: helloTimeoutSeconds };
  const result = await connection.run(runCommand(nonce, "hello"), run);
  const { hello } = splitOutput(result.stdout, nonce);
  if (!hello) {
    const said = `${result.stderr} ${result.stdout.subarray(0, 200).toString("utf8")}`.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
    const code = result.ended === "flood" ? "flood" : result.ended === "timeout" ? "timeout" : "no-shell";
    throw new TransportError(code, said === "" ? "The login runs no shell." : `The login runs no shell: "${said.slice(0, 120)}".`);
  }
  trial.pass("shell", `The script runs as user ${hello.uid}.`);
  sudoStep(hello, trial);
}

function sudoStep({ sudo }: Hello, trial: Trial): void {
  if (sudo === "root") trial.pass("sudo", "The login is root: sudo is not needed.");
  else if (sudo === "yes") trial.pass("sudo", "sudo -n works for this user.");
  else {
    const why = sudo === "missing" ? "There is no sudo on the host." : "sudo -n lets this user run nothing.";
    trial.fail(new TransportError("sudo-refused", why));
  }
}

/** Collects the steps of one trial, in their order. */
class Trial {
  private readonly steps: WayStep[] = [];
  private readonly onSteps: (steps: readonly WayStep[]) => void;
  private since = performance.now();

  constructor(onSteps: (steps: readonly WayStep[]) => void) {
    this.onSteps = onSteps;
  }

  pass(step: WayStepName, detail: string): void {
    this.add(step, "passed", detail, null);
  }

  /** Fails the step that comes next. */
  fail({ code, message, advice }: TransportError): void {
    const step = waySteps[this.steps.length];
    if (step) this.add(step, code === "host-key-unknown" ? "waiting" : "failed", message, advice);
  }

  end(status: WayIn["status"], offeredKey: OfferedKey | null): WayIn {
    const rest = waySteps.slice(this.steps.length).map((step): WayStep => {
      return { step, status: "skipped", detail: "Not tried yet.", advice: null, durationMs: 0 };
    });
    return { status, steps: [...this.steps, ...rest], offeredKey };
  }

  private add(step: WayStepName, status: WayStep["status"], detail: string, advice: string | null): void {
    const now = performance.now();
    this.steps.push({ step, status, detail, advice, durationMs: Math.round(now - this.since) });
    this.since = now;
    this.onSteps([...this.steps]);
  }
}
