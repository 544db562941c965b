import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import { defineProbe } from "#collectors/probe.ts";
import type { Backups } from "#lib/facts/backups.ts";
import { citeJson, citeLine } from "#lib/facts/cite.ts";
import { backupJobs, cronJobs } from "./parse/backup-jobs.ts";
import { listOf } from "./parse/escapes.ts";
import { fileOrNull } from "./parse/presence.ts";
import { presenceSources, requirePmxcfs } from "./parse/proxmox.ts";
import { isTrue, parseSectionConfig } from "./parse/section-config.ts";
import { linesOf, succeeded } from "./parse/sections.ts";

const jobsFile = "/etc/pve/jobs.cfg";
const file = { root: true, optional: true } as const;
const Guests = z.array(z.looseObject({ vmid: z.coerce.string(), name: z.string().nullish() }));

/** Backup jobs of a Proxmox cluster, and guests that are in none by Proxmox's own account. */
export const backups = defineProbe({
  id: "backups",
  fact: "backups",
  systems: ["proxmox"],
  sources: {
    jobs: { read: jobsFile, ...file },
    cron: { read: "/etc/pve/vzdump.cron", ...file },
    defaults: { read: "/etc/vzdump.conf", ...file },
    storages: { read: "/etc/pve/storage.cfg", ...file },
    replications: { read: "/etc/pve/replication.cfg", ...file },
    notCovered: {
      exec: ["pvesh", "get", "/cluster/backup-info/not-backed-up", "--output-format", "json"],
      root: true,
      lane: "hourly",
      timeoutSeconds: 20,
      optional: true,
    },
    ...presenceSources,
  },
  parse({ jobs, cron, defaults, storages, replications, notCovered, ...presence }) {
    const [jobSection, cronSection] = [fileOrNull(jobs, "backup jobs"), fileOrNull(cron, "backup jobs of cron")];
    requirePmxcfs(presence);
    return {
      jobs: [...(jobSection ? backupJobs(jobSection) : []), ...(cronSection ? cronJobs(cronSection) : [])],
      defaultRetention: settingOf(fileOrNull(defaults, "vzdump.conf"), ["prune-backups", "maxfiles"]),
      storages: storagesOf(fileOrNull(storages, "storage.cfg")),
      replications: replicationsOf(fileOrNull(replications, "replication jobs")),
      notCovered: succeeded(notCovered)
        ? Guests.parse(JSON.parse(notCovered.text)).map((guest) => ({
            id: guest.vmid,
            name: guest.name ?? null,
            at: citeJson(notCovered.source, guest),
          }))
        : null,
      at: citeLine(jobsFile, linesOf(jobSection?.text ?? "(no such file)"), 0),
    };
  },
});

/** `key: value` lines of vzdump.conf. */
function settingOf(section: Section | null, keys: readonly string[]): string | null {
  for (const line of linesOf(section?.text ?? "")) {
    const [, key = "", value = ""] = /^([a-z-]{1,40}):\s*(\S.*)$/.exec(line) ?? [];
    if (keys.includes(key)) return key === "maxfiles" ? `keep-last=${value.trim()}` : value.trim();
  }
  return null;
}

function storagesOf(section: Section | null): Backups["storages"] {
  if (section === null) return [];
  const lines = linesOf(section.text);
  return parseSectionConfig(section).flatMap(({ id, type, index, values }) => {
    const holds = type === "pbs" || listOf(values.get("content") ?? "").includes("backup");
    const most = values.get("maxfiles");
    const retention = values.get("prune-backups") ?? (most === undefined ? null : most === "0" ? "keep-all=1" : `keep-last=${most}`);
    return holds ? [{ storage: id, type, retention, at: citeLine(section.source, lines, index) }] : [];
  });
}

/** `local: 100-0` with the node that it copies to. */
function replicationsOf(section: Section | null): Backups["replications"] {
  if (section === null) return [];
  const lines = linesOf(section.text);
  return parseSectionConfig(section).flatMap(({ id, index, values }) => {
    const guest = /^(\d{1,10})-/.exec(id)?.[1];
    const target = values.get("target");
    if (guest === undefined || target === undefined || isTrue(values.get("disable"))) return [];
    return [{ guest, target, schedule: values.get("schedule") ?? null, at: citeLine(section.source, lines, index) }];
  });
}
