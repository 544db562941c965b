import { readLocalTime } from "#lib/maintenance/local-time.ts";
import type { WindowInput } from "#lib/maintenance/window.ts";
import type { ClockField, Draft, KnownHost } from "./draft.ts";

/** What does not fit, by the field's name as the API spells it: "actions.0.hostId". */
export type FieldErrors = Readonly<Record<string, string>>;

/** A draft as the API takes it, and what is wrong already here: a time that never comes. */
export function inputOf(draft: Draft, hosts: readonly KnownHost[]): { input: WindowInput; errors: FieldErrors } {
  const { title, timeZone, actions, people, note } = draft;
  const ids = new Map(hosts.map(({ id, name }) => [name, id]));
  const [starts, ends] = [instantOf(draft.starts, timeZone), instantOf(draft.ends, timeZone)];
  const errors = {
    ...(starts.error !== null && { startsAt: starts.error }),
    ...(ends.error !== null && { endsAt: ends.error }),
  };
  const input: WindowInput = {
    title,
    startsAt: starts.at,
    endsAt: ends.at,
    timeZone,
    actions: actions.map(({ what, host, subject }) => ({
      what,
      hostId: what === "power-off-all" ? null : (ids.get(host) ?? null),
      subject: what === "guest-restart" || what === "storage-change" ? subject.trim() || null : null,
      note: null,
    })),
    people: people.map(({ name, role, contact }) => ({ name, role, contact: contact.trim() || null })),
    note: note.trim() || null,
  };
  return { input, errors };
}

/** The instant of a field, or what is wrong with it; a zone that nobody knows is told beside its own field. */
function instantOf({ local, isSecond }: ClockField, timeZone: string): { at: string; error: string | null } {
  if (local === "") return { at: "", error: "Say when" };
  const read = readLocalTime(local, timeZone);
  switch (read.kind) {
    case "once":
      return { at: read.at, error: null };
    case "twice":
      return { at: isSecond ? read.second : read.first, error: null };
    case "never":
      return { at: "", error: `Clocks go forward over ${local.slice(11, 16)} that night: take ${read.before} or ${read.after}` };
    case "unreadable":
      return { at: "", error: timeZone === "" ? "Say in which time zone" : "Not a time in that time zone" };
  }
}
