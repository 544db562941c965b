import type { Given } from "#lib/graph/given.ts";
import { type NarrowMargin, narrowMargins } from "#lib/graph/margin.ts";
import { rehearse } from "#lib/graph/rehearse.ts";
import type { Loaded } from "./questions.ts";

/** Which single further loss would keep down what comes back. Throws UnknownTarget for what the fleet does not have. */
export function askMargins({ graph }: Loaded, given: readonly Given[]): NarrowMargin[] {
  return narrowMargins(graph, given, rehearse(graph, given));
}
