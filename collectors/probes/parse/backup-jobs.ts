import type { Section } from "#collectors/probe.ts";
import type { BackupJob } from "#lib/facts/backups.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { cronLines } from "./cron.ts";
import { fieldsOf, listOf } from "./escapes.ts";
import { isTrue, parseSectionConfig } from "./section-config.ts";
import { linesOf } from "./sections.ts";

/** Entries `vzdump: ID` of jobs.cfg; a job is enabled unless it says otherwise. */
export function backupJobs(section: Section): BackupJob[] {
  const lines = linesOf(section.text);
  return parseSectionConfig(section).flatMap(({ type, id, index, values }) => {
    if (type !== "vzdump") return [];
    const schedule = values.get("schedule") ?? older(values);
    const at = citeLine(section.source, lines, index);
    return [{ id, schedule, enabled: isEnabled(values.get("enabled")), lacksUser: false, ...optionsOf(values), at }];
  });
}

/** Lines of vzdump.cron: `0 2 * * * root vzdump 100 101 --all 0 --storage nas`. */
export function cronJobs(section: Section): BackupJob[] {
  return cronLines(section, null).flatMap((line) => {
    // A line without its user has the command in the user's place.
    const isShifted = line.user === "vzdump";
    const words = [...(isShifted ? ["vzdump"] : []), ...fieldsOf(line.command)];
    const start = words.findIndex((word) => word === "vzdump" || word.endsWith("/vzdump"));
    if (start < 0) return [];
    const values = new Map<string, string>();
    const guests: string[] = [];
    const rest = words.slice(start + 1);
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
      const [, name, joined] = /^--?([a-z-]{1,40})(?:=(.*))?$/.exec(word) ?? [];
      if (name === undefined) guests.push(word);
      else values.set(name, joined ?? rest.shift() ?? "1");
    }
    const id = `vzdump.cron line ${line.at.line}`;
    const options = optionsOf(values);
    return [
      {
        id,
        schedule: line.when,
        enabled: true,
        lacksUser: line.user === null || isShifted,
        ...options,
        guests: [...options.guests, ...guests],
        at: line.at,
      },
    ];
  });
}

function optionsOf(values: ReadonlyMap<string, string>) {
  const most = values.get("maxfiles");
  return {
    storage: values.get("storage") ?? null,
    node: values.get("node") ?? null,
    all: isTrue(values.get("all")),
    guests: listOf(values.get("vmid") ?? "", /[,; ]/),
    excluded: listOf(values.get("exclude") ?? "", /[,; ]/),
    pool: values.get("pool") ?? null,
    retention: values.get("prune-backups") ?? (most === undefined ? null : `keep-last=${most}`),
    repeatsMissed: isTrue(values.get("repeat-missed")),
  };
}

function isEnabled(value: string | undefined): boolean {
  return value === undefined || isTrue(value);
}

/** `dow` and `starttime` of before Proxmox VE 7.1. */
function older(values: ReadonlyMap<string, string>): string | null {
  const time = values.get("starttime");
  return time === undefined ? null : `${values.get("dow") ?? ""} ${time}`.trim();
}
