import type { Answerer } from "#collectors/simulator/answer.ts";
import { printed } from "#collectors/simulator/answer.ts";
import { hasTool } from "#collectors/simulator/recording.ts";

// libvirt as each distribution ships it: a release of theirs stays with one version of it.
const shipped: Readonly<Record<string, string>> = {
  "almalinux 8.10": "8.0.0",
  "almalinux 9.7": "11.5.0",
  "debian 13": "11.3.0",
  "rocky 9.6": "10.10.0",
  "rocky 9.7": "11.5.0",
  "ubuntu 22.04": "8.0.0",
  "ubuntu 24.04": "10.0.0",
};

/** `virsh --version`, from the recorded os-release, where virsh was recorded at all. */
export const libvirtVersion: Answerer = (recording, { flags, words }) => {
  if (!hasTool(recording, "virsh") || flags.size !== 1 || words.length > 0) return undefined;
  const release = recording.files.get("/etc/os-release") ?? "";
  const of = (key: string): string => new RegExp(`^${key}="?([^"\n]*)`, "m").exec(release)?.[1] ?? "";
  const version = shipped[`${of("ID")} ${of("VERSION_ID")}`];
  return version === undefined ? undefined : printed(`${version}\n`);
};
