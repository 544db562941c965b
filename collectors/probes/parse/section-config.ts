import type { Section } from "#collectors/probe.ts";
import { fieldsOf } from "./escapes.ts";
import { linesOf } from "./sections.ts";

/** One entry of a Proxmox section file: `nfs: nas-vms` and the indented lines below it. Line indexes count from 0. */
export interface ConfigEntry {
  type: string;
  id: string;
  index: number;
  values: ReadonlyMap<string, string>;
}

/**
 * Reads the section format that storage.cfg, ha/resources.cfg and jobs.cfg share: a header `type: id`, then indented `key value`
 * lines; a key without a value is a flag and reads as "1". Lines that fit neither are passed over, as Proxmox itself does.
 */
export function parseSectionConfig(section: Section): ConfigEntry[] {
  const entries: ConfigEntry[] = [];
  let values = new Map<string, string>();
  for (const [index, line] of linesOf(section.text).entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    if (/^[ \t]/.test(line)) {
      const [key = "", ...rest] = fieldsOf(line);
      values.set(key, rest.length === 0 ? "1" : rest.join(" "));
      continue;
    }
    const header = /^([a-z][\w-]*):[ \t]*(\S+)[ \t]*$/i.exec(line);
    values = new Map();
    if (header?.[1] && header[2]) entries.push({ type: header[1], id: header[2], index, values });
  }
  return entries;
}

/** A Proxmox boolean: 1, yes, on, true. */
export function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(?:1|yes|on|true)$/i.test(value.trim());
}
