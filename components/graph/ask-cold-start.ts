import { coldStart } from "#lib/graph/cold-start.ts";
import type { ColdStart } from "#lib/graph/rehearsal.ts";
import type { Loaded } from "./questions.ts";

/** The order that brings everything back, or the cycles that forbid one. */
export function askColdStart({ graph }: Loaded, _: null): ColdStart {
  return coldStart(graph);
}
