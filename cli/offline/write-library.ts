import { probes } from "#collectors/probes/index.ts";
import { composeScript } from "#collectors/script.ts";
import { loadSights } from "#lib/db/exposure.ts";
import { exposureOfAll } from "#lib/engine/exposure.ts";
import { fleetRules } from "#lib/engine/judge-fleet.ts";
import { byHandPage, probeScriptPath } from "#lib/offline/pages/by-hand.ts";
import { documentPage, documentsPage } from "#lib/offline/pages/documents.ts";
import { incidentPage, incidentsPage, type OfflineIncident } from "#lib/offline/pages/incidents.ts";
import { familyPage, rulesPage } from "#lib/offline/pages/rules.ts";
import { exposureOf } from "#lib/reports/report/build.ts";
import { groupBy } from "#lib/rules/shared/wording.ts";
import type { OfflineFolder } from "./folder.ts";
import type { AddPage, Picture } from "./picture.ts";

const aboutFleet = new Set(fleetRules.map(({ id }) => id));

/** Incidents with who is exposed to them, rules, documents, and what is carried to a host by hand. */
export async function writeLibrary(
  { source, sheets, documents }: Picture,
  folder: OfflineFolder,
  add: AddPage,
  onProgress: (words: string) => void,
): Promise<void> {
  onProgress("postmortems, rules and documents");
  const incidents = await exposedIncidents(source.library);
  await add(incidentsPage(incidents));
  for (const incident of incidents) await add(incidentPage(incident));
  await add(rulesPage(sheets));
  for (const [family, own] of groupBy(sheets, (sheet) => sheet.family)) await add(familyPage(family, own, source.library));
  await add(documentsPage(documents));
  for (const document of documents) await add(documentPage(document, documents));
  await add(byHandPage());
  await folder.add(probeScriptPath, [composeScript(probes)]);
}

async function exposedIncidents(library: Picture["source"]["library"]): Promise<OfflineIncident[]> {
  const rules = [...new Set(library.flatMap(({ chain }) => chain.flatMap((link) => link.rules)))];
  const sights = await loadSights(rules);
  return library.flatMap((entry) => {
    const exposure = exposureOf({ incident: { entry, exposure: exposureOfAll(entry, sights, aboutFleet) } });
    return exposure === null ? [] : [{ entry, exposure }];
  });
}
