import { uniqueBy } from "#lib/rules/shared/wording.ts";
import type { Given } from "./given.ts";
import { type IndexedGraph, named } from "./indexed.ts";
import { lastingOf } from "./lasting.ts";
import type { Need, NodeId } from "./model.ts";
import type { Rehearsal, Step } from "./rehearsal.ts";
import { rehearse } from "./rehearse.ts";
import { isTold } from "./told.ts";

/** What would be otherwise if some faults were mended. */
export interface Break {
  /** One rule; several where no one of them alone spares as much. */
  rules: readonly string[];
  /** Where the faults stand among what follows: hosts, or what else has them. */
  at: Step["node"][];
  /** Steps that would not follow. */
  vanish: number;
  /** Machines that would then come back by themselves, hosts first. */
  comeBack: Step["node"][];
}

/** The faults that are worth mending first. */
export interface Breaks {
  best: Break[];
  /** Faults among the reasons that were not tried: what mending them spares is open. */
  untried: number;
}

/** Faults that are tried; more than these nobody mends before a reboot. */
const maximumTried = 8;
const maximumBreaks = 5;
/** So many steps are played again in all: whatever follows for a whole site, an answer is there in a second or two. */
const maximumReplayed = 20_000;

/**
 * For each fault among the reasons, what follows without it: the needs that its rule finds are taken away and all is played again. The
 * one that spares most comes first, what spares nothing is left out, and all together stand last where they bring back what no one does. Pure.
 */
export function breaksOf(graph: IndexedGraph, given: readonly Given[], played: Rehearsal): Breaks {
  const before: Outcome = { keys: keysOf(played), lasting: lastingOf(graph, given, played) };
  const tried = Math.max(1, Math.min(maximumTried, Math.floor(maximumReplayed / (played.steps.length + 1))));
  const faults = faultsIn(played.steps);
  const found = faults.slice(0, tried);
  const single = found.map((fault) => breakOf(graph, given, before, [fault]));
  const useful = single.filter(({ vanish, comeBack }) => vanish > 0 || comeBack.length > 0);
  useful.sort((one, other) => worth(other) - worth(one) || other.vanish - one.vanish || (`${one.rules}` < `${other.rules}` ? -1 : 1));
  const layers = tried < maximumTried ? found : layersOf(graph, given, found);
  const all = layers.length < 2 ? undefined : breakOf(graph, given, before, layers);
  const known = new Set(single.flatMap(({ comeBack }) => comeBack.map(({ id }) => id)));
  const isMore = all?.comeBack.some(({ id }) => !known.has(id)) === true;
  const best = useful.slice(0, isMore ? maximumBreaks - 1 : maximumBreaks);
  return { best: isMore && all !== undefined ? [...best, all] : best, untried: faults.length - found.length };
}

/** The faults, and those that would hold things once these were mended: of several reasons a step names one. */
function layersOf(graph: IndexedGraph, given: readonly Given[], found: readonly Fault[]): Fault[] {
  const layers = [...found];
  for (let fresh = layers; fresh.length > 0 && layers.length < maximumTried; ) {
    const known = new Set(layers.map(({ rule }) => rule));
    fresh = faultsIn(rehearse(without(graph, known), given).steps).filter(({ rule }) => !known.has(rule));
    layers.push(...fresh);
  }
  return layers;
}

interface Fault {
  rule: string;
  at: Step["node"][];
}

interface Outcome {
  keys: ReadonlySet<string>;
  lasting: ReadonlySet<NodeId>;
}

function breakOf(graph: IndexedGraph, given: readonly Given[], before: Outcome, faults: readonly Fault[]): Break {
  const rules = faults.map(({ rule }) => rule);
  const sound = without(graph, new Set(rules));
  const replayed = rehearse(sound, given);
  const keys = keysOf(replayed);
  const lasting = before.lasting.size === 0 ? before.lasting : lastingOf(sound, given, replayed);
  const machines = [...before.lasting].filter((id) => !lasting.has(id)).map((id) => named(graph, id));
  return {
    rules,
    at: uniqueBy(
      faults.flatMap(({ at }) => at),
      ({ id }) => id,
    ),
    vanish: [...before.keys].filter((key) => !keys.has(key)).length,
    comeBack: machines.filter(({ kind }) => kind === "host" || kind === "guest").sort(byMachine),
  };
}

/** A host that comes back is worth more than any number of steps. */
function worth({ comeBack }: Break): number {
  return comeBack.reduce((sum, { kind }) => sum + (kind === "host" ? 1000 : 1), 0);
}

function byMachine(one: Step["node"], other: Step["node"]): number {
  return Number(other.kind === "host") - Number(one.kind === "host") || (one.id < other.id ? -1 : 1);
}

function keysOf({ steps }: Rehearsal): Set<string> {
  return new Set(steps.filter(isTold).map(({ phase, node, state }) => `${phase} ${state} ${node.id}`));
}

/** The faults among the reasons, those of the most steps first. */
function faultsIn(steps: readonly Step[]): Fault[] {
  const places = new Map<string, Map<NodeId, Step["node"]>>();
  for (const { node, because } of steps) {
    if (because.rule === null) continue;
    places.set(because.rule, (places.get(because.rule) ?? new Map()).set(node.id, node));
  }
  return [...places]
    .map(([rule, at]) => ({ rule, at: [...at.values()] }))
    .sort((one, other) => other.at.length - one.at.length || (one.rule < other.rule ? -1 : 1));
}

/** The same graph as if these rules found nothing: only the lists that have their needs are made anew. */
function without(graph: IndexedGraph, rules: ReadonlySet<string>): IndexedGraph {
  const isSound = ({ rule }: Need) => rule === null || !rules.has(rule);
  const needsOf = new Map(graph.needsOf);
  const neededBy = new Map(graph.neededBy);
  for (const { node, from } of graph.needs.filter((need) => !isSound(need))) {
    needsOf.set(node, needsOf.get(node)?.filter(isSound) ?? []);
    for (const provider of from) neededBy.set(provider.node, neededBy.get(provider.node)?.filter(isSound) ?? []);
  }
  return { ...graph, needs: graph.needs.filter(isSound), unread: graph.unread.filter(isSound), needsOf, neededBy };
}
