import { defineProbe } from "#collectors/probe.ts";
import { fileOrNull } from "./parse/presence.ts";
import { presenceSources, requirePmxcfs } from "./parse/proxmox.ts";
import { runningTasks, tasksOf } from "./parse/proxmox-tasks.ts";
import { notReadable, succeeded } from "./parse/sections.ts";

const tasksPath = "/nodes/localhost/tasks";
const json = ["--output-format", "json"] as const;
const asked = { root: true, lane: "hourly", timeoutSeconds: 20, optional: true } as const;

/** What Proxmox's workers did: backup runs, the last tasks of every type, and those that run now, which a file of its own lists. */
export const tasks = defineProbe({
  id: "tasks",
  fact: "tasks",
  systems: ["proxmox"],
  sources: {
    backups: { exec: ["pvesh", "get", tasksPath, "--typefilter", "vzdump", ...json], ...asked },
    recent: { exec: ["pvesh", "get", tasksPath, "--limit", "300", ...json], ...asked },
    active: { read: "/var/log/pve/tasks/active", root: true, optional: true },
    ...presenceSources,
  },
  parse({ backups, recent, active, ...presence }) {
    requirePmxcfs(presence);
    const read = {
      backups: succeeded(backups) ? tasksOf(backups) : null,
      recent: succeeded(recent) ? tasksOf(recent) : null,
      running: runningTasks(fileOrNull(active, "running tasks")),
    };
    if (Object.values(read).every((list) => list === null)) throw notReadable([backups, recent, ...active], "tasks");
    return read;
  },
});
