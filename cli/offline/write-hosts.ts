import { loadReportHosts } from "#lib/db/report-hosts.ts";
import { loadReportSource } from "#lib/db/report-source.ts";
import { loadRunbook } from "#lib/db/runbook.ts";
import { clusterPage, clustersPage, hostPage } from "#lib/offline/pages/host.ts";
import { runbookPage } from "#lib/offline/pages/runbook.ts";
import { buildReport } from "#lib/reports/report/build.ts";
import { renderJsonWith } from "#lib/reports/report/json.ts";
import type { Report, ReportHost } from "#lib/reports/report/model.ts";
import type { SourceFinding, SourceHost } from "#lib/reports/report/source.ts";
import type { OfflineFolder } from "./folder.ts";
import type { AddPage, Picture } from "./picture.ts";

/** Hosts whose facts are held at once. */
const chunkSize = 25;

/** The report and the runbook of each host, the fleet's report as data, and its clusters. */
export async function writeHosts(
  picture: Picture,
  folder: OfflineFolder,
  add: AddPage,
  onProgress: (words: string) => void,
): Promise<void> {
  await folder.add("report-fleet.json", renderJsonWith(picture.report, hostsOneByOne(picture, add, onProgress)));
  await add(clustersPage(picture.contents.clusters));
  for (const cluster of new Set(picture.source.hosts.flatMap(({ clusterName }) => clusterName ?? []))) {
    onProgress(`cluster ${cluster}`);
    const source = await loadReportSource({ kind: "cluster", id: cluster, hangs: false }, picture.now);
    const { fleetFacts } = picture.source;
    await add(clusterPage(cluster, buildReport({ ...source, fleetFacts }, picture.now, picture.maker)));
  }
}

/** Each host with its facts, its pages written on the way: so that every fact is read once, and few are held. */
async function* hostsOneByOne(picture: Picture, add: AddPage, onProgress: (words: string) => void): AsyncGenerator<ReportHost> {
  const { source, hostIds } = picture;
  const found = findingsByHost(source.findings);
  const names = source.hosts.map(({ name }) => name);
  for (let from = 0; from < names.length; from += chunkSize) {
    const hosts = await loadReportHosts({ name: { in: names.slice(from, from + chunkSize) } }, { facts: true, onHosts: () => {} });
    for (const [index, host] of hosts.entries()) {
      onProgress(`host ${from + index + 1} of ${names.length}`);
      const report = hostReport(picture, host, found.get(host.name) ?? []);
      await add(hostPage(host.name, report));
      const id = hostIds.get(host.name);
      if (id !== undefined) await add(runbookPage(await loadRunbook(id)));
      yield* report.hosts;
    }
  }
}

function hostReport({ source, hostIds, now, maker }: Picture, host: SourceHost, findings: readonly SourceFinding[]): Report {
  const unreadable = source.unreadable.filter(({ hosts }) => hosts.includes(host.name));
  const subject = { id: hostIds.get(host.name) ?? null, name: host.name };
  const { library, fleetFacts } = source;
  const about = { fleet: null, incident: null, window: null, library, fleetFacts };
  return buildReport({ kind: "host", subject, hosts: [host], findings, unreadable, ...about }, now, maker);
}

function findingsByHost(findings: readonly SourceFinding[]): Map<string, SourceFinding[]> {
  const found = new Map<string, SourceFinding[]>();
  for (const finding of findings)
    for (const { host } of finding.hosts) {
      const own = found.get(host);
      if (own === undefined) found.set(host, [finding]);
      else own.push(finding);
    }
  return found;
}
