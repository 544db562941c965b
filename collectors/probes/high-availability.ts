import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { HighAvailability } from "#lib/facts/high-availability.ts";
import { listOf } from "./parse/escapes.ts";
import { managerStates } from "./parse/ha-status.ts";
import { keyValues } from "./parse/key-values.ts";
import { fileOrNull } from "./parse/presence.ts";
import { presenceSources, requirePmxcfs } from "./parse/proxmox.ts";
import { type ConfigEntry, isTrue, parseSectionConfig } from "./parse/section-config.ts";
import { linesOf, succeeded } from "./parse/sections.ts";

const config = { root: true, optional: true } as const;

/** What Proxmox's HA manages, by its files, and what its manager says of it. A missing file means that nothing of its kind is configured. */
export const highAvailability = defineProbe({
  id: "high-availability",
  fact: "highAvailability",
  systems: ["proxmox"],
  sources: {
    resources: { read: "/etc/pve/ha/resources.cfg", ...config },
    groups: { read: "/etc/pve/ha/groups.cfg", ...config },
    rules: { read: "/etc/pve/ha/rules.cfg", ...config },
    defaults: { read: "/etc/default/pve-ha-manager", optional: true },
    status: { exec: ["ha-manager", "status"], root: true, lane: "slow", timeoutSeconds: 15, optional: true },
    ...presenceSources,
  },
  parse({ resources, groups, rules, defaults, status, ...presence }) {
    const managed = fileOrNull(resources, "HA resources");
    if (!managed) {
      requirePmxcfs(presence);
      throw new NotApplicable("HA manages nothing: there is no /etc/pve/ha/resources.cfg");
    }
    return {
      resources: entriesOf(managed, (entry) => ({
        id: `${entry.type}:${entry.id}`,
        state: stateOf(entry.values.get("state")),
        group: entry.values.get("group") ?? null,
      })),
      groups: entriesOf(fileOrNull(groups, "HA groups"), (entry) => ({
        id: entry.id,
        nodes: nodesOf(entry),
        restricted: isTrue(entry.values.get("restricted")),
      })),
      rules: entriesOf(fileOrNull(rules, "HA rules"), (entry) => ({
        id: entry.id,
        type: entry.type,
        resources: listOf(entry.values.get("resources") ?? "", /[,; ]/),
        nodes: nodesOf(entry),
        strict: isTrue(entry.values.get("strict")),
        disabled: isTrue(entry.values.get("disable")),
      })),
      ...managerStates(status),
      watchdogModule: watchdogOf(fileOrNull(defaults, "HA defaults")),
    };
  },
});

function entriesOf<T>(
  file: Section | null,
  toItem: (entry: ConfigEntry) => T,
): (T & { at: HighAvailability["resources"][number]["at"] })[] {
  if (file === null) return [];
  const lines = linesOf(file.text);
  return parseSectionConfig(file).map((entry) => ({ ...toItem(entry), at: citeLine(file.source, lines, entry.index) }));
}

/** "enabled" is the old name of "started", which is the default. */
function stateOf(state = "started"): string {
  return state === "enabled" ? "started" : state;
}

/** "pve1:2,pve2:1": names with their priorities. */
function nodesOf({ values }: ConfigEntry): string[] {
  return listOf(values.get("nodes") ?? "", /[,; ]/).map((node) => node.replace(/:.*$/, ""));
}

function watchdogOf(file: Section | null): string | null {
  return file === null || !succeeded(file) ? null : keyValues(file.text).get("WATCHDOG_MODULE")?.value || null;
}
