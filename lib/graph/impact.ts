import { type IndexedGraph, supply } from "./indexed.ts";
import { type Need, type NodeId, type State, states } from "./model.ts";

/** That a node has entered a state, when, and why. */
export interface Mark {
  node: NodeId;
  state: State;
  order: number;
  /** The need that was not met; null for what was given. */
  need: Need | null;
  /** The provider whose loss broke it. */
  cause: NodeId | null;
  words: string;
}

export type Marks = Map<NodeId, Map<State, Mark>>;

/** What is given at the beginning, or found when things come back. */
export type Seed = Omit<Mark, "order">;

/** Needs that hold while things run; those of boot and start matter only when something comes back. */
const running: readonly Need["when"][] = ["run", "login", "alert"];

/**
 * Carries what is lost along the needs to a fixpoint, in waves: what follows at once has the same order. A state is entered once and never
 * left, so cycles end, and losing more never makes less fail.
 */
export function spread(graph: IndexedGraph, seeds: readonly Seed[], firstOrder = 1, before: Marks = new Map()): Marks {
  const marks: Marks = new Map([...before].map(([node, own]) => [node, new Map(own)]));
  let wave = enter(marks, seeds, firstOrder);
  for (let order = firstOrder + 1; wave.length > 0; order += 1) wave = enter(marks, followUps(graph, marks, wave), order);
  return marks;
}

/** Marks what is new of a wave, the same one for the same input: by id, then as the graph has its needs. */
function enter(marks: Marks, seeds: readonly Seed[], order: number): Mark[] {
  const entered: Mark[] = [];
  for (const seed of seeds.toSorted((one, other) => (one.node < other.node ? -1 : one.node > other.node ? 1 : 0))) {
    const own = marks.get(seed.node) ?? new Map<State, Mark>();
    if (own.has(seed.state)) continue;
    const mark = { ...seed, order };
    own.set(seed.state, mark);
    marks.set(seed.node, own);
    entered.push(mark);
  }
  return entered;
}

function followUps(graph: IndexedGraph, marks: Marks, wave: readonly Mark[]): Seed[] {
  const seen = new Set<Need>();
  const found: Seed[] = [];
  for (const { node: cause } of wave) {
    for (const need of graph.neededBy.get(cause) ?? []) {
      if (seen.has(need) || need.unknown || !running.includes(need.when) || marks.get(need.node)?.has(need.becomes)) continue;
      if (graph.nodes.get(need.node)?.running === false) continue;
      seen.add(need);
      if (supply(graph, marks, need) < need.atLeast) found.push({ node: need.node, state: need.becomes, need, cause, words: need.words });
    }
  }
  return found;
}

/** By time, the worst first. */
export function byOrder(one: Mark, other: Mark): number {
  return one.order - other.order || states.indexOf(other.state) - states.indexOf(one.state) || (one.node < other.node ? -1 : 1);
}

/** All marks, node by node. */
export function marksOf(marks: Marks): Mark[] {
  return [...marks.values()].flatMap((own) => [...own.values()]);
}
