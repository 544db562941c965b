import type { Section } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { linesOf } from "./sections.ts";

/** One `key: value` line of a guest's configuration. */
export interface ConfigLine {
  key: string;
  value: string;
  at: Cite;
}

/** The present configuration of a guest, and what waits for its next start; `head` cites the first line of the file. */
export interface ProxmoxConfig {
  lines: readonly ConfigLine[];
  pending: readonly ConfigLine[];
  /** The lines with # of the current section, percent signs decoded. */
  notes: string;
  head: Cite;
}

const maximumNotes = 500;
/** The header of what waits for the next start: a virtual machine's and a container's. */
const pendingHeader = /^\[(?:PENDING|pve:pending)\]\s*$/i;

/**
 * Reads the current section of /etc/pve/{qemu-server,lxc}/ID.conf, all up to the first `[header]`, and the pending one. The other
 * sections are generated or snapshots, and not how the guest is now. Lines with # are its description.
 */
export function parseProxmoxConfig(section: Section): ProxmoxConfig {
  const all = linesOf(section.text);
  const lines: ConfigLine[] = [];
  const pending: ConfigLine[] = [];
  const notes: string[] = [];
  let target: ConfigLine[] | null = lines;
  for (const [index, line] of all.entries()) {
    if (line.startsWith("[")) target = pendingHeader.test(line) ? pending : null;
    if (line.startsWith("#") && target === lines) notes.push(decoded(line.slice(1)));
    const colon = line.indexOf(":");
    if (colon < 1 || line.startsWith("#") || line.startsWith("[")) continue;
    target?.push({ key: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim(), at: citeLine(section.source, all, index) });
  }
  return { lines, pending, notes: notes.join("\n").slice(0, maximumNotes), head: citeLine(section.source, all, 0) };
}

/** Proxmox writes what is not plain text as %0A. */
function decoded(text: string): string {
  return text.replace(/%([0-7][0-9A-F])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The last line with this key, as Proxmox reads it. */
export function lineOf(config: ProxmoxConfig, key: string): ConfigLine | undefined {
  return config.lines.findLast((line) => line.key === key);
}
