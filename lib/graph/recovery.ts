import { type Marks, marksOf, type Seed, spread } from "./impact.ts";
import { type IndexedGraph, type Lost, nodeOf } from "./indexed.ts";
import type { GraphNode, Need, NodeId, State } from "./model.ts";

/** A state that lasts: the need that is not met, whose fault that is, and how many others it follows from. */
export interface Left {
  node: NodeId;
  state: State;
  need: Need | null;
  cause: NodeId | null;
  wave: number;
}

export interface Recovery {
  /** What comes up again, in waves of machines: a node stands in the first wave in which all that it needs is there. */
  stages: NodeId[][];
  /** What does not pass although what caused it did, or passed otherwise than it was: one after the other, as each follows. */
  left: Left[];
  /** All states that last, those of the loss itself included. */
  lasting: Lost;
}

type Held = Map<NodeId, Set<State>>;

interface World {
  graph: IndexedGraph;
  restarted: ReadonlySet<NodeId>;
  /** Marks that nothing lifts. */
  lost: Lost;
}

/**
 * What of an impact passes once the restarted nodes start again, while what is lost stays lost: the least set in which everybody's needs are
 * met, so a ring of needs stays as it is. What restarts needs what it needs at boot and at start, too. More that is lost never lets more pass.
 */
export function recover(graph: IndexedGraph, impact: Marks, lost: readonly Seed[], restarted: ReadonlySet<NodeId>): Recovery {
  const world = { graph, restarted, lost: statesOf(lost) };
  const held = statesOf(marksOf(withStarts(world, impact)));
  const stages = heal(world, held);
  const rest = marksOf(spread(graph, lost)).filter(({ node, state }) => held.get(node)?.has(state) && !isNewReason(world, node, state));
  return { stages, left: inOrder(world, held, statesOf(rest)), lasting: held };
}

function statesOf(marks: readonly { node: NodeId; state: State }[]): Held {
  const held: Held = new Map();
  for (const { node, state } of marks) held.set(node, (held.get(node) ?? new Set()).add(state));
  return held;
}

/** What a start can make of a node that it was not while the cause lasted, taken for granted until its needs turn out to be met. */
function withStarts({ graph, restarted }: World, impact: Marks): Marks {
  const needs = [...restarted].flatMap((id) => graph.needsOf.get(id) ?? []).filter((need) => isStart(need) && !need.unknown);
  const fresh = needs.filter(({ node, becomes }) => !impact.get(node)?.has(becomes));
  const seeds = fresh.map((need) => ({ node: need.node, state: need.becomes, need, cause: null, words: need.words }));
  return seeds.length === 0 ? impact : spread(graph, seeds, 1, impact);
}

function isStart({ when }: Need): boolean {
  return when === "boot" || when === "start";
}

/** Takes away, wave by wave, what nothing holds any more; returns what came up in each wave of machines, with what came up before it. */
function heal(world: World, held: Held): NodeId[][] {
  const [machines, others] = [new Set<NodeId>(), new Set<NodeId>()];
  const add = (id: NodeId) => (isMachine(nodeOf(world.graph, id)) ? machines : others).add(id);
  const wave = (candidates: Set<NodeId>): NodeId[] => {
    const healed = [...candidates].flatMap((node) =>
      [...(held.get(node) ?? [])].filter((state) => !isHeld(world, held, node, state)).map((state) => ({ node, state })),
    );
    candidates.clear();
    for (const { node, state } of healed) held.get(node)?.delete(state);
    for (const { node } of healed) for (const need of world.graph.neededBy.get(node) ?? []) add(need.node);
    return healed.filter(({ node, state }) => state === "down" && world.restarted.has(node)).map(({ node }) => node);
  };
  for (const id of held.keys()) add(id);
  const stages: NodeId[][] = [];
  while (machines.size + others.size > 0) {
    const up: NodeId[] = [];
    while (others.size > 0) up.push(...wave(others));
    up.push(...wave(machines));
    if (up.length > 0) stages.push(up.sort());
  }
  return stages;
}

function isMachine({ kind }: GraphNode): boolean {
  return kind === "host" || kind === "guest";
}

function isHeld(world: World, held: Held, node: NodeId, state: State): boolean {
  if (world.lost.get(node)?.has(state)) return true;
  const own = world.graph.needsOf.get(node) ?? [];
  return own.some((need) => need.becomes === state && decides(world, need) && !isMet(world, held, need));
}

/** Needs that decide whether a node stays in a state. */
function needsFor(world: World, node: NodeId, state: State): Need[] {
  return (world.graph.needsOf.get(node) ?? []).filter((need) => need.becomes === state && decides(world, need));
}

/** A need of the start counts only for what starts, and none that has reset a node once. */
function decides({ restarted }: World, need: Need): boolean {
  return !need.unknown && !need.restarts && need.when !== "recover" && (!isStart(need) || restarted.has(need.node));
}

function isMet(world: World, held: Lost, need: Need): boolean {
  let sum = 0;
  for (const { node, weight } of need.from) if (isThere(world, held, need, node)) sum += weight;
  return sum >= need.atLeast || (world.restarted.has(need.node) && need.elsewhere.some((node) => isThere(world, held, need, node)));
}

