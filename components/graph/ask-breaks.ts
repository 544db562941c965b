import { type Breaks, breaksOf } from "#lib/graph/break-chain.ts";
import type { Given } from "#lib/graph/given.ts";
import { rehearse } from "#lib/graph/rehearse.ts";
import type { Loaded } from "./questions.ts";

/** Which mended faults would break the chain. Throws UnknownTarget for what the fleet does not have. */
export function askBreaks({ graph }: Loaded, given: readonly Given[]): Breaks {
  return given.length === 0 ? { best: [], untried: 0 } : breaksOf(graph, given, rehearse(graph, given));
}
