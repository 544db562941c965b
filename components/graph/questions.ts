import type { FleetFacts } from "#lib/graph/fleet-facts.ts";
import type { IndexedGraph } from "#lib/graph/indexed.ts";
import { askBreaks } from "./ask-breaks.ts";
import { askColdStart } from "./ask-cold-start.ts";
import { askEvents, askSuggestions } from "./ask-events.ts";
import { askMargins } from "./ask-margins.ts";
import { askRehearsal } from "./ask-rehearsal.ts";
import { askToldRehearsal } from "./ask-told-rehearsal.ts";
import { askFind, askNode, askPicture, askPlay, askSinglePoints, askTable } from "./ask-topology.ts";
import { askVlans } from "./ask-vlans.ts";
import { askWorkables } from "./ask-workables.ts";

/** The fleet as the worker holds it: what hosts say, and the graph that follows from it. */
export interface Loaded {
  facts: FleetFacts;
  graph: IndexedGraph;
}

/** Everything that a page may ask of the graph: pure, from plain data to plain data, since both cross to another thread. */
export const questions = {
  breaks: askBreaks,
  coldStart: askColdStart,
  events: askEvents,
  margins: askMargins,
  rehearsal: askRehearsal,
  suggestions: askSuggestions,
  toldRehearsal: askToldRehearsal,
  vlans: askVlans,
  topologyPicture: askPicture,
  topologyPlay: askPlay,
  topologyTable: askTable,
  topologyFind: askFind,
  topologyNode: askNode,
  topologySinglePoints: askSinglePoints,
  workables: askWorkables,
} satisfies Record<string, (loaded: Loaded, input: never) => unknown>;

export type QuestionName = keyof typeof questions;
export type Input<Name extends QuestionName> = Parameters<(typeof questions)[Name]>[1];
export type Answer<Name extends QuestionName> = Awaited<ReturnType<(typeof questions)[Name]>>;
