import { loadFleetFacts } from "#lib/db/fleet-parts.ts";
import { loadFleetSource } from "#lib/db/report-source.ts";
import { type Contents, entryIn, hostPages, lookupOf, ruleEntry } from "#lib/offline/contents.ts";
import type { Edition, Page } from "#lib/offline/page.ts";
import { documentEntry, type OfflineDocument } from "#lib/offline/pages/documents.ts";
import { clusterEntry } from "#lib/offline/pages/host.ts";
import { incidentEntry } from "#lib/offline/pages/incidents.ts";
import { familyEntry } from "#lib/offline/pages/rules.ts";
import { type OfflineWindow, windowEntry } from "#lib/offline/pages/windows.ts";
import { plainText } from "#lib/plain-text.ts";
import { buildReport } from "#lib/reports/report/build.ts";
import { type Maker, thisMaker } from "#lib/reports/report/catalogue.ts";
import type { Report } from "#lib/reports/report/model.ts";
import type { ReportSource } from "#lib/reports/report/source.ts";
import type { RuleSheet } from "#lib/reports/rule-sheet.ts";
import { gatherDocuments, gatherSheets, gatherWindows } from "./gather.ts";
import { type PlayedFleet, playFleet } from "./play-fleet.ts";

/** What all pages are made from; the facts of the hosts are read one after the other. */
export interface Picture {
  source: ReportSource;
  report: Report;
  /** Ids of the hosts by name. */
  hostIds: ReadonlyMap<string, string>;
  fleet: PlayedFleet;
  windows: readonly OfflineWindow[];
  sheets: readonly RuleSheet[];
  documents: readonly OfflineDocument[];
  contents: Contents;
  edition: Edition;
  maker: Maker;
  now: Date;
}

/** Puts a page into the folder. */
export type AddPage = (page: Page) => Promise<void>;

/** Reads everything but the facts of the hosts, which are most of it. */
export async function takePicture(root: string, now: Date, onProgress: (words: string) => void): Promise<Picture> {
  onProgress("reading the fleet");
  const facts = await loadFleetFacts();
  const source = { ...(await loadFleetSource()), fleetFacts: facts };
  const fleet = playFleet(facts, now);
  const windows = await gatherWindows(now);
  const [sheets, documents, maker] = [gatherSheets(), gatherDocuments(root), thisMaker()];
  const report = buildReport(source, now, maker);
  const contents = contentsOf({ source, fleet, windows, sheets, documents });
  const edition = { madeAt: report.madeAt, madeBy: report.madeBy, lookup: lookupOf(contents) };
  const hostIds = new Map(facts.hosts.map(({ name, id }) => [name, id]));
  return { source, report, hostIds, fleet, windows, sheets, documents, contents, edition, maker, now };
}

function contentsOf({
  source,
  fleet,
  windows,
  sheets,
  documents,
}: Pick<Picture, "source" | "fleet" | "windows" | "sheets" | "documents">): Contents {
  const clusters = [...new Set(source.hosts.flatMap(({ clusterName }) => clusterName ?? []))].sort();
  return {
    hosts: source.hosts.map(({ name }) => ({ name: plainText(name), path: hostPages(name).report })),
    clusters: clusters.map(clusterEntry),
    windows: windows.map(windowEntry),
    incidents: source.library.map(incidentEntry),
    rules: sheets.map(({ id }) => ruleEntry(id)),
    families: [...new Set(sheets.map(({ family }) => family))].map(familyEntry),
    documents: documents.map(documentEntry),
    events: fleet.events.map(({ words }) => entryIn("rehearsals", words, `if ${words}`)),
  };
}
