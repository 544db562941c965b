import type { Section } from "#collectors/probe.ts";
import { NotApplicable, NotReadable } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { isMissing } from "./presence.ts";
import { linesOf, notReadable, succeeded } from "./sections.ts";

/** Every call: read-only, so that it can change nothing, and the machine's own hypervisor whatever the login's settings say. */
export const virsh = ["virsh", "-r", "-c", "qemu:///system"] as const;

/** A row of `virsh list` or `virsh pool-list`. */
export interface VirshRow {
  name: string;
  state: string;
  at: Cite;
}

/** All states of virsh(1), the longer first where one ends with another. */
const domainStates = ["in shutdown", "pmsuspended", "no state", "shut off", "running", "crashed", "paused", "dying", "idle"];

/** Throws NotApplicable where there is no virsh, NotReadable where it did not answer. */
export function requireVirsh(section: Section, what: string): void {
  if (isMissing(section)) throw new NotApplicable("libvirt is not installed: there is no virsh");
  if (!succeeded(section)) throw virshFailure(section, what);
}

/** Why virsh did not answer: denied by the socket or polkit, or no daemon behind it. */
export function virshFailure(section: Section, what: string): NotReadable {
  if (section.status !== "ok") return notReadable([section], what);
  const isDenied = /permission denied|access denied|authentication|polkit|not authorized/i.test(section.errorText);
  return new NotReadable(isDenied ? "denied" : "unreachable", `${what}: ${section.errorText || `exit status ${section.exitStatus}`}`);
}

/**
 * The documents of an each-source. One that vanished between list and dump is left out; throws NotReadable where another was not
 * read: a part must not pass for the whole.
 */
export function dumps(sections: readonly Section[], what: string): Section[] {
  const there = sections.filter(
    (section) => !/not found|failed to get (?:domain|pool)/i.test(section.errorText) && section.status !== "skipped",
  );
  const unread = there.find((section) => !succeeded(section));
  if (unread) throw virshFailure(unread, what);
  return there;
}

/** Rows `Id Name State` of `virsh list`. Names may have blanks and columns shift, so the state is told by its words. */
export function domainRows(section: Section): VirshRow[] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    const row = line.trim();
    const state = domainStates.find((word) => row.endsWith(` ${word}`));
    const blank = row.indexOf(" ");
    if (!state || !/^(?:-|\d+)$/.test(row.slice(0, Math.max(blank, 0)))) return [];
    const name = row.slice(blank, -state.length).trim();
    return name === "" ? [] : [{ name, state, at: citeLine(section.source, lines, index) }];
  });
}
