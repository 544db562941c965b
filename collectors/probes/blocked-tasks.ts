import type { Section } from "#collectors/probe.ts";
import { defineProbe } from "#collectors/probe.ts";
import type { BlockedTask, BlockedTasks } from "#lib/facts/blocked-tasks.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { fileOrNull } from "./parse/presence.ts";
import { firstSuccess, linesOf } from "./parse/sections.ts";

const row = /^ *(\d+|-) +(\d+|-) +([A-Za-z]\S*) +(\d+|-) +(\S+) +(\S.*)$/;
const columns = "pid,ppid,stat,etimes,wchan:32,comm";
const limits = { maximumBytes: 2 * 1024 * 1024, optional: true } as const;
const longestLine = 512;
const movesData = /^(zfs|rsync|borg|restic|rclone|mbuffer|qemu-img|dd|scp|sftp|vzdump|proxmox-backup-.*|syncoid|pv)$/;
const longTransferSeconds = 3600;

/** Tasks in uninterruptible sleep and how much the host waits for its disks. ps(1) reads no command line, which could block on a stuck task. */
export const blockedTasks = defineProbe({
  id: "blocked-tasks",
  fact: "blockedTasks",
  systems: ["linux"],
  sources: {
    // What a task of somebody else sleeps in the kernel tells only root.
    tasks: { exec: ["ps", "-eo", columns, "--no-headers"], root: true, ...limits },
    own: { exec: ["ps", "-eo", columns, "--no-headers"], unless: "tasks", ...limits },
    pressure: { read: "/proc/pressure/io", optional: true },
  },
  parse({ tasks, own, pressure }) {
    const { source, text } = firstSuccess([tasks, own], "tasks of the host");
    const lines = linesOf(text);
    const rows = lines.map((line) => (line.length > longestLine ? null : row.exec(line)));
    if (rows.every((match) => match === null)) throw new Error(`${source} names no task`);
    const blocked = rows.flatMap((match, index): BlockedTask[] => {
      const [, pid = "-", , state = "", age = "-", wchan = "-", comm = ""] = match ?? [];
      if (!state.startsWith("D")) return [];
      const known = { pid: numberOf(pid), ageSeconds: numberOf(age), wchan: wchan === "-" || wchan === "0" ? null : wchan };
      return [{ ...known, comm: comm.trim(), at: citeLine(source, lines, index) }];
    });
    const longTransfers = rows.flatMap((match, index) => {
      const [age, comm = ""] = [numberOf(match?.[4] ?? "-"), match?.[6]?.trim()];
      const isLong = age !== null && age >= longTransferSeconds && movesData.test(comm);
      return isLong ? [{ comm, ageSeconds: age, at: citeLine(source, lines, index) }] : [];
    });
    return { tasks: blocked, longTransfers, ioPressure: pressureOf(fileOrNull(pressure, "I/O pressure")) };
  },
});

function numberOf(text: string): number | null {
  return text === "-" ? null : Number(text);
}

/** `some avg10=0.18 avg60=0.34 avg300=0.10 total=159886802`, and the same for `full`. */
function pressureOf(file: Section | null): BlockedTasks["ioPressure"] {
  if (file === null) return null;
  const lines = linesOf(file.text);
  const stall = (kind: string) => {
    const line = lines.find((candidate) => candidate.startsWith(`${kind} `));
    const [ten, minute, five] = ["avg10", "avg60", "avg300"].map((key) => Number.parseFloat(line?.split(`${key}=`)[1] ?? ""));
    if (ten === undefined || minute === undefined || five === undefined || !Number.isFinite(ten + minute + five)) return null;
    return { tenSecondsPercent: ten, minutePercent: minute, fiveMinutesPercent: five };
  };
  const some = stall("some");
  return some === null ? null : { some, full: stall("full"), at: citeLine(file.source, lines, 0) };
}
