import { defineProbe } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { linesOf, notReadable } from "./parse/sections.ts";

/** Where scripts and the settings of backup tools lie; grep(1) passes over those that are not there. */
const folders = [
  "/usr/local/sbin",
  "/usr/local/bin",
  "/etc/cron.hourly",
  "/etc/cron.daily",
  "/etc/cron.weekly",
  "/etc/systemd/system",
  "/etc/borgmatic",
  "/etc/borgmatic.d",
  "/etc/restic",
  "/etc/rsnapshot.d",
  "/etc/bacula",
  "/etc/bareos",
] as const;

/** Lines of scripts and backup tools that name /etc/pve or its database or change a guest, and nothing else of those files. */
export const hostScripts = defineProbe({
  id: "host-scripts",
  fact: "hostScripts",
  systems: ["proxmox"],
  sources: {
    lines: {
      exec: ["grep", "-rIHnsE", "etc/pve|pve-cluster/config|(qm|pct).set", ...folders],
      root: true,
      lane: "hourly",
      timeoutSeconds: 10,
      optional: true,
    },
  },
  parse({ lines: section }) {
    // Status 2 says that a folder is not there, and 1 that no line fits.
    const complaint = section.errorText.replace(/^grep: .*: No such file or directory$/, "");
    if (section.status !== "ok" || section.exitStatus === null || section.exitStatus > 2 || complaint !== "") {
      throw notReadable([section], "scripts");
    }
    const lines = linesOf(section.text);
    return lines.flatMap((line, index) => {
      const [, path, text] = /^(\/[^:]{1,300}):\d{1,7}:(.*)$/.exec(line) ?? [];
      if (path === undefined || text === undefined || text.trim().startsWith("#")) return [];
      return [{ path, text: text.trim().slice(0, 300), at: citeLine(section.source, lines, index) }];
    });
  },
});
