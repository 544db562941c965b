import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Whether a process runs: one that has ended and that nobody reaps does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return !stateOf(pid).startsWith("Z");
}

/** Whether it runs and its command line holds `word`: process ids are used again, above all after a restart of the machine. */
export function isRunningWith(pid: number, word: string): boolean {
  return isRunning(pid) && commandLineOf(pid).includes(word);
}

function stateOf(pid: number): string {
  if (!existsSync("/proc/self/stat")) return ps(pid, "stat=");
  const stat = read(`/proc/${pid}/stat`);
  // The name in parentheses may hold anything, so the state is looked for behind its end.
  return stat.slice(stat.lastIndexOf(")") + 2);
}

function commandLineOf(pid: number): string {
  return existsSync("/proc/self/cmdline") ? read(`/proc/${pid}/cmdline`) : ps(pid, "args=");
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function ps(pid: number, field: string): string {
  try {
    return execFileSync("ps", ["-ww", "-o", field, "-p", String(pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return "";
  }
}
