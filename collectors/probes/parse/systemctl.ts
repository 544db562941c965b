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
