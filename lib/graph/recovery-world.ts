import { type IndexedGraph, type Lost, nodeOf } from "./indexed.ts";
import type { Need, NodeId, State } from "./model.ts";

/** States that nodes are in. */
export type Held = Map<NodeId, Set<State>>;

/** What starts again, and what is lost for good. */
export interface World {
  graph: IndexedGraph;
  restarted: ReadonlySet<NodeId>;
  /** Marks that nothing lifts. */
  lost: Lost;
}

/** Whether a need counts only for what starts. */
export function isStart({ when }: Need): boolean {
  return when === "boot" || when === "start";
}

/** Needs that decide whether a node stays in a state. */
export function needsFor(world: World, node: NodeId, state: State): Need[] {
  return (world.graph.needsOf.get(node) ?? []).filter((need) => need.becomes === state && decides(world, need));
}

/** A need of the start counts only for what starts, and none that has reset a node once. */
export function decides({ restarted }: World, need: Need): boolean {
  return !need.unknown && !need.restarts && need.when !== "recover" && (!isStart(need) || restarted.has(need.node));
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
