import { type Effect, effects } from "#lib/graph/effects.ts";
import type { Need } from "#lib/graph/model.ts";
import type { PartFault } from "#lib/graph/part.ts";
import type { GraphBuilder } from "./builder.ts";
import { type Hit, hitsOf } from "./fault-hits.ts";
import type { Identities } from "./machines.ts";
import type { Names } from "./names.ts";
import type { FleetMember } from "./places.ts";

/** What a likelihood of the catalogue means for the next event of its scenario: from here it happens, below it may. */
const surely = 3;
/** Two rare events together: no rehearsal of one event is about that. */
const rareTwice = 1;

/**
 * Findings of a host as needs: unmet by themselves when their time comes, since what they found is as it is. What only may happen is told as
 * a need that nobody could read.
 */
export function addFaults(graph: GraphBuilder, names: Names, identities: Identities, member: FleetMember): void {
  for (const fault of member.part.faults) {
    const counting = (effects[fault.rule] ?? []).filter((effect) => counts(effect, fault));
    for (const effect of counting)
      for (const hit of hitsOf({ graph, names, identities, member }, effect.of, fault))
        for (const when of effect.when) graph.need(needOf(when, effect, fault, hit));
  }
}

function counts({ atImpact = 2, sureFrom, only }: Effect, { likelihood, impact, words }: PartFault): boolean {
  const isRare = likelihood === rareTwice && sureFrom !== rareTwice;
  return impact >= atImpact && !isRare && (only === undefined || only.test(words));
}

function needOf(when: Need["when"], { words, sureFrom = surely, ...effect }: Effect, fault: PartFault, hit: Hit) {
  const becomes = hit.becomes ?? effect.becomes;
  const isSure = sureFrom !== "never" && fault.likelihood >= sureFrom;
  const seen = `${words}${hit.seenBy === undefined ? "" : `, as ${hit.seenBy} sees it`}: ${fault.words}`;
  return {
    node: hit.node,
    when,
    from: hit.from ?? [],
    atLeast: hit.atLeast ?? 1,
    becomes,
    retries: false,
    unknown: !isSure,
    words: isSure ? `${hit.name} ${seen}` : seen,
    manual: becomes === "degraded" || becomes === "hung" ? null : `mend what is found on ${hit.name}: ${fault.subject}`,
    rule: fault.rule,
    confidence: fault.confidence,
    evidence: fault.evidence,
  } as const;
}
