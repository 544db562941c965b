import { singlePoints } from "#lib/graph/topology/single-points.ts";
import { viewOf } from "#lib/graph/vlans/view.ts";
import { hostPages } from "#lib/offline/contents.ts";
import { start } from "#lib/offline/page.ts";
import { coldStartPage } from "#lib/offline/pages/cold-start.ts";
import { ofHost } from "#lib/offline/pages/host.ts";
import { type Played, rehearsalPage, rehearsalsPage } from "#lib/offline/pages/rehearsal.ts";
import { dependsPage, topologyPage } from "#lib/offline/pages/topology.ts";
import { vlansPage } from "#lib/offline/pages/vlans.ts";
import { plainText } from "#lib/plain-text.ts";
import type { AddPage, Picture } from "./picture.ts";
import { play } from "./play-fleet.ts";

/** How everything hangs together: rehearsals, cold start, topology, VLANs. */
export async function writeHanging({ fleet, source, contents }: Picture, add: AddPage, onProgress: (words: string) => void): Promise<void> {
  const reboots: { name: string; path: string; headline: Played["headline"] }[] = [];
  for (const [index, { name }] of source.hosts.entries()) {
    onProgress(`rehearsal ${index + 1} of ${source.hosts.length}`);
    const path = hostPages(name).reboot;
    const played = play(fleet, { what: "reboot", target: `host:${name}` }, `reboot ${plainText(name)}`);
    await add(rehearsalPage(played, { path, ...ofHost(name) }));
    await add(dependsPage(fleet.index, name));
    reboots.push({ name: played.given, path, headline: played.headline });
  }
  const events: typeof reboots = [];
  for (const [index, { given, words }] of fleet.events.entries()) {
    const entry = contents.events[index];
    if (entry === undefined) continue;
    const played = play(fleet, given, words);
    await add(rehearsalPage(played, { path: entry.path, trail: [start, { name: "Rehearsals", path: "rehearsals.html" }] }));
    events.push({ ...entry, headline: played.headline });
  }
  await add(rehearsalsPage(events, reboots));
  onProgress("topology and VLANs");
  await add(coldStartPage(fleet.coldStart));
  await add(topologyPage(fleet.index, singlePoints(fleet.index.graph)));
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const view = viewOf(fleet.vlans, { page });
    pages = view.pages;
    await add(vlansPage(view));
  }
}
