import type { Section } from "#collectors/probe.ts";
import { NotReadable } from "#collectors/probe.ts";
import type { FailureCause } from "#lib/facts/reading.ts";

/** Exit status by which a shell says that there is no such command. */
export const commandNotFound = 127;

/** Whether the file was read, or the command ran to its end without complaint: only then is its text whole. */
export function succeeded(section: Section): boolean {
  return section.status === "ok" && section.exitStatus === 0;
}

/** The files of a `read` source that were read; none where nothing matched. */
export function filesRead(sections: readonly Section[]): Section[] {
  return sections.filter(succeeded);
}

/** The first section that succeeded, in the order of preference. Throws NotReadable with the causes of all where none did. */
export function firstSuccess(sections: readonly Section[], what: string): Section {
  const section = sections.find(succeeded);
  if (!section) throw notReadable(sections, what);
  return section;
}

/** Says why none of the sections answers: a cause that a person can act on (denied, timeout …) wins over "not there". */
export function notReadable(sections: readonly Section[], what: string): NotReadable {
  const asked = sections.filter((section) => section.status !== "skipped");
  const tried = asked.filter((section) => section.status !== "missing" && section.exitStatus !== commandNotFound);
  const failed = tried.find((section) => causeOf(section) !== "unparsable") ?? tried[0];
  if (failed) return new NotReadable(causeOf(failed), `${what}: ${failed.source}: ${reasonOf(failed)}`);
  const sources = asked.map((section) => section.source).join(", ");
  return new NotReadable("unparsable", `${what}: this host has none of the sources${sources === "" ? "" : ` (${sources})`}`);
}

/** Lines without their line ends; a final line end makes no empty line. */
export function linesOf(text: string): string[] {
  const lines = text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function causeOf(section: Section): FailureCause {
  if (section.status === "missing" || section.status === "skipped") return "unparsable";
  if (section.status !== "ok") return section.status;
  return /permission denied|not permitted|password is required/i.test(section.errorText) ? "denied" : "unparsable";
}

function reasonOf(section: Section): string {
  if (section.errorText !== "") return section.errorText;
  return section.status === "ok" ? `exit status ${section.exitStatus}` : section.status;
}
