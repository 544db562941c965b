import type { OpenRules } from "#components/postmortems/chain.tsx";
import { loadSights } from "#lib/db/exposure.ts";
import { loadEntry } from "#lib/db/library.ts";
import { countExposure, type ExposureCounts, exposureOf, type HostExposure, type HostSight } from "#lib/engine/exposure.ts";
import type { LibraryEntry } from "#lib/postmortems/library.ts";

/** An incident and how every host stands to it. */
export interface IncidentPage {
  entry: LibraryEntry;
  exposures: HostExposure[];
  counts: ExposureCounts;
  open: OpenRules;
}

/** Loads an incident and compares every host with it. Throws `not-found`. */
export async function loadIncidentPage(id: string): Promise<IncidentPage> {
  const entry = await loadEntry(id);
  const sights = await loadSights([...new Set(entry.chain.flatMap((link) => link.rules))]);
  const exposures = sights.map((sight) => exposureOf(entry, sight));
  return { entry, exposures, counts: countExposure(exposures), open: openRules(sights) };
}

function openRules(sights: readonly HostSight[]): OpenRules {
  const open = new Map<string, { id: string; name: string }[]>();
  for (const { hostId, name, findings } of sights)
    for (const rule of new Set(findings.map((finding) => finding.rule))) open.set(rule, [...(open.get(rule) ?? []), { id: hostId, name }]);
  return open;
}
