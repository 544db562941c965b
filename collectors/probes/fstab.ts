import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { FstabEntry } from "#lib/facts/fstab.ts";
import { decodeOctal, fieldsOf, integerOf, listOf } from "./parse/escapes.ts";
import { fileOrNull } from "./parse/presence.ts";
import { linesOf } from "./parse/sections.ts";

/** What is to be mounted at boot: /etc/fstab, with the lines that somebody switched off by a leading #. */
export const fstab = defineProbe({
  id: "fstab",
  fact: "fstab",
  systems: ["linux"],
  sources: { file: { read: "/etc/fstab", optional: true } },
  parse({ file }) {
    const section = fileOrNull(file, "fstab");
    if (!section) throw new NotApplicable("there is no /etc/fstab");
    const lines = linesOf(section.text);
    const entries: FstabEntry[] = [];
    const commented: FstabEntry[] = [];
    for (const [index, line] of lines.entries()) {
      const at = citeLine(section.source, lines, index);
      const bare = line.trim().replace(/^[#\s]+/, "");
      const isComment = line.trim().startsWith("#");
      const entry = entryOf(fieldsOf(bare), at);
      if (!isComment && entry) entries.push(entry);
      if (isComment && entry && looksLikeEntry(fieldsOf(bare))) commented.push(entry);
    }
    return { entries, commented };
  },
});

/** As libmount reads it: three fields are enough, options are then "defaults"; what follows the sixth is ignored. */
function entryOf(fields: readonly string[], at: FstabEntry["at"]): FstabEntry | null {
  const [device, mountPoint, type, options = "defaults", dump, pass] = fields;
  if (!device || !mountPoint || !type) return null;
  return {
    device: decodeOctal(device),
    mountPoint: decodeOctal(mountPoint),
    type: decodeOctal(type),
    options: listOf(decodeOctal(options)),
    dump: integerOf(dump) ?? 0,
    pass: integerOf(pass) ?? 0,
    at,
  };
}

/** Tells an entry that was switched off from prose: a device, then a path (or none), then a type, then nothing but options and numbers. */
function looksLikeEntry([device = "", mountPoint = "", type = "", , dump, pass, ...rest]: readonly string[]): boolean {
  const isDevice = /^(?:\/|[A-Z]+=|\[|[\w.-]+(?:,[\w.-]+)*:|[a-z]+$)/.test(device);
  const isMountPoint = mountPoint.startsWith("/") || mountPoint === "none" || mountPoint === "swap";
  const areNumbers = [dump, pass].every((field) => field === undefined || field.startsWith("#") || /^\d$/.test(field));
  return isDevice && isMountPoint && /^[a-z][\w.,-]*$/.test(type) && areNumbers && (rest[0] ?? "#").startsWith("#");
}
