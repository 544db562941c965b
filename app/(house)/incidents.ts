import type { Incident } from "#components/findings/finding-view.ts";
import { postmortemById } from "#lib/postmortems/index.ts";

/** The incidents of these ids that there are, as a finding names them. */
export function incidentsOf(ids: readonly string[]): Incident[] {
  return ids.flatMap((id) => {
    const known = postmortemById(id);
    return known === undefined ? [] : [{ id, title: known.title, date: known.date ?? null }];
  });
}
