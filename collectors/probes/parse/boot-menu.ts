import type { Section } from "#collectors/probe.ts";
import type { BootEntry } from "#lib/facts/boot-state.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { fieldsOf } from "./escapes.ts";
import { linesOf } from "./sections.ts";

/** A menu with more entries than that repeats itself. */
const maximumEntries = 64;

/** "/boot/vmlinuz-6.1.0-40-amd64" and "vmlinux-…" name their release. */
export function releaseOf(path: string): string | null {
  return /(?:vmlinu[xz]|kernel|bzImage)-([^/\s]+)$/.exec(path)?.[1] ?? null;
}

/** Entries of grub.cfg: each `linux` line belongs to the `menuentry` above it. */
export function grubEntries(section: Section): BootEntry[] {
  const lines = linesOf(section.text);
  const entries: BootEntry[] = [];
  let title = "";
  for (const [index, line] of lines.entries()) {
    const words = fieldsOf(line);
    const [first = "", path = ""] = words;
    if (first === "menuentry") title = /^\s*menuentry\s+(["'])([^"']*)\1/.exec(line.slice(0, 400))?.[2] ?? "";
    if (!/^linux(16|efi)?$/.test(first) || entries.length >= maximumEntries) continue;
    entries.push({ title, kernel: releaseOf(path), root: rootOf(words), at: citeLine(section.source, lines, index) });
  }
  return entries;
}

/** A file of the Boot Loader Specification; null where it loads no Linux. */
export function loaderEntry(section: Section): BootEntry | null {
  const lines = linesOf(section.text);
  const index = lines.findIndex((line) => /^linux\s/.test(line));
  if (index < 0) return null;
  const title =
    lines
      .find((line) => /^title\s/.test(line))
      ?.slice("title".length)
      .trim() ?? "";
  const options = lines.find((line) => /^options\s/.test(line)) ?? "";
  const path = fieldsOf(lines[index] ?? "")[1] ?? "";
  return { title, kernel: releaseOf(path), root: rootOf(fieldsOf(options)), at: citeLine(section.source, lines, index) };
}

function rootOf(words: readonly string[]): string | null {
  return words.find((word) => word.startsWith("root="))?.slice("root=".length) ?? null;
}
