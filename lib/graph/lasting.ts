import type { Given } from "./given.ts";
import type { IndexedGraph } from "./indexed.ts";
import type { Rehearsal, Step } from "./rehearsal.ts";
import { rehearse } from "./rehearse.ts";

/** What does not come back by itself, by id: what the return says, and what follows from the losses that stay. */
export function lastingOf(graph: IndexedGraph, given: readonly Given[], played: Rehearsal): Set<string> {
  const stays = given.filter(({ what }) => what !== "reboot" && what !== "restart" && what !== "power-loss");
  const steps: Step[] = stays.length === 0 ? [] : rehearse(graph, stays).steps.filter(({ because }) => because.need !== "given");
  return new Set([...steps, ...played.steps.filter(({ phase }) => phase === "return")].map(({ node }) => node.id));
}
