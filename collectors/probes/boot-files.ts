import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import type { BootFiles } from "#lib/facts/boot-files.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { isMissing } from "./parse/presence.ts";
import { linesOf, notReadable } from "./parse/sections.ts";

const files = [
  "/etc/fstab",
  "/etc/crypttab",
  "/etc/hosts",
  "/etc/hostname",
  "/etc/network/interfaces",
  "/etc/modules",
  "/etc/default/grub",
  "/etc/kernel/cmdline",
];
const folders = [
  "/etc/netplan",
  "/etc/network/interfaces.d",
  "/etc/NetworkManager/system-connections",
  "/etc/systemd/network",
  "/etc/systemd/system",
  "/etc/modprobe.d",
  "/etc/modules-load.d",
  "/etc/udev/rules.d",
  "/etc/initramfs-tools",
  "/etc/libvirt/hooks",
];
/** ls(1) exits 2 where one of the paths is not there, and lists the others. */
const someMissing = 2;

/** When boot-relevant files changed. A link of a *.wants folder is not listed: packages make them. */
export const bootFiles = defineProbe({
  id: "boot-files",
  fact: "bootFiles",
  systems: ["linux"],
  sources: {
    list: { exec: ["ls", "-lAR", "--time-style=+%s", ...files, ...folders], root: true, optional: true },
  },
  parse({ list }) {
    if (isMissing(list)) throw new NotApplicable("this host has no ls that tells times");
    const lines = linesOf(list.text);
    const found: BootFiles = [];
    let folder = "";
    for (const [index, line] of lines.entries()) {
      if (/^\/\S{1,400}:$/.test(line)) folder = `${line.slice(0, -1)}/`;
      const [, seconds, name] = /^-\S+ +\d+ +\S+ +\S+ +\d+ +(\d{1,11}) (.{1,400})$/.exec(line.slice(0, 1000)) ?? [];
      if (seconds === undefined || name === undefined) continue;
      const path = name.startsWith("/") ? name : `${folder}${name}`;
      found.push({ path, changedAt: new Date(Number(seconds) * 1000).toISOString(), at: citeLine("ls -l", lines, index) });
    }
    if (found.length === 0 || (list.exitStatus !== 0 && list.exitStatus !== someMissing)) throw notReadable([list], "times of boot files");
    return found;
  },
});
