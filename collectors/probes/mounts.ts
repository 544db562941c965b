import type { Section } from "#collectors/probe.ts";
import { defineProbe } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Mount, Mounts } from "#lib/facts/mounts.ts";
import { decodeOctal, fieldsOf } from "./parse/escapes.ts";
import { firstSuccess, linesOf } from "./parse/sections.ts";

/** A container host may have thousands of mounts, a few hundred bytes each. */
const maximumBytes = 4 * 1024 * 1024;

/** What is mounted now, as the kernel tells it: no path is touched, so a dead server does not block it. */
export const mounts = defineProbe({
  id: "mounts",
  fact: "mounts",
  systems: ["linux"],
  sources: {
    mountinfo: { read: "/proc/self/mountinfo", maximumBytes, optional: true },
    table: { exec: ["cat", "/proc/mounts"], unless: "mountinfo", maximumBytes, optional: true },
  },
  parse({ mountinfo, table }) {
    const answer = firstSuccess([...mountinfo, table], "mount table");
    const mountOf = answer === table ? fromTable : fromMountinfo;
    const lines = linesOf(answer.text);
    const found = lines.flatMap((_, index) => mountOf(answer, lines, index) ?? []);
    if (found.length === 0) throw new Error(`${answer.source} names no mount, not even the root`);
    return found satisfies Mounts;
  },
});

/** `36 35 98:0 /root /mount/point options [tag:value …] - type source super-options`; an empty source leaves two blanks. */
function fromMountinfo(section: Section, lines: readonly string[], index: number): Mount | null {
  const line = lines[index] ?? "";
  const separator = line.indexOf(" - ");
  const [root, mountPoint, options] = fieldsOf(line.slice(0, Math.max(separator, 0))).slice(3, 6);
  const [type, source = "", superOptions = ""] = line.slice(separator + 3).split(" ");
  if (!root || !mountPoint || !options || !type) return null;
  return {
    mountPoint: decodeOctal(mountPoint),
    type: decodeOctal(type),
    source: decodeOctal(source),
    root: decodeOctal(root),
    options: options.split(","),
    superOptions: decodeOctal(superOptions).split(","),
    at: citeLine(section.source, lines, index),
  };
}

/** `source mount-point type options 0 0`: here the kernel does not tell apart what belongs to the mount and what to the file system. */
function fromTable(section: Section, lines: readonly string[], index: number): Mount | null {
  const [source, mountPoint, type, options] = (lines[index] ?? "").split(" ");
  if (source === undefined || !mountPoint || !type || !options) return null;
  const all = decodeOctal(options).split(",");
  const names = { mountPoint: decodeOctal(mountPoint), type: decodeOctal(type), source: decodeOctal(source) };
  return { ...names, root: null, options: all, superOptions: all, at: citeLine(section.source, lines, index) };
}
