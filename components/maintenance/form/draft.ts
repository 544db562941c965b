import type { ActionKind, Person } from "#lib/maintenance/window.ts";

/** A host as the form knows it. */
export interface KnownHost {
  id: string;
  name: string;
  cluster: string | null;
}

/** A planned action while it is written. */
export interface ActionRow {
  key: number;
  what: ActionKind;
  /** Name of a host; empty while none is chosen. */
  host: string;
  /** Id of a guest, or a storage server as hosts name it. */
  subject: string;
}

export interface PersonRow {
  key: number;
  name: string;
  role: Person["role"];
  contact: string;
}

/** A time on the wall clock of the window's zone, "2026-01-31T22:00". */
export interface ClockField {
  local: string;
  /** The second of two, where clocks go back over it. */
  isSecond: boolean;
}

/** A window while it is written. */
export interface Draft {
  title: string;
  timeZone: string;
  starts: ClockField;
  ends: ClockField;
  actions: readonly ActionRow[];
  people: readonly PersonRow[];
  note: string;
  /** For the next row. */
  nextKey: number;
}

export const unset: ClockField = { local: "", isSecond: false };

/** A draft with rows for what is planned already; one empty row where nothing is. */
export function newDraft(planned: readonly Omit<ActionRow, "key">[]): Draft {
  const rows = planned.length > 0 ? planned : [{ what: "reboot" as const, host: "", subject: "" }];
  const empty: Draft = { title: "", timeZone: "", starts: unset, ends: unset, actions: [], people: [], note: "", nextKey: 0 };
  return rows.reduce(addAction, empty);
}

export function addAction(draft: Draft, row: Omit<ActionRow, "key">): Draft {
  return { ...draft, actions: [...draft.actions, { ...row, key: draft.nextKey }], nextKey: draft.nextKey + 1 };
}

export function addPerson(draft: Draft, row: Omit<PersonRow, "key"> = { name: "", role: "does", contact: "" }): Draft {
  return { ...draft, people: [...draft.people, { ...row, key: draft.nextKey }], nextKey: draft.nextKey + 1 };
}

/** One action for each host of a cluster, in the order of their names: done one after the other, the cluster goes on. A row without a host makes room. */
export function addCluster(draft: Draft, what: ActionKind, cluster: string, hosts: readonly KnownHost[]): Draft {
  const members = hosts.filter((host) => host.cluster === cluster).sort((one, other) => (one.name < other.name ? -1 : 1));
  const kept: Draft = { ...draft, actions: draft.actions.filter(({ host, subject }) => host !== "" || subject !== "") };
  return members.reduce((each, { name }) => addAction(each, { what, host: name, subject: "" }), kept);
}

/** Changes one row; another kind of action has another subject. */
export function changeAction(draft: Draft, key: number, change: Partial<Omit<ActionRow, "key">>): Draft {
  const fresh = change.what === undefined && change.host === undefined ? {} : { subject: "" };
  return { ...draft, actions: draft.actions.map((row) => (row.key === key ? { ...row, ...fresh, ...change } : row)) };
}

export function changePerson(draft: Draft, key: number, change: Partial<Omit<PersonRow, "key">>): Draft {
  return { ...draft, people: draft.people.map((row) => (row.key === key ? { ...row, ...change } : row)) };
}

/** One place up (-1) or down (1); the first and the last stay where they are. */
export function moveAction(draft: Draft, key: number, by: -1 | 1): Draft {
  const from = draft.actions.findIndex((row) => row.key === key);
  const [row, other] = [draft.actions[from], draft.actions[from + by]];
  if (row === undefined || other === undefined) return draft;
  const actions = [...draft.actions];
  actions[from] = other;
  actions[from + by] = row;
  return { ...draft, actions };
}

export function removeAction(draft: Draft, key: number): Draft {
  return { ...draft, actions: draft.actions.filter((row) => row.key !== key) };
}

export function removePerson(draft: Draft, key: number): Draft {
  return { ...draft, people: draft.people.filter((row) => row.key !== key) };
}
