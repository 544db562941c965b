import type { Section } from "#collectors/probe.ts";
import { notReadable, succeeded } from "./sections.ts";

/** Exit status by which a shell says that there is no such command. */
const commandNotFound = 127;

/** Whether there is no such file or tool on the host: a fact, not a failure. */
export function isMissing(section: Section): boolean {
  return section.status === "missing" || section.exitStatus === commandNotFound;
}

/** The one file of a `read` source, null where the host has none. Throws NotReadable where it is there and was not read. */
export function fileOrNull(sections: readonly Section[], what: string): Section | null {
  const found = sections.filter((section) => !isMissing(section));
  const read = found.find(succeeded);
  if (read) return read;
  if (found.length > 0) throw notReadable(found, what);
  return null;
}

/** Every file of a glob that is there. Throws NotReadable where one of them was not read: a part must not pass for the whole. */
export function allFiles(sections: readonly Section[], what: string): Section[] {
  const found = sections.filter((section) => !isMissing(section));
  const unread = found.filter((section) => !succeeded(section));
  if (unread.length > 0) throw notReadable(unread, what);
  return found;
}
