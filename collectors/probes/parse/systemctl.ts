import type { Section } from "#collectors/probe.ts";
import { NotApplicable, NotReadable } from "#collectors/probe.ts";
import { isMissing } from "./presence.ts";
import { notReadable, succeeded } from "./sections.ts";

/** The text of a systemctl call. Throws NotApplicable where something other than systemd runs the host, NotReadable where it did not answer. */
export function systemctlText(section: Section, what: string): string {
  if (isMissing(section)) throw new NotApplicable("systemd does not run this host: there is no systemctl");
  if (/not been booted with systemd/i.test(section.errorText)) throw new NotApplicable("systemd does not run this host");
  if (succeeded(section)) return section.text;
  if (/failed to connect to bus/i.test(section.errorText) && !/permission denied/i.test(section.errorText)) {
    throw new NotReadable("unreachable", `${what}: ${section.errorText}`);
  }
  throw notReadable([section], what);
}

/** `key=value` lines, one block for each unit, an empty line between two. A key that comes again, as each command of a unit does, adds a line. */
export function unitBlocks(lines: readonly string[]): { values: Map<string, string>; idIndex: number }[] {
  const blocks = [{ values: new Map<string, string>(), idIndex: 0 }];
  for (const [index, line] of lines.entries()) {
    const equals = line.indexOf("=");
    if (line === "") blocks.push({ values: new Map(), idIndex: index });
    const block = blocks.at(-1);
    if (equals < 1 || !block) continue;
    const key = line.slice(0, equals);
    const before = key.startsWith("Exec") ? block.values.get(key) : undefined;
    block.values.set(key, `${before === undefined ? "" : `${before}\n`}${line.slice(equals + 1)}`);
    if (key === "Id") block.idIndex = index;
  }
  return blocks;
}
