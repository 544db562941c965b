import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";

export interface ProcessFiles {
  stdin?: string;
  stdout: string;
  stderr: string;
}

/** Runs a whole process with files as its ends, so that nobody has to read along. Returns its exit status. */
export async function runProcess(command: string, args: readonly string[], files: ProcessFiles, signal: AbortSignal): Promise<number> {
  const stdin = files.stdin === undefined ? null : openSync(files.stdin, "r");
  const outputs = [openSync(files.stdout, "w"), openSync(files.stderr, "w")] as const;
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(command, args, { stdio: [stdin ?? "ignore", ...outputs], signal });
      child.once("error", reject);
      child.once("exit", (status) => resolve(status ?? -1));
    });
  } finally {
    for (const file of [stdin, ...outputs]) if (file !== null) closeSync(file);
  }
}
