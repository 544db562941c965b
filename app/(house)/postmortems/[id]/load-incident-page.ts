import type { OpenRules } from "#components/postmortems/chain.tsx";
import { loadSights } from "#lib/db/exposure.ts";
import { loadEntry } from "#lib/db/library.ts";
import { exposureOfAll, type HostSight, type IncidentExposure } from "#lib/engine/exposure.ts";
import { fleetRules } from "#lib/engine/judge-fleet.ts";
import type { LibraryEntry } from "#lib/postmortems/library.ts";

/** An incident and how every host stands to it. */
export interface IncidentPage {
  entry: LibraryEntry;
  exposure: IncidentExposure;
  open: OpenRules;
}

const aboutFleet = new Set(fleetRules.map(({ id }) => id));

/** Loads an incident and compares every host with it. Throws `not-found`. */
export async function loadIncidentPage(id: string): Promise<IncidentPage> {
  const entry = await loadEntry(id);
  const sights = await loadSights([...new Set(entry.chain.flatMap((link) => link.rules))]);
  return { entry, exposure: exposureOfAll(entry, sights, aboutFleet), open: openRules([...sights.hosts, sights.fleet]) };
}

function openRules(sights: readonly HostSight[]): OpenRules {
  const open = new Map<string, { id: string | null; name: string }[]>();
  for (const { hostId, name, findings } of sights)
    for (const rule of new Set(findings.map((finding) => finding.rule))) open.set(rule, [...(open.get(rule) ?? []), { id: hostId, name }]);
  return open;
}
