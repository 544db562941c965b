import type { Answerer } from "#collectors/simulator/answer.ts";
import { lines, printed } from "#collectors/simulator/answer.ts";
import type { Recording } from "#collectors/simulator/recording.ts";
import { hasTool, recordedText } from "#collectors/simulator/recording.ts";

interface Package {
  state: string;
  version: string;
}

/**
 * `dpkg-query -W` in the one format that is asked for, from all that was recorded of packages: updates that wait, `pveversion -v`,
 * `dpkg -l`, other queries, and what is held. Packages of which nothing was recorded are left out.
 */
export const dpkgQuery: Answerer = (recording, { words }) => {
  if (!words.some((word) => word.includes("db:Status-Abbrev"))) return undefined;
  const found = new Map<string, Package>([
    ...fromUpgradable(recording),
    ...fromPveversion(recording),
    ...fromQueries(recording),
    ...fromList(recording),
  ]);
  for (const name of (recordedText(recording, ["apt-mark", "showhold"]) ?? "").split("\n")) {
    const held = found.get(name);
    if (held) found.set(name, { ...held, state: `h${held.state.slice(1)}` });
  }
  if (found.size === 0) return undefined;
  return printed(lines([...found].map(([name, { state, version }]) => `${state}  ${name} ${version}`)));
};

/** `rpm -qa` in the one format that is asked for, from every list of packages by their full names ("systemd-252-55.el9.x86_64"). */
export const rpm: Answerer = (recording, { flags, words }) => {
  if (!flags.has("qf") && !words.some((word) => word.includes("%{NAME}"))) return undefined;
  const texts = recording.commands.filter(({ command }) => command.tool === "rpm").map(({ text }) => text);
  const named = texts.flatMap((text) =>
    [...text.matchAll(/^(\S+)-([^-\s]+)-([^-\s]+)\.(\w+)$/gm)].map(
      ([, name = "", version = "", release = "", architecture = ""]) => `${name}.${architecture} ${version}-${release}`,
    ),
  );
  return named.length === 0 ? undefined : printed(lines([...new Set(named)]));
};

/** `apt list --upgradable`, whatever it is told of its caches. */
export const apt: Answerer = (recording, { flags, words }) => {
  const text = words[0] === "list" && flags.has("upgradable") ? recordedText(recording, ["apt", "list", "--upgradable"]) : undefined;
  return text === undefined ? undefined : printed(text);
};

/** `proxmox-boot-tool kernel list`: as recorded, else the versions that `status` found on the boot partitions. */
export const proxmoxBootTool: Answerer = (recording, { words }) => {
  if (words.join(" ") !== "kernel list" || !hasTool(recording, "proxmox-boot-tool")) return undefined;
  const text = recordedText(recording, ["proxmox-boot-tool", "kernel", "list"]);
  if (text !== undefined) return printed(text);
  const versions = /\(versions: ([^)]+)\)/.exec(recordedText(recording, ["proxmox-boot-tool", "status"]) ?? "")?.[1]?.split(", ");
  if (versions === undefined) return undefined;
  return printed(lines(["Manually selected kernels:", "None.", "", "Automatically selected kernels:", ...versions]));
};

/** "corosync: 3.1.9-pve2", "proxmox-ve: 9.1.0 (running kernel: …)"; "not correctly installed" stands for the version of a broken one. */
function fromPveversion(recording: Recording): [string, Package][] {
  const text = recordedText(recording, ["pveversion", "-v"]) ?? "";
  return text.split("\n").flatMap((line) => {
    const [, name, version = ""] = /^([a-z0-9.+-]+): (.+?)(?: \(.*)?$/.exec(line) ?? [];
    if (name === undefined || version.startsWith("not correctly")) return [];
    return [[name, { state: "ii", version }] satisfies [string, Package]];
  });
}

/** What can be upgraded is installed, in the version that it is upgraded from. */
function fromUpgradable(recording: Recording): [string, Package][] {
  const text = recordedText(recording, ["apt", "list", "--upgradable"]) ?? "";
  return [...text.matchAll(/^([^/\s]+)\/.*\[upgradable from: ([^\]]+)\]/gm)].map(([, name = "", version = ""]) => [
    name,
    { state: "ii", version },
  ]);
}

function fromQueries(recording: Recording): [string, Package][] {
  const texts = recording.commands.filter(({ command }) => command.tool === "dpkg-query").map(({ text }) => text);
  return texts.flatMap((text) =>
    text.split("\n").flatMap((line) => {
      const [, state, name = "", version = ""] = /^([a-z][a-zA-Z]R?) +(\S+) (\S*)$/.exec(line) ?? [];
      if (state !== undefined) return [[name, { state, version }] satisfies [string, Package]];
      const [, own, release = ""] = /^(\S+) (\S+) install ok installed$/.exec(line) ?? [];
      return own === undefined ? [] : [[own, { state: "ii", version: release }] satisfies [string, Package]];
    }),
  );
}

function fromList(recording: Recording): [string, Package][] {
  const texts = recording.commands.filter(({ command }) => command.tool === "dpkg" && command.flags.has("l")).map(({ text }) => text);
  return texts.flatMap((text) =>
    text.split("\n").flatMap((line) => {
      const [, state = "", name = "", version = ""] = /^([a-z][a-zA-Z]R?) +(\S+) +(\S+) +\S+ /.exec(line) ?? [];
      return name === "" ? [] : [[name.replace(/:.*/, ""), { state, version }] satisfies [string, Package]];
    }),
  );
}
