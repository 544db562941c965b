import { incidentsOfRule, type LibraryEntry } from "./library.ts";

/** An incident as a finding names it. */
export interface NamedIncident {
  id: string;
  title: string;
  /** Day of the incident, "2026-04-13"; null where it is not known. */
  date: string | null;
}

/** The incidents that a finding names, and further ones of the library in whose chain its rule stands. */
export function incidentsOf(finding: { rule: string; postmortems: readonly string[] }, library: readonly LibraryEntry[]): NamedIncident[] {
  const named = library.filter(({ id }) => finding.postmortems.includes(id));
  const all = new Set([...named, ...incidentsOfRule(finding.rule, library)]);
  return [...all].map(({ id, title, date }) => ({ id, title, date: date ?? null }));
}
