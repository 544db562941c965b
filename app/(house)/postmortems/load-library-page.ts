import type { LibraryRow } from "#components/postmortems/library-view.ts";
import { loadSights } from "#lib/db/exposure.ts";
import { type Library, loadLibrary } from "#lib/db/library.ts";
import { exposureOfAll, openLinks } from "#lib/engine/exposure.ts";
import { fleetRules } from "#lib/engine/judge-fleet.ts";
import { exposingRules } from "#lib/postmortems/exposing.ts";

const aboutFleet = new Set(fleetRules.map(({ id }) => id));

/** Every known incident on every host, counted, and what of the folder could not be taken in. */
export async function loadLibraryPage(): Promise<{ rows: LibraryRow[] } & Pick<Library, "problems" | "misfits">> {
  const { entries, problems, misfits } = await loadLibrary();
  const sights = await loadSights([...new Set(entries.flatMap(exposingRules))]);
  const rows = entries.map((entry): LibraryRow => {
    const exposure = exposureOfAll(entry, sights, aboutFleet);
    const { counts, fleet, worst } = exposure;
    return { entry, counts, fleet, worst, links: openLinks(entry, exposure) };
  });
  return { rows, problems, misfits };
}
