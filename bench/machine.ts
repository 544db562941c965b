import { execFileSync } from "node:child_process";
import { cpus, loadavg, platform, release, totalmem } from "node:os";

/** What numbers depend on, and nothing that tells whose machine it is. */
export interface Machine {
  cpus: number;
  cpuModel: string;
  memoryBytes: number;
  system: string;
  node: string;
  /** "OpenSSH_9.2p1"; null where there is none. */
  ssh: string | null;
}

export function machine(): Machine {
  const all = cpus();
  return {
    cpus: all.length,
    cpuModel: all[0]?.model.trim() ?? "unknown",
    memoryBytes: totalmem(),
    system: `${platform()} ${release().split("-")[0]}`,
    node: process.version,
    ssh: sshVersion(),
  };
}

/** Load of the last minute: how many processes wanted a CPU. */
export function load(): number {
  return loadavg()[0] ?? 0;
}

function sshVersion(): string | null {
  try {
    return /^OpenSSH_\S+/.exec(execFileSync("sh", ["-c", "ssh -V 2>&1"], { encoding: "utf8" }))?.[0].replace(/,$/, "") ?? null;
  } catch {
    return null;
  }
}
