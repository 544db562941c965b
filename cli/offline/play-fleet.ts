import { coldStart } from "#lib/graph/cold-start.ts";
import type { Event } from "#lib/graph/events.ts";
import type { FleetFacts } from "#lib/graph/fleet-facts.ts";
import type { Given } from "#lib/graph/given.ts";
import { headlineOf } from "#lib/graph/headline.ts";
import { indexGraph } from "#lib/graph/indexed.ts";
import { lastingOf } from "#lib/graph/lasting.ts";
import type { ColdStart } from "#lib/graph/rehearsal.ts";
import { rehearse } from "#lib/graph/rehearse.ts";
import { suggestionsFor } from "#lib/graph/suggestions.ts";
import { type FleetIndex, indexFleet } from "#lib/graph/topology/fleet-index.ts";
import { unite } from "#lib/graph/unite.ts";
import { type FleetVlans, vlansOf } from "#lib/graph/vlans/vlans.ts";
import type { Played } from "#lib/offline/pages/rehearsal.ts";
import { plainTexts } from "#lib/plain-text.ts";

/** How the fleet hangs together, ready to be asked. */
export interface PlayedFleet {
  index: FleetIndex;
  /** What is worth rehearsing beside the reboot of each host. */
  events: readonly Event[];
  vlans: FleetVlans;
  coldStart: ColdStart;
}

export function playFleet(facts: FleetFacts, now: Date): PlayedFleet {
  const index = indexFleet(indexGraph(unite(facts.hosts, facts.declarations)), facts.hosts);
  // What reboots a host has a page of that host.
  const events = suggestionsFor(index.graph).filter(({ given }) => given.what !== "reboot");
  return {
    index,
    events: events.map((event) => plainTexts(event)),
    vlans: vlansOf(facts.hosts, facts.declarations, now),
    coldStart: plainTexts(coldStart(index.graph)),
  };
}

/** Plays something on the fleet; what hosts said in it is plain text then. */
export function play({ index: { graph } }: PlayedFleet, given: Given, words: string): Played {
  const rehearsal = rehearse(graph, [given]);
  const lasting = lastingOf(graph, [given], rehearsal);
  const told = plainTexts({ given: words, headline: headlineOf(graph, rehearsal, lasting), rehearsal });
  return { ...told, lasting: new Set([...lasting].map((id) => plainTexts(id))) };
}
