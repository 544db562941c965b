import type { LibraryRow } from "#components/postmortems/library-view.ts";
import { loadSights } from "#lib/db/exposure.ts";
import { type Library, loadLibrary } from "#lib/db/library.ts";
import { countExposure, exposureOf, openLinks } from "#lib/engine/exposure.ts";
import { exposingRules } from "#lib/postmortems/exposing.ts";

/** Every known incident on every host, counted, and what of the folder could not be taken in. */
export async function loadLibraryPage(): Promise<{ rows: LibraryRow[]; problems: Library["problems"] }> {
  const { entries, problems } = await loadLibrary();
  const sights = await loadSights([...new Set(entries.flatMap(exposingRules))]);
  const rows = entries.map((entry): LibraryRow => {
    const exposures = sights.map((sight) => exposureOf(entry, sight));
    return { entry, counts: countExposure(exposures), links: openLinks(entry, exposures) };
  });
  return { rows, problems };
}
