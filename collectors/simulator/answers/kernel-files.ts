import type { Recording } from "#collectors/simulator/recording.ts";

/** Files below /proc/sys that a recorded sysctl(8) printed, `key = value` a line: the dots of a key are its slashes. */
export function sysctlFiles({ commands }: Recording): [string, string][] {
  return commands.flatMap(({ command, text }) => {
    if (command.tool !== "sysctl") return [];
    return text.split("\n").flatMap((line): [string, string][] => {
      const [, key, value] = /^([a-z0-9_.-]+) = (.*)$/.exec(line) ?? [];
      return key === undefined ? [] : [[`/proc/sys/${key.replaceAll(".", "/")}`, `${value}\n`]];
    });
  });
}

/** udev's notes on network devices, /run/udev/data/n<index>, from the properties that a recorded udevadm(8) printed. */
export function udevNotes({ commands }: Recording): [string, string][] {
  return commands.flatMap(({ command, text }): [string, string][] => {
    const index = /^IFINDEX=(\d+)$/m.exec(text)?.[1];
    if (command.tool !== "udevadm" || index === undefined) return [];
    const notes = text.split("\n").filter((line) => /^[A-Z_]+=/.test(line));
    return [[`/run/udev/data/n${index}`, `${notes.map((line) => `E:${line}`).join("\n")}\n`]];
  });
}
