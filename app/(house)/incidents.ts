import type { Incident } from "#components/findings/finding-view.ts";
import { incidentsOfRule, type LibraryEntry } from "#lib/postmortems/library.ts";

/** The incidents that a finding names, and further ones of the library in whose chain its rule stands. */
export function incidentsOf(finding: { rule: string; postmortems: readonly string[] }, library: readonly LibraryEntry[]): Incident[] {
  const named = library.filter(({ id }) => finding.postmortems.includes(id));
  const all = new Set([...named, ...incidentsOfRule(finding.rule, library)]);
  return [...all].map(({ id, title, date }) => ({ id, title, date: date ?? null }));
}
