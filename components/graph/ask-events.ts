import { type Event, eventsCalled } from "#lib/graph/events.ts";
import { suggestionsFor } from "#lib/graph/suggestions.ts";
import type { Loaded } from "./questions.ts";

/** What can be rehearsed by these words, at most `limit`. */
export function askEvents({ graph }: Loaded, { text, limit }: { text: string; limit: number }): Event[] {
  return eventsCalled(graph, text, limit);
}

/** What is worth rehearsing in this fleet. */
export function askSuggestions({ graph }: Loaded, _: null): Event[] {
  return suggestionsFor(graph);
}
