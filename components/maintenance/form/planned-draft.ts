import { localTimeOf, readLocalTime } from "#lib/maintenance/local-time.ts";
import type { WindowInput } from "#lib/maintenance/window.ts";
import { addAction, addPerson, type ClockField, type Draft, type KnownHost, newDraft } from "./draft.ts";

/** A planned window as it is written anew. A host that was removed since leaves its field empty. */
export function plannedDraft(
  window: Pick<WindowInput, "title" | "timeZone" | "actions" | "people" | "note"> & { startsAt: Date; endsAt: Date },
  hosts: readonly KnownHost[],
): Draft {
  const names = new Map(hosts.map(({ id, name }) => [id, name]));
  const { title, timeZone, actions, people, note } = window;
  const rows = actions.map(({ what, hostId, subject }) => ({ what, host: names.get(hostId ?? "") ?? "", subject: subject ?? "" }));
  const withPeople = people.reduce(
    (draft, { name, role, contact }) => addPerson(draft, { name, role, contact: contact ?? "" }),
    rows.reduce(addAction, { ...newDraft([]), actions: [] }),
  );
  const ends = { starts: clockOf(window.startsAt, timeZone), ends: clockOf(window.endsAt, timeZone) };
  return { ...withPeople, title, timeZone, note: note ?? "", ...ends };
}

function clockOf(at: Date, timeZone: string): ClockField {
  const local = localTimeOf(at, timeZone);
  const read = readLocalTime(local, timeZone);
  return { local, isSecond: read.kind === "twice" && Date.parse(read.second) === at.getTime() };
}
