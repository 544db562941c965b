import { linesOf } from "./sections.ts";

/** One `key=value` of a section; `line` counts from 0. */
export interface IniEntry {
  key: string;
  value: string;
  line: number;
}

/** A `[name]` and what stands below it. Sections of one name stay apart, as systemd.network(5) means each [Address] by itself. */
export interface IniSection {
  name: string;
  line: number;
  entries: IniEntry[];
}

/**
 * Sections of a unit file (systemd.syntax(7)) or key file (nm-settings-keyfile(5)): comments begin with # or ;, a backslash at the end
 * of a line joins the next one. Lines before the first section and lines that are no assignment are passed over.
 */
export function iniSections(text: string): IniSection[] {
  const sections: IniSection[] = [];
  let open: IniEntry | null = null;
  for (const [line, raw] of linesOf(text).entries()) {
    const content = raw.trim();
    if (/^[#;]/.test(content)) continue;
    if (open) {
      const continued = joined(`${open.value} ${content}`);
      open.value = continued.value;
      if (!continued.isOpen) open = null;
      continue;
    }
    if (content.startsWith("[") && content.endsWith("]")) sections.push({ name: content.slice(1, -1), line, entries: [] });
    const at = content.indexOf("=");
    const section = sections.at(-1);
    if (at < 1 || content.startsWith("[") || !section) continue;
    const { value, isOpen } = joined(content.slice(at + 1).trim());
    const entry = { key: content.slice(0, at).trim(), value, line };
    section.entries.push(entry);
    if (isOpen) open = entry;
  }
  return sections;
}

/** All values of a key in all sections of that name, in order; an empty value clears those before it, as systemd means it. */
export function iniValues(sections: readonly IniSection[], name: string, key: string): IniEntry[] {
  const entries = sections.filter((section) => section.name === name).flatMap((section) => section.entries);
  const own = entries.filter((entry) => entry.key === key);
  const cleared = own.findLastIndex((entry) => entry.value === "");
  return own.slice(cleared + 1);
}

/** The last value of a key in the sections of that name; null where there is none. */
export function iniValue(sections: readonly IniSection[], name: string, key: string): string | null {
  return iniValues(sections, name, key).at(-1)?.value ?? null;
}

/** Yes or no as systemd.syntax(7) and GLib spell it; null for anything else. */
export function iniBoolean(value: string | null): boolean | null {
  if (value === null) return null;
  if (/^(1|yes|y|true|t|on)$/i.test(value)) return true;
  return /^(0|no|n|false|f|off)$/i.test(value) ? false : null;
}

function joined(value: string): { value: string; isOpen: boolean } {
  return value.endsWith("\\") ? { value: value.slice(0, -1).trimEnd(), isOpen: true } : { value, isOpen: false };
}
