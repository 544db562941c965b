import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";

export interface ProcessFiles {
  stdin?: string;
  stdout: string;
  stderr: string;
}

/** One that takes longer hangs. */
const longestMs = 120_000;

/** Runs a whole process with files as its ends, so that nobody has to read along. Returns its exit status; rejects where it does not end in time. */
export async function runProcess(command: string, args: readonly string[], files: ProcessFiles, signal: AbortSignal): Promise<number> {
  const stdin = files.stdin === undefined ? null : openSync(files.stdin, "r");
  const limit = AbortSignal.any([signal, AbortSignal.timeout(longestMs)]);
  const outputs = [openSync(files.stdout, "w"), openSync(files.stderr, "w")] as const;
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(command, args, { stdio: [stdin ?? "ignore", ...outputs], signal: limit });
      child.once("error", reject);
      child.once("exit", (status) => resolve(status ?? -1));
    });
  } finally {
    for (const file of [stdin, ...outputs]) if (file !== null) closeSync(file);
  }
}
