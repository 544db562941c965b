import { listed } from "#lib/rules/shared/wording.ts";
import { cheapestCuts } from "./cuts.ts";
import { type Seed, spread } from "./impact.ts";
import { type IndexedGraph, named, nodeOf } from "./indexed.ts";
import type { Need, NodeId } from "./model.ts";
import { recover, restartedBy } from "./recovery.ts";
import type { ColdStart, Step } from "./rehearsal.ts";
import type { Left } from "./return-order.ts";
import { ringsOf } from "./rings.ts";

/** What a machine of a kind takes until it serves, in seconds, where nothing tells better. */
const startSeconds: Partial<Record<Step["node"]["kind"], number>> = { host: 180, guest: 60 };
/** Kinds that somebody starts; the rest follows by itself. */
const machines: readonly Step["node"]["kind"][] = ["host", "guest"];

/**
 * Everything off: the stages that bring it back, as if whoever starts a stage waits for it; and the rings of needs that no order satisfies,
 * with the edges that are cheapest to cut. What is started once at boot and loses its race can be started by hand, so a race is no ring.
 */
export function coldStart(graph: IndexedGraph): ColdStart {
  const patient = withoutRaces(graph);
  const { stages, left, stuck } = startAll(patient);
  return {
    stages: stages.flatMap((stage) => stageOf(graph, stage)),
    cycles: ringsIn(patient, stuck).map((ring) => cycleOf(graph, patient, ring)),
    unknown: [
      ...new Set([
        ...unreached(graph, left, stuck),
        ...possibleRings(graph, patient, stuck),
        ...graph.unknown.map(({ host, words }) => `${host}: ${words}`),
      ]),
    ],
  };
}

/** Everything that runs or should run is off, and starts again; and what of it stays down. */
function startAll(graph: IndexedGraph): { stages: NodeId[][]; left: Left[]; stuck: Set<NodeId> } {
  const nodes = [...graph.nodes.values()].filter(({ kind, running, roles }) => kind === "host" || running || roles.includes("onboot"));
  const off = new Set(nodes.map(({ id }) => id));
  const seeds = nodes.map(({ id }): Seed => ({ node: id, state: "down", need: null, cause: null, words: "" }));
  const impact = spread(graph, seeds);
  const { stages, left } = recover(graph, impact, [], restartedBy(graph, impact, off));
  const lasting = left.filter(({ state }) => state === "down" || state === "hung");
  return { stages, left: lasting, stuck: new Set(lasting.map(({ node }) => node)) };
}

function ringsIn(graph: IndexedGraph, stuck: ReadonlySet<NodeId>): NodeId[][] {
  return ringsOf(stuck, (id) => blockersOf(graph, id, stuck));
}

/** Rings that there would be if what nobody could read were so. */
function possibleRings(graph: IndexedGraph, patient: IndexedGraph, stuck: ReadonlySet<NodeId>): string[] {
  if (graph.unread.length === 0) return [];
  const believed = (needs: readonly Need[]) => needs.map((need) => (need.unknown ? { ...need, unknown: false } : need));
  const wider: IndexedGraph = {
    ...patient,
    needsOf: new Map([...patient.needsOf].map(([id, needs]) => [id, believed(needs)])),
    neededBy: new Map([...patient.neededBy].map(([id, needs]) => [id, believed(needs)])),
  };
  const rings = ringsIn(wider, startAll(wider).stuck).filter((ring) => !ring.every((id) => stuck.has(id)));
  return rings.flatMap((ring) => {
    const inside = new Set(ring);
    const need = ring
      .flatMap((id) => patient.needsOf.get(id) ?? [])
      .find(({ unknown, from }) => unknown && from.some(({ node }) => inside.has(node)));
    if (need === undefined) return [];
    const names = listed(
      ring.map((id) => nodeOf(graph, id).name),
      8,
    );
    return [`${names} would wait for each other if ${nodeOf(graph, need.node).name} ${need.words}`];
  });
}

/** The same graph for a patient person: who starts things by hand waits until what they need is there. */
function withoutRaces(graph: IndexedGraph): IndexedGraph {
  const patient = (need: Need): Need => (need.isRace ? { ...need, isRace: false } : need);
  const needsOf = new Map(
    [...graph.needsOf].map(([id, needs]) => [id, needs.filter((need) => need.from.length > 0 || need.atLeast === 0).map(patient)]),
  );
  return { ...graph, needsOf };
}

function stageOf(graph: IndexedGraph, stage: readonly NodeId[]): ColdStart["stages"] {
  const start = stage.filter((id) => machines.includes(nodeOf(graph, id).kind)).map((id) => named(graph, id));
  if (start.length === 0) return [];
  const races = stage.flatMap((id) => (graph.needsOf.get(id) ?? []).filter((need) => need.isRace && need.manual !== null));
  const actions = races.map(({ node, manual }) => `${nodeOf(graph, node).host ?? nodeOf(graph, node).name}: ${manual}`);
  const waitSeconds = Math.max(...start.map(({ kind }) => startSeconds[kind] ?? 0));
  return [{ start, waitSeconds, manual: [...new Set(actions)] }];
}

/** Nodes of the ring's world that keep this one from starting. */
function blockersOf(graph: IndexedGraph, id: NodeId, stuck: ReadonlySet<NodeId>): NodeId[] {
  return blocking(graph, id, stuck)
    .flatMap(({ from }) => from.map(({ node }) => node))
    .filter((node) => stuck.has(node));
}

function blocking(graph: IndexedGraph, id: NodeId, stuck: ReadonlySet<NodeId>): Need[] {
  const own = (graph.needsOf.get(id) ?? []).filter(
    (need) => !need.unknown && (need.becomes === "down" || need.becomes === "hung") && need.when !== "login" && need.when !== "alert",
  );
  return own.filter((need) => need.from.filter(({ node }) => !stuck.has(node)).reduce((sum, { weight }) => sum + weight, 0) < need.atLeast);
}

function cycleOf(graph: IndexedGraph, patient: IndexedGraph, ring: readonly NodeId[]): ColdStart["cycles"][number] {
  const inside = new Set(ring);
  const edges = ring.flatMap((id) =>
    blocking(patient, id, inside).flatMap((need) =>
      need.from.filter(({ node }) => inside.has(node)).map(({ node }) => ({ from: id, to: node, need })),
    ),
  );
  const cuts = cheapestCuts(ring, edges).map(({ from, to, need, fix }) => ({
    from: named(graph, from),
    to: named(graph, to),
    need: need.words,
    fix,
    rule: need.rule,
  }));
  return { nodes: ring.map((id) => named(graph, id)), cuts };
}

/** What does not come back although it is in no ring: it waits for one, or for something outside that is not known. */
function unreached(graph: IndexedGraph, left: readonly Left[], stuck: ReadonlySet<NodeId>): string[] {
  const outside = left.filter(({ cause }) => cause === null || !stuck.has(cause));
  return outside.map(({ node, need }) => `${nodeOf(graph, node).name} does not start: ${need?.words ?? "it is lost"}`);
}
