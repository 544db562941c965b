import type { Given } from "#lib/graph/given.ts";
import { givenText } from "#lib/graph/given-text.ts";
import type { Rehearsal } from "#lib/graph/rehearsal.ts";
import { rehearse } from "#lib/graph/rehearse.ts";
import type { Loaded } from "./questions.ts";

/** A rehearsal with what a page needs to tell it. */
export interface RehearsalAnswer {
  played: Rehearsal;
  /** What is given in words, in its order. */
  given: string[];
}

/** Plays what is given. Throws UnknownTarget for what the fleet does not have. */
export function askRehearsal({ graph }: Loaded, given: readonly Given[]): RehearsalAnswer {
  return { played: rehearse(graph, given), given: given.map((one) => givenText(graph, one)) };
}
