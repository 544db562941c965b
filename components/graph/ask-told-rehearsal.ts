import type { Given } from "#lib/graph/given.ts";
import { givenText } from "#lib/graph/given-text.ts";
import { type Headline, headlineOf } from "#lib/graph/headline.ts";
import type { IndexedGraph } from "#lib/graph/indexed.ts";
import { lastingOf } from "#lib/graph/lasting.ts";
import { planOf, UnknownTarget } from "#lib/graph/plan.ts";
import type { Rehearsal } from "#lib/graph/rehearsal.ts";
import { rehearse } from "#lib/graph/rehearse.ts";
import { type Standing, standingOf } from "#lib/graph/standing.ts";
import { type Alike, toldSteps } from "#lib/graph/told.ts";
import type { Loaded } from "./questions.ts";

/** A rehearsal as the Rehearse page tells it. */
export interface ToldRehearsal {
  /** What is played, in words. */
  given: { given: Given; words: string }[];
  /** What is not played, since the fleet does not have its target: a sentence for each. */
  missing: { given: Given; sentence: string }[];
  /** Null where nothing is left to play. */
  answer: Answer | null;
}

interface Answer extends Omit<Rehearsal, "given" | "steps" | "survives" | "tryFirst"> {
  headline: Headline;
  chain: Alike[];
  /** Steps, and how many of them were read directly. */
  steps: { all: number; confirmed: number };
  /** Ids of what does not come back by itself, but for what a step of the return tells of. */
  staying: ReadonlySet<string>;
  standing: Standing;
}

/** Plays what the fleet has of what is given: an address may be older than the fleet. Never throws for what is given. */
export function askToldRehearsal({ graph }: Loaded, given: readonly Given[]): ToldRehearsal {
  const tried = given.map((one) => ({ given: one, sentence: missingIn(graph, one) }));
  const missing = tried.flatMap(({ sentence, ...one }) => (sentence === null ? [] : [{ ...one, sentence }]));
  const playable = tried.filter(({ sentence }) => sentence === null).map((one) => one.given);
  return {
    given: playable.map((one) => ({ given: one, words: givenText(graph, one) })),
    missing,
    answer: playable.length === 0 ? null : answerOf(graph, playable),
  };
}

function missingIn(graph: IndexedGraph, given: Given): string | null {
  try {
    planOf(graph, [given]);
    return null;
  } catch (error) {
    if (error instanceof UnknownTarget) return error.message;
    throw error;
  }
}

function answerOf(graph: IndexedGraph, given: readonly Given[]): Answer {
  const played = rehearse(graph, given);
  const lasting = lastingOf(graph, given, played);
  const chain = toldSteps(played.steps);
  const told = chain.flat();
  const returned = new Set(played.steps.filter(({ phase }) => phase === "return").map(({ node }) => node.id));
  const { votes, unknown, manual, unnoticed } = played;
  return {
    headline: headlineOf(graph, played, lasting),
    chain,
    steps: { all: told.length, confirmed: told.filter(({ confidence }) => confidence === "confirmed").length },
    staying: new Set([...lasting].filter((id) => !returned.has(id))),
    standing: standingOf(graph, played),
    votes,
    unknown,
    manual,
    unnoticed,
  };
}
