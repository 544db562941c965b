import { readdirSync, readFileSync } from "node:fs";

/** /proc counts CPU time in hundredths of a second on every Linux (USER_HZ, time(7)). */
const ticksPerSecond = 100;

/** Most memory that a process ever held, in bytes (VmHWM, proc_pid_status(5)); null where the system does not tell. */
export function peakMemory(pid: number): number | null {
  const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

/** What processes hold now, in bytes, shared pages shared out among them (Pss, proc_pid_smaps(5)); null where it is not told. */
export function sharedOutMemory(pids: readonly number[]): number | null {
  const parts = pids.map((pid) => /^Pss:\s*(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1]);
  if (parts.every((part) => part === undefined)) return null;
  return parts.reduce((sum, part) => sum + Number(part ?? 0) * 1024, 0);
}

/** CPU seconds that a process and its children have used, those that have ended included (utime … cstime, proc_pid_stat(5)). */
export function cpuSeconds(pid: number): number {
  const ticks = (of: number, fields: readonly number[]) => {
    const words = read(`/proc/${of}/stat`)
      .replace(/^.*\) /s, "")
      .split(" ");
    return fields.reduce((sum, field) => sum + Number(words[field - 3] ?? 0), 0);
  };
  const alive = childrenOf(pid).map((child) => ticks(child, [14, 15]));
  return (ticks(pid, [14, 15, 16, 17]) + alive.reduce((sum, each) => sum + each, 0)) / ticksPerSecond;
}

export function childrenOf(pid: number): number[] {
  return numbers("/proc").filter(
    (candidate) =>
      read(`/proc/${candidate}/stat`)
        .replace(/^.*\) /s, "")
        .split(" ")[1] === String(pid),
  );
}

function numbers(folder: string): number[] {
  try {
    return readdirSync(folder).flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  } catch {
    return [];
  }
}

/** Empty where there is no such file: the process has ended, or this is no Linux. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
