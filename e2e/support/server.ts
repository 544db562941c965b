import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./sshd.ts";

const startTimeoutMs = 120_000;

/** A Bulkhead of one's own: everything that `npm start` starts, in a data folder that goes with it. */
export interface Server {
  url: string;
  /** Where it keeps its database: for the command beside it. */
  dataFolder: string;
  /** Stops web, worker, database and simulated hosts, and removes what they kept. */
  stop(): Promise<void>;
}

/** Starts what was built, on a free port of loopback, and waits until it answers. Throws with its own words where it does not. */
export async function startServer({ demo = false } = {}): Promise<Server> {
  requireBuild();
  const dataFolder = mkdtempSync(join(tmpdir(), "bulkhead-e2e-"));
  const child = spawn(process.execPath, ["dist/run.mjs", ...(demo ? ["--demo"] : [])], {
    env: {
      ...process.env,
      BULKHEAD_DATA: dataFolder,
      PORT: String(await freePort()),
      DATABASE_URL: "",
      BULKHEAD_URL: "",
      BULKHEAD_LISTEN: "",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const endWithUs = () => child.kill("SIGTERM");
  process.once("exit", endWithUs);
  const stop = async () => {
    process.off("exit", endWithUs);
    await end(child);
    rmSync(dataFolder, { recursive: true, force: true });
  };
  try {
    return { url: await addressOf(child), dataFolder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function requireBuild(): void {
  if (existsSync("dist/run.mjs") && existsSync(".next/standalone/server.js")) return;
  throw new Error("There is no build to test: run `npm test`, or `npm start` once, then try again.");
}

/** The address that it prints when everything is up. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const late = setTimeout(() => fail(`was not up after ${startTimeoutMs / 1000} s`), startTimeoutMs);
    const fail = (why: string) => {
      clearTimeout(late);
      reject(new Error(`The server ${why}. It said:\n${said}`));
    };
    const listen = (piece: Buffer) => {
      said += piece.toString();
      const url = /Bulkhead is at (http:\S+)/.exec(said)?.[1];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", (code, signal) => fail(`ended with ${code ?? signal} while it started`));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}
