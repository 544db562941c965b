import { type IndexedGraph, type Lost, nodeOf, occasionOf } from "./indexed.ts";
import type { Need, NodeId, State } from "./model.ts";

/** States that nodes are in. */
export type Held = Map<NodeId, Set<State>>;

/** What starts again, and what is lost for good. */
export interface World {
  graph: IndexedGraph;
  restarted: ReadonlySet<NodeId>;
  /** Marks that nothing lifts. */
  lost: Lost;
  /** What happens to hosts besides, by occasionOf. */
  occasions: ReadonlySet<string>;
}

/** Whether a need counts only for what starts. */
export function isStart({ when }: Need): boolean {
  return when === "boot" || when === "start";
}

/** Needs that decide whether a node stays in a state. */
export function needsFor(world: World, node: NodeId, state: State): Need[] {
  return (world.graph.needsOf.get(node) ?? []).filter((need) => need.becomes === state && decides(world, need));
}

/** A need of the start counts only for what starts, one of an occasion only then, and none that has reset a node once. */
export function decides({ graph, restarted, occasions }: World, need: Need): boolean {
  if (need.unknown || need.restarts || need.when === "recover") return false;
  const occasion = occasionOf(graph, need);
  return occasion === null ? !isStart(need) || restarted.has(need.node) : occasions.has(occasion);
}

/** Whether a node has what it needs, where others are in these states. */
export function isMet(world: World, held: Lost, need: Need): boolean {
  let sum = 0;
  for (const { node, weight } of need.from) if (isThere(world, held, need, node)) sum += weight;
  return sum >= need.atLeast || (world.restarted.has(need.node) && need.elsewhere.some((node) => isThere(world, held, need, node)));
}

/** Whether a provider serves. */
export function isThere({ graph, restarted }: World, held: Lost, need: Need, provider: NodeId): boolean {
  if (need.isRace && restarted.has(provider)) return false;
  const own = held.get(provider);
  if (own !== undefined && need.failsOn.some((state) => own.has(state))) return false;
  return nodeOf(graph, provider).running || restarted.has(provider);
}
