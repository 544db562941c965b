import type { FleetFacts } from "#lib/graph/fleet-facts.ts";
import type { IndexedGraph } from "#lib/graph/indexed.ts";
import { askRehearsal } from "./ask-rehearsal.ts";
import { askWorkables } from "./ask-workables.ts";

/** The fleet as the worker holds it: what hosts say, and the graph that follows from it. */
export interface Loaded {
  facts: FleetFacts;
  graph: IndexedGraph;
}

/** Everything that a page may ask of the graph: pure, from plain data to plain data, since both cross to another thread. */
export const questions = {
  rehearsal: askRehearsal,
  workables: askWorkables,
} satisfies Record<string, (loaded: Loaded, input: never) => unknown>;

export type QuestionName = keyof typeof questions;
export type Input<Name extends QuestionName> = Parameters<(typeof questions)[Name]>[1];
export type Answer<Name extends QuestionName> = Awaited<ReturnType<(typeof questions)[Name]>>;
