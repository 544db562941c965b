import type { Section } from "#collectors/probe.ts";
import { commandNotFound, notReadable, succeeded } from "./sections.ts";

/** Whether there is no such file or tool on the host, or it is of a kind that is not asked for it: a fact, not a failure. */
export function isMissing(section: Section): boolean {
  if (section.status === "missing" || section.status === "skipped" || section.exitStatus === commandNotFound) return true;
  return section.exitStatus !== 0 && section.errorText.endsWith(": command not found"); // sudo's word for it, with exit status 1
}

/** A file that is read as root goes through a command, which says so in its own words. */
function isMissingFile(section: Section): boolean {
  return isMissing(section) || (section.exitStatus !== 0 && section.errorText.endsWith("No such file or directory"));
}

/** The one file of a `read` source, null where the host has none. Throws NotReadable where it is there and was not read. */
export function fileOrNull(sections: readonly Section[], what: string): Section | null {
  const found = sections.filter((section) => !isMissingFile(section));
  const read = found.find(succeeded);
  if (read) return read;
  if (found.length > 0) throw notReadable(found, what);
  return null;
}

/** Every file of a glob that is there. Throws NotReadable where one of them was not read: a part must not pass for the whole. */
export function allFiles(sections: readonly Section[], what: string): Section[] {
  const found = sections.filter((section) => !isMissingFile(section));
  const unread = found.filter((section) => !succeeded(section));
  if (unread.length > 0) throw notReadable(unread, what);
  return found;
}
