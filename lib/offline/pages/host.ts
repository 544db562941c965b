import { type Entry, entryIn, hostPages } from "#lib/offline/contents.ts";
import { link, type Part, paragraph } from "#lib/offline/kit.ts";
import { type Page, start } from "#lib/offline/page.ts";
import { plainText } from "#lib/plain-text.ts";
import type { Report } from "#lib/reports/report/model.ts";
import { reportParts } from "./report-parts.ts";

/** The way to a page of a host, and its other pages beside it. */
export function ofHost(host: string): Pick<Page, "trail" | "tabs"> {
  const name = plainText(host);
  const { report, runbook, reboot, depends } = hostPages(host);
  const pages: Entry[] = [
    { name: "Report", path: report },
    { name: "Runbook", path: runbook },
    { name: "If it reboots", path: reboot },
    { name: "What hangs together", path: depends },
  ];
  return { trail: [start, { name: "Hosts", path: "hosts.html" }], tabs: { about: name, pages } };
}

/** Everything that is known of a host: the report, as it would be had as one file. `host` is its name as stored. */
export function hostPage(host: string, report: Report): Page {
  return { path: hostPages(host).report, title: `Host ${plainText(host)}`, ...ofHost(host), parts: reportParts(report) };
}

/** A cluster: the report of its members. */
export function clusterPage(cluster: string, report: Report): Page {
  const { name, path } = clusterEntry(cluster);
  return { path, title: `Cluster ${name}`, trail: [start, { name: "Clusters", path: "clusters.html" }], parts: reportParts(report) };
}

export function clusterEntry(cluster: string): Entry {
  return entryIn("clusters", cluster);
}

/** The clusters that hosts say they belong to. */
export function clustersPage(clusters: readonly Entry[]): Page {
  const parts: Part[] =
    clusters.length === 0
      ? [paragraph("No host says that it belongs to a cluster.")]
      : [{ kind: "list", ordered: false, items: clusters.map(({ name, path }) => [link(name, path)]) }];
  return { path: "clusters.html", title: "Clusters", trail: [start], parts };
}
