import { createHash } from "node:crypto";
import { sysctlFiles, udevNotes } from "./answers/kernel-files.ts";
import { linkFiles } from "./answers/links.ts";
import { clockOf, nodeName, runsSystemd } from "./answers/system.ts";
import { globPattern, isGlob } from "./glob.ts";
import type { Recording } from "./recording.ts";
import { recordedText } from "./recording.ts";

/** A file as it was read: its path and its content. */
export interface FileAnswer {
  path: string;
  text: string;
}

const derived = new WeakMap<Recording, ReadonlyMap<string, string>>();

/** What a path or a glob finds on the recorded host, sorted by path; nothing where it lacks the file. */
export function readFiles(recording: Recording, pathOrGlob: string): FileAnswer[] {
  const found = new Map<string, string>();
  const pattern = globPattern(pathOrGlob);
  for (const files of [derivedFiles(recording), recording.files]) {
    const exact = files.get(pathOrGlob);
    if (exact !== undefined) found.set(pathOrGlob, exact);
    if (!isGlob(pathOrGlob)) continue;
    for (const [path, text] of files) if (pattern.test(path)) found.set(path, text);
  }
  return [...found].map(([path, text]) => ({ path, text })).sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** Files that every host of its kind has and that follow from what was recorded; a recorded file always wins. */
function derivedFiles(recording: Recording): ReadonlyMap<string, string> {
  const known = derived.get(recording);
  if (known !== undefined) return known;
  const files = new Map([
    ...linkFiles(recording),
    ...nodeFiles(recording),
    ...kernelFiles(recording),
    ...resolvedFile(recording),
    ...printedFiles(recording),
    ...emptyFiles(recording),
    ...dumpedSettings(recording),
    ...sysctlFiles(recording),
    ...udevNotes(recording),
  ]);
  derived.set(recording, files);
  return files;
}

/** A file that was recorded as what cat(1) printed of it; /var/run is a link to /run (hier(7)). */
function printedFiles(recording: Recording): [string, string][] {
  const calls = recording.commands.filter(({ command }) => command.tool === "cat" && command.words.length === 1);
  const printedOnes = calls.flatMap(({ command, text }) =>
    command.words[0]?.startsWith("/") ? [[command.words[0], text] satisfies [string, string]] : [],
  );
  const linked = [...recording.files, ...printedOnes].filter(([path]) => path.startsWith("/var/run/"));
  return [...printedOnes, ...linked.map(([path, text]): [string, string] => [path.slice("/var".length), text])];
}

/** Files whose being there is all that they say, where ls(1) found them. */
function emptyFiles(recording: Recording): [string, string][] {
  const flagsOfHost = ["/etc/cloud/cloud-init.disabled", "/run/reboot-required", "/var/run/reboot-required"];
  const found = recording.commands.filter(({ command }) => command.tool === "ls").map(({ text }) => text);
  return flagsOfHost.flatMap((path): [string, string][] =>
    found.some((text) => text.split("\n").some((line) => line === path || (line.startsWith("-") && line.endsWith(` ${path}`))))
      ? [[path.replace(/^\/var\/run/, "/run"), ""]]
      : [],
  );
}

/** `apt-config dump` prints what all its files come to, in a form that each of them may have (apt.conf(5)). */
function dumpedSettings(recording: Recording): [string, string][] {
  const text = recordedText(recording, ["apt-config", "dump"]);
  return text === undefined ? [] : [["/etc/apt/apt.conf", text]];
}

/** /etc/pve/qemu-server and lxc are links to this node's own folder below /etc/pve/nodes, and `local` is a link to the node. */
function nodeFiles(recording: Recording): [string, string][] {
  const node = nodeName(recording);
  return [...recording.files].flatMap(([path, text]) => {
    const inNode = /^\/etc\/pve\/((?:qemu-server|lxc)\/.*)$/.exec(path)?.[1];
    if (inNode === undefined) return [];
    return [`/etc/pve/nodes/${node}/${inNode}`, `/etc/pve/local/${inNode}`].map((alias): [string, string] => [alias, text]);
  });
}

/**
 * Names and ids. Machine and boot id are made up where they were not recorded, steadily: one machine id for every recording of one
 * fully qualified name, one boot id for one boot of it (its clock less its uptime, to the minute).
 */
function kernelFiles(recording: Recording): [string, string][] {
  const name = recordedText(recording, ["hostname", "-f"])?.trim() || nodeName(recording);
  const uptimeSeconds = Number(recording.files.get("/proc/uptime")?.split(" ")[0] ?? 0);
  const bootedMinute = Math.round((clockOf(recording) - uptimeSeconds) / 60);
  const release = recordedText(recording, ["uname", "-a"])?.split(" ")[2] ?? "";
  return [
    ["/etc/machine-id", `${digest(`machine ${name}`)}\n`],
    ["/proc/sys/kernel/random/boot_id", `${asUuid(digest(`boot ${name} ${bootedMinute}`))}\n`],
    ["/proc/sys/kernel/hostname", `${nodeName(recording)}\n`],
    ["/proc/sys/kernel/osrelease", `${release}\n`],
    ...(runsSystemd(recording) ? [["/proc/1/comm", "systemd\n"] satisfies [string, string]] : []),
  ];
}

/**
 * What systemd-resolved(8) writes for programs that do not go through its stub: the servers and search domains of all its links, as
 * recorded by `resolvectl status`. A long list goes on in lines without a label.
 */
function resolvedFile(recording: Recording): [string, string][] {
  const status = recordedText(recording, ["resolvectl", "status"]);
  if (status === undefined) return [];
  const values = (label: string): string[] => {
    // Older versions print a server a line, padded with blanks; newer ones add the name of its certificate, which the file leaves out.
    const found = status.matchAll(new RegExp(`^ *${label}: (.*(?:\\n +[0-9a-f.:]+(?:#\\S+)? *$)*)`, "gm"));
    return [...new Set([...found].flatMap(([, value = ""]) => value.trim().split(/\s+/)))].map((word) => word.replace(/#.*$/, ""));
  };
  const search = values("DNS Domain");
  const lines = [...values("DNS Servers").map((server) => `nameserver ${server}`), `search ${search.length > 0 ? search.join(" ") : "."}`];
  return [["/run/systemd/resolve/resolv.conf", `${lines.join("\n")}\n`]];
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

function asUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
