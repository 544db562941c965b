import { loadReportSource } from "#lib/db/report-source.ts";
import { aToZPage } from "#lib/offline/pages/a-z.ts";
import { documentEntry } from "#lib/offline/pages/documents.ts";
import { findingsPage, fleetPage, hostsPage, unknownPage } from "#lib/offline/pages/fleet.ts";
import { runbooksPage } from "#lib/offline/pages/runbook.ts";
import { windowPage, windowsPage } from "#lib/offline/pages/windows.ts";
import { buildReport } from "#lib/reports/report/build.ts";
import { renderCsv } from "#lib/reports/report/csv.ts";
import type { OfflineFolder } from "./folder.ts";
import type { AddPage, Picture } from "./picture.ts";

/** The pages about the fleet as a whole, its windows, and its findings as a table for spreadsheets. */
export async function writeFleet(picture: Picture, folder: OfflineFolder, add: AddPage): Promise<void> {
  const { source, report, contents, windows, now, maker } = picture;
  const names = source.hosts.map(({ name }) => name);
  await add(fleetPage(report, contents));
  await add(hostsPage(report, contents));
  const help = contents.documents.find(({ path }) => path === documentEntry({ id: "offline", title: "" }).path);
  await add(runbooksPage(report.hosts, names, help?.path ?? null));
  await add(findingsPage(report));
  await add(unknownPage(report));
  await add(aToZPage(contents, names));
  await add(windowsPage(windows));
  for (const window of windows) {
    const asked = await loadReportSource({ kind: "window", id: window.id, hangs: false }, now);
    await add(windowPage(window, buildReport({ ...asked, fleetFacts: source.fleetFacts }, now, maker)));
  }
  await folder.add("findings.csv", renderCsv(report));
}
