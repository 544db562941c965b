import { type Marks, marksOf, type Seed, spread } from "./impact.ts";
import { type IndexedGraph, type Lost, nodeOf } from "./indexed.ts";
import type { GraphNode, NodeId, State } from "./model.ts";
import { decides, type Held, isMet, isStart, type World } from "./recovery-world.ts";
import { inOrder, type Left } from "./return-order.ts";

export interface Recovery {
  /** What comes up again, in waves of machines: a node stands in the first wave in which all that it needs is there. */
  stages: NodeId[][];
  /** What does not pass although what caused it did, or passed otherwise than it was: one after the other, as each follows. */
  left: Left[];
  /** All states that last, those of the loss itself included. */
  lasting: Lost;
}

/**
 * What of an impact passes once the restarted nodes start again, while what is lost stays lost: the least set in which everybody's needs are
 * met, so a ring of needs stays as it is. What restarts needs what it needs at boot and at start, too. More that is lost never lets more pass.
 */
export function recover(
  graph: IndexedGraph,
  impact: Marks,
  lost: readonly Seed[],
  restarted: ReadonlySet<NodeId>,
  occasions: ReadonlySet<string> = new Set(),
): Recovery {
  const world = { graph, restarted, lost: statesOf(lost), occasions };
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

/** What a start or an occasion can make of a node that it was not while the cause lasted, taken for granted until its needs turn out to be met. */
function withStarts({ graph, restarted, occasions }: World, impact: Marks): Marks {
  const starts = [...restarted].flatMap((id) => graph.needsOf.get(id) ?? []).filter(isStart);
  const needs = [...starts, ...[...occasions].flatMap((occasion) => graph.occasional.get(occasion) ?? [])].filter(
    ({ unknown }) => !unknown,
  );
  const fresh = needs.filter(({ node, becomes }) => !impact.get(node)?.has(becomes));
  const seeds = fresh.map((need) => ({ node: need.node, state: need.becomes, need, cause: null, words: need.words }));
  return seeds.length === 0 ? impact : spread(graph, seeds, 1, impact);
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

/** A loss that goes on holds a node that has restarted by what the start needs: that is told anew. */
function isNewReason(world: World, node: NodeId, state: State): boolean {
  return state === "down" && world.restarted.has(node) && world.lost.get(node)?.has(state) !== true;
}

/** Everything that restarts because of these roots: they, what resets or starts elsewhere, what is down because of any of them, and their mounts and cards. */
export function restartedBy(graph: IndexedGraph, marks: Marks, roots: ReadonlySet<NodeId>): Set<NodeId> {
  const restarted = new Set(roots);
  const downs = marksOf(marks)
    .filter(({ state }) => state === "down")
    .sort((one, other) => one.order - other.order);
  for (const { need, cause, node } of downs) {
    if (need === null) continue;
    if (need.restarts || need.elsewhere.length > 0 || (cause !== null && restarted.has(cause))) restarted.add(node);
  }
  const hosts = [...restarted].map((id) => nodeOf(graph, id)).filter(({ kind }) => kind === "host");
  for (const { host } of hosts)
    for (const { id, kind, running } of graph.byHost.get(host ?? "") ?? [])
      if (kind === "mount" || (kind === "nic" && running)) restarted.add(id);
  return restarted;
}
