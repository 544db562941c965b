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

/** The present configuration of a guest; `head` cites the first line of the file. */
export interface ProxmoxConfig {
  lines: readonly ConfigLine[];
  head: Cite;
}

/**
 * Reads the current section of /etc/pve/{qemu-server,lxc}/ID.conf: all up to the first `[header]`. What follows is pending,
 * generated or a snapshot, and not how the guest is now. Lines with # are its description.
 */
export function parseProxmoxConfig(section: Section): ProxmoxConfig {
  const all = linesOf(section.text);
  const end = all.findIndex((line) => line.startsWith("["));
  const lines = (end < 0 ? all : all.slice(0, end)).flatMap((line, index) => {
    const colon = line.indexOf(":");
    if (colon < 1 || line.startsWith("#")) return [];
    return [{ key: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim(), at: citeLine(section.source, all, index) }];
  });
  return { lines, head: citeLine(section.source, all, 0) };
}

/** The last line with this key, as Proxmox reads it. */
export function lineOf(config: ProxmoxConfig, key: string): ConfigLine | undefined {
  return config.lines.findLast((line) => line.key === key);
}
