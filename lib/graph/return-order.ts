import { type Lost, nodeOf } from "./indexed.ts";
import type { GraphNode, Need, NodeId, State } from "./model.ts";
import { type Held, isMet, isStart, isThere, needsFor, type World } from "./recovery-world.ts";

/** A state that lasts: the need that is not met, whose fault that is, and how many others it follows from. */
export interface Left {
  node: NodeId;
  state: State;
  need: Need | null;
  cause: NodeId | null;
  wave: number;
}

/** Brings what lasts into the order in which one thing follows from another; a ring begins where a person meets it: at a boot. */
export function inOrder(world: World, held: Held, told: Held): Left[] {
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