function isThere({ graph, restarted }: World, held: Lost, need: Need, provider: NodeId): boolean {
  if (need.isRace && restarted.has(provider)) return false;
  const own = held.get(provider);
  if (own !== undefined && need.failsOn.some((state) => own.has(state))) return false;
  return nodeOf(graph, provider).running || restarted.has(provider);
}

/** A loss that goes on holds a node that has restarted by what the start needs: that is told anew. */
function isNewReason(world: World, node: NodeId, state: State): boolean {
  return state === "down" && world.restarted.has(node) && world.lost.get(node)?.has(state) !== true;
}

/** Brings what lasts into the order in which one thing follows from another; a ring begins where a person meets it: at a boot. */
function inOrder(world: World, held: Held, told: Held): Left[] {
  const rest = new Set([...held].flatMap(([node, states]) => (states.size > 0 ? node : [])).sort());
  const entries = entriesOf(world, held, [...rest]);
  const left: Left[] = [];
  let next = 0;
  for (let wave = 0, candidates: Iterable<NodeId> = rest; ; wave += 1) {
    let found = [...candidates].flatMap((node) => untold(world, held, told, node, told));
    while (found.length === 0 && next < entries.length) found = untold(world, held, told, entries[next++] ?? "", held);
    if (found.length === 0) return left;
    for (const one of found) {
      told.set(one.node, (told.get(one.node) ?? new Set()).add(one.state));
      left.push({ ...one, wave });
    }
    candidates = new Set(found.flatMap(({ node }) => (world.graph.neededBy.get(node) ?? []).map((need) => need.node)).sort());
  }
}

/** Lasting states of a node that were not told, as far as those of `by` explain them. */
function untold(world: World, held: Held, told: Held, node: NodeId, by: Lost): Omit<Left, "wave">[] {
  const states = [...(held.get(node) ?? [])].filter((state) => !told.get(node)?.has(state));
  const carrier = carrierOf(world, held, node);
  // Before its host was told, a guest has nothing to say of its own.
  if (carrier !== undefined && by === told && isMet(world, told, carrier)) return [];
  return states.flatMap((state) => {
    const unmet = needsFor(world, node, state).filter((need) => !isMet(world, by, need));
    const own = carrier?.becomes === state ? carrier : undefined;
    const need = own ?? unmet.find(({ when }) => when === "boot") ?? unmet.find(({ when }) => when === "start") ?? unmet[0];
    if (need === undefined) return [];
    const cause = need.from.find((provider) => !isThere(world, by, need, provider.node))?.node ?? null;
    return [{ node, state, need, cause }];
  });
}

/** The need of a guest for its host, where that one does not come back. */
function carrierOf(world: World, held: Lost, node: NodeId): Need | undefined {
  if (nodeOf(world.graph, node).kind !== "guest" || held.get(node)?.has("down") !== true) return undefined;
  return needsFor(world, node, "down").find(
    (need) => need.when === "run" && need.from.some((one) => nodeOf(world.graph, one.node).kind === "host") && !isMet(world, held, need),
  );
}

/** Where a ring may begin: with what a host waits for that does not boot, then what else does not start, then the rest. */
function entriesOf(world: World, held: Lost, nodes: readonly NodeId[]): NodeId[] {
  const ranks = nodes.map((id) => ({ id, rank: rankOf(world, held, nodeOf(world.graph, id)) }));
  const sorted = ranks.sort((one, other) => one.rank - other.rank || (one.id < other.id ? -1 : 1)).map(({ id }) => id);
  return sorted.map((id) => awaited(world, held, id));
}

/** From a start that waits, along what it waits for, to what is no start itself: the name that nobody answers, not the mount of it. */
function awaited(world: World, held: Lost, start: NodeId): NodeId {
  const seen = new Set<NodeId>();
  for (let node = start; ; ) {
    seen.add(node);
    const unmet = needsFor(world, node, "down").find((need) => isStart(need) && !isMet(world, held, need));
    const next = unmet?.from.find((provider) => !isThere(world, held, unmet, provider.node))?.node;
    if (next === undefined) return node;
    if (seen.has(next)) return start;
    node = next;
  }
}

function rankOf(world: World, held: Lost, { id, kind }: GraphNode): number {
  if (!world.restarted.has(id)) return 4;
  const starts = needsFor(world, id, "down").filter((need) => isStart(need) && !isMet(world, held, need));
  return (starts.length === 0 ? 2 : 0) + (kind === "host" ? 0 : 1);
}

/** Everything that restarts because of these roots: they, what resets or starts elsewhere, what is down because of any of them, and their mounts. */
export function restartedBy(graph: IndexedGraph, marks: Marks, roots: ReadonlySet<NodeId>): Set<NodeId> {
  const restarted = new Set(roots);
  const downs = marksOf(marks)
    .filter(({ state }) => state === "down")
    .sort((one, other) => one.order - other.order);
  for (const { need, cause, node } of downs) {
    if (need === null) continue;
    if (need.restarts || need.elsewhere.length > 0 || (cause !== null && restarted.has(cause))) restarted.add(node);
  }
  for (const { id, host } of graph.byKind.get("mount") ?? []) if (restarted.has(`host:${host}`)) restarted.add(id);
  return restarted;
}
