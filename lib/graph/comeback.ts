import type { Marks } from "./impact.ts";
import { type IndexedGraph, type Lost, nodeOf } from "./indexed.ts";
import type { Need, NodeId, State } from "./model.ts";

/** A node that does not come back, or comes back otherwise than it was: the need that is not met, and whose fault that is. */
export interface Unmet {
  node: NodeId;
  need: Need;
  cause: NodeId | null;
}

export interface ComeBack {
  /** What comes back, in waves: a node stands in the first wave in which all that it needs is there. */
  stages: NodeId[][];
  /** What does not, with the need that holds it. */
  stuck: Unmet[];
  /** What comes back in a worse state than before. */
  changed: Unmet[];
}

/** A node in one of these has not come back. */
const blocking: readonly State[] = ["down", "hung"];

/**
 * What of the restarted nodes comes back while the states of `lost` last: the least set in which everybody's needs of boot, start and run
 * are met, so a ring of needs stays down. More that is lost never lets more come back.
 */
export function comeBack(graph: IndexedGraph, lost: Lost, restarted: ReadonlySet<NodeId>): ComeBack {
  const waiting = new Set([...restarted].filter((id) => !isBlocked(lost, id)).sort());
  const result: ComeBack = { stages: [], stuck: [], changed: [] };
  const changed = new Map<NodeId, Set<State>>();
  const world: World = { graph, lost, restarted, waiting, changed };
  for (let stage = ready(world, waiting); stage.length > 0; ) {
    for (const id of stage) waiting.delete(id);
    for (const id of stage) noteChanges(world, id, result.changed);
    result.stages.push(stage);
    // Only what needs something that has just come back can be next: what else waits still waits for the same.
    stage = ready(world, new Set(stage.flatMap((id) => (graph.neededBy.get(id) ?? []).map(({ node }) => node)).sort()));
  }
  result.stuck = [...waiting].flatMap((id) => firstUnmet(world, id, blocking) ?? []);
  return result;
}

interface World {
  graph: IndexedGraph;
  lost: Lost;
  restarted: ReadonlySet<NodeId>;
  waiting: ReadonlySet<NodeId> & Set<NodeId>;
  changed: Map<NodeId, Set<State>>;
}

/** Those of some nodes that wait and have all that they need. */
function ready(world: World, candidates: ReadonlySet<NodeId>): NodeId[] {
  return [...candidates].filter((id) => world.waiting.has(id) && firstUnmet(world, id, blocking) === undefined);
}

function isBlocked(lost: Lost, id: NodeId): boolean {
  const own = lost.get(id);
  return own !== undefined && blocking.some((state) => own.has(state));
}

/** The need that keeps a node from one of these states; one whose provider is lost for good goes before one that only waits, too. */
function firstUnmet(world: World, id: NodeId, states: readonly State[]): Unmet | undefined {
  const unmet = (world.graph.needsOf.get(id) ?? []).filter(
    (need) => !need.unknown && states.includes(need.becomes) && need.when !== "login" && need.when !== "alert" && !isMet(world, need),
  );
  const known = unmet.map((need) => ({ node: id, need, cause: missing(world, need) }));
  return known.find(({ cause }) => cause === null || !world.waiting.has(cause)) ?? known[0];
}

function isMet(world: World, need: Need): boolean {
  let sum = 0;
  for (const { node, weight } of need.from) if (isThere(world, need, node)) sum += weight;
  return sum >= need.atLeast;
}

function isThere({ graph, lost, restarted, waiting, changed }: World, need: Need, provider: NodeId): boolean {
  if (waiting.has(provider) || (need.isRace && restarted.has(provider))) return false;
  const inState = (state: State) => (lost.get(provider)?.has(state) ?? false) || (changed.get(provider)?.has(state) ?? false);
  return !need.failsOn.some(inState) && (nodeOf(graph, provider).running || restarted.has(provider));
}

function missing(world: World, need: Need): NodeId | null {
  return need.from.find(({ node }) => !isThere(world, need, node))?.node ?? null;
}

/** A node that is back may still be cut off or poorer: what it cannot have, others cannot get from it. */
function noteChanges(world: World, id: NodeId, changed: Unmet[]): void {
  for (const need of world.graph.needsOf.get(id) ?? []) {
    if (need.unknown || blocking.includes(need.becomes) || need.when === "login" || need.when === "alert" || isMet(world, need)) continue;
    const own = world.changed.get(id) ?? new Set<State>();
    if (own.has(need.becomes)) continue;
    world.changed.set(id, own.add(need.becomes));
    changed.push({ node: id, need, cause: missing(world, need) });
  }
}

/** Everything that restarts because of these roots: they themselves, what a fence restarts, and what is down because of any of them. */
export function restartedBy(marks: Marks, roots: ReadonlySet<NodeId>): Set<NodeId> {
  const restarted = new Set(roots);
  const downs = [...marks.values()].flatMap((own) => own.get("down") ?? []).sort((one, other) => one.order - other.order);
  for (const mark of downs) {
    if (mark.need?.restarts || (mark.cause !== null && restarted.has(mark.cause) && mark.need !== null)) restarted.add(mark.node);
  }
  return restarted;
}
