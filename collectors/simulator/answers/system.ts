import type { Answerer, CommandAnswer } from "#collectors/simulator/answer.ts";
import { failed, lines, printed } from "#collectors/simulator/answer.ts";
import type { Recording } from "#collectors/simulator/recording.ts";
import { hasTool, recordedText } from "#collectors/simulator/recording.ts";
import { devicePath, recordedLinks } from "./links.ts";
import { namesIn, timesOf } from "./listings.ts";

// Programs that every Linux host has, whether one of them was recorded or not.
const everywhere = ["cat", "date", "grep", "head", "hostname", "id", "ls", "sh", "sudo", "timeout", "uname"];

/** Name of the recorded machine, as `uname -n` says it. */
export function nodeName(recording: Recording): string {
  return recordedText(recording, ["uname", "-a"])?.split(" ")[1] ?? recording.name;
}

/** Whether systemd is the first process there: its tools were recorded. */
export function runsSystemd(recording: Recording): boolean {
  return hasTool(recording, "systemctl");
}

/** The recorded host's own clock, in seconds of the epoch: all ages in a recording are relative to it. */
export function clockOf(recording: Recording): number {
  const milliseconds = Date.parse(recordedText(recording, ["date", "-Is"])?.trim() ?? "");
  return Number.isNaN(milliseconds) ? 0 : milliseconds / 1000;
}

/** uname(1) from the recorded `uname -a`: "Linux NODE RELEASE #VERSION … MACHINE [PROCESSOR PLATFORM] GNU/Linux". */
export const uname: Answerer = (recording, { flags, words }) => {
  const text = recordedText(recording, ["uname", "-a"])?.trim();
  if (text === undefined || words.length > 0) return undefined;
  if (flags.has("a")) return printed(`${text}\n`);
  const parts = /^(\S+) (\S+) (\S+) (#.*?) (x86_64|aarch64|armv7l|ppc64le|s390x|riscv64)\b.* (\S+)$/.exec(text)?.slice(1) ?? [];
  const order = ["s", "n", "r", "v", "m", "o"];
  const wanted = flags.size === 0 ? ["s"] : [...flags.keys()];
  const chosen = order.flatMap((flag, index) => (wanted.includes(flag) ? [parts[index]] : []));
  if (chosen.length !== wanted.length || chosen.some((part) => part === undefined)) return undefined;
  return printed(lines([chosen.join(" ")]));
};

/** hostname(1): the node's name; `-f` as recorded; `-s` up to the first dot. */
export const hostname: Answerer = (recording, { flags, words }) => {
  if (words.length > 0 || flags.size > 1) return undefined;
  if (flags.size === 0) return printed(recordedText(recording, ["hostname"]) ?? lines([nodeName(recording)]));
  if (flags.has("s")) return printed(lines([nodeName(recording).split(".")[0] ?? ""]));
  const full = flags.has("f") ? recordedText(recording, ["hostname", "-f"]) : undefined;
  return full === undefined ? undefined : printed(full);
};

/** id(1): the login of a simulated host is root, as that of the recording was. */
export const id: Answerer = (_recording, { flags, words }) => {
  if (words.length > 0) return undefined;
  if (flags.size === 0) return printed("uid=0(root) gid=0(root) groups=0(root)\n");
  if (!flags.has("user") && !flags.has("group")) return undefined;
  return printed(flags.has("name") ? "root\n" : "0\n");
};

/** date(1) with the recorded clock: `+%s`, with or without nanoseconds, and `-Is`. */
export const date: Answerer = (recording, { words }) => {
  const seconds = clockOf(recording);
  if (words[0] === "+%s") return printed(`${seconds}\n`);
  if (words[0] === "+%s.%N") return printed(`${seconds}.000000000\n`);
  return undefined;
};

/** systemd-detect-virt(1) fails where it says "none". */
export const detectVirt: Answerer = (recording, { words, flags }) => {
  const text = recordedText(recording, ["systemd-detect-virt"]);
  return text === undefined || words.length + flags.size > 0 ? undefined : printed(text, text.trim() === "none" ? 1 : 0);
};

/** `command -v TOOL`: installed is what was recorded once, and what every host has. */
export const command: Answerer = (recording, { flags, words }) => {
  const tool = words[0] ?? "";
  if (!flags.has("v") || words.length !== 1) return undefined;
  return hasTool(recording, tool) || everywhere.includes(tool) ? printed(`/usr/bin/${tool}\n`) : printed("", 127);
};

/**
 * ls(1): `-l /sys/class/net` from the recorded links, if the device behind every one of them is known; `-d` of the folder that shows
 * systemd (sd_booted(3)). Other folders only as they were recorded.
 */
export const ls: Answerer = (recording, { flags, words }) => {
  const folder = words.length === 1 ? words[0]?.replace(/\/+$/, "") : undefined;
  if (flags.has("d") && folder === "/run/systemd/system") {
    return runsSystemd(recording) ? printed(`${folder}\n`) : failed(2, `ls: cannot access '${folder}': No such file or directory`);
  }
  if (flags.has("time-style") && words.length > 1) return timesOf(recording, words);
  if (folder !== undefined && ["/boot", "/lib/modules"].includes(folder) && flags.has("1")) return namesIn(recording, folder);
  if (folder === "/etc/pve/nodes" && flags.size === 0) return listOfNodes(recording);
  if (folder !== "/sys/class/net" || !flags.has("l")) return undefined;
  const targets = recordedLinks(recording).map((link) => [link.ifname, devicePath(recording, link)] as const);
  if (targets.length === 0 || targets.some(([, path]) => path === undefined)) return undefined;
  const entries = targets.map(([name, path]) => `lrwxrwxrwx 1 root root 0 Jan  1 00:00 ${name} -> ../../devices/${path}`);
  return printed(lines(["total 0", ...entries.sort()]));
};

/** As it was recorded, else the members of corosync.conf: pmxcfs(8) has a folder for each. */
function listOfNodes(recording: Recording): CommandAnswer | undefined {
  const told = recordedText(recording, ["ls", "/etc/pve/nodes"]) ?? recordedText(recording, ["ls", "-1", "/etc/pve/nodes"]);
  const members = [...(recording.files.get("/etc/pve/corosync.conf") ?? "").matchAll(/^ *name: (\S+)/gm)].map(([, name = ""]) => name);
  const text = told ?? lines(members.sort());
  return text === "" ? undefined : printed(text);
}

/** cat(1) of recorded files, in order; the first one that is missing makes it fail. */
export const cat: Answerer = (recording, { words }) => {
  const missing = words.find((path) => !recording.files.has(path));
  if (words.length === 0) return undefined;
  if (missing !== undefined) return failed(1, `cat: ${missing}: No such file or directory`);
  return printed(words.map((path) => recording.files.get(path) ?? "").join(""));
};

/** find(1) of the IOMMU groups: as recorded; where they were not, the host has none. */
export const find: Answerer = (recording, { flags, words }) => {
  const [folder] = words;
  if (folder !== "/sys/kernel/iommu_groups") return undefined;
  const text = recordedText(recording, ["find", folder, "-type", "l"]);
  if (!flags.has("type") || text !== undefined) return undefined;
  return failed(1, `find: '${folder}': No such file or directory`);
};
