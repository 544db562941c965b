import { DirectedGraph, MultiDirectedGraph } from "graphology";
import { stronglyConnectedComponents } from "graphology-components";
import { type IndexedGraph, indexGraph } from "#lib/graph/indexed.ts";
import type { NodeId } from "#lib/graph/model.ts";
import { ringsOf } from "#lib/graph/rings.ts";
import { mebibytes, medianOf, ms, short } from "./numbers.ts";
import type { Table } from "./report.ts";

/** What the same work took by our code and by graphology's. */
interface Beside {
  name: string;
  ours: number;
  peer: number;
  unit: (value: number) => string;
}

/** Our index and our search for rings beside graphology's, on the same fleet; what both find is the same, or this throws. */
export function besideGraphology(graph: IndexedGraph, rounds: number, heapBytes: () => number): { table: Table; data: Beside[] } {
  const ids = new Set(graph.nodes.keys());
  const edgesOf = (id: NodeId) => (graph.needsOf.get(id) ?? []).flatMap(({ from }) => from.map(({ node }) => node));
  const copy = plainCopy(ids, edgesOf);
  const [own, theirs] = [ringsOf(ids, edgesOf).flat(), stronglyConnectedComponents(copy)];
  const inRings = theirs.filter(([id, ...others]) => others.length > 0 || copy.hasEdge(id, id)).flat();
  if (own.length !== inRings.length) throw new Error("graphology finds other rings");
  const data = [
    {
      name: "index nodes and needs",
      ...timedBoth(
        () => indexGraph(graph),
        () => richCopy(graph),
        rounds,
      ),
      unit: ms,
    },
    {
      name: "keep them",
      ...keptBoth(
        () => indexGraph(graph),
        () => richCopy(graph),
        heapBytes,
      ),
      unit: mebibytes,
    },
    {
      name: "find the rings, graph at hand",
      ...timedBoth(
        () => ringsOf(ids, edgesOf),
        () => stronglyConnectedComponents(copy),
        rounds,
      ),
      unit: ms,
    },
    {
      name: "find the rings among some nodes",
      ...timedBoth(
        () => ringsOf(ids, edgesOf),
        () => stronglyConnectedComponents(plainCopy(ids, edgesOf)),
        rounds,
      ),
      unit: ms,
    },
  ];
  const table: Table = {
    title: `Beside graphology, ${graph.nodes.size} nodes`,
    notes: [
      "The rings among some nodes are what a cold start asks for, each time of others: graphology takes a graph of its own for that.",
      "Its search recurses: a chain of 20,000 nodes ends it.",
    ],
    head: ["", "ours", "graphology", "ratio"],
    rows: data.map(({ name, ours, peer, unit }) => [name, unit(ours), unit(peer), short(peer / ours)]),
  };
  return { table, data };
}

function plainCopy(ids: ReadonlySet<NodeId>, edgesOf: (id: NodeId) => readonly NodeId[]): DirectedGraph {
  const graph = new DirectedGraph();
  for (const id of ids) graph.addNode(id);
  for (const id of ids) for (const other of edgesOf(id)) graph.mergeEdge(id, other);
  return graph;
}

/** Everything that our index answers: nodes by id, and needs by both ends. */
function richCopy({ nodes, needs }: IndexedGraph): MultiDirectedGraph {
  const graph = new MultiDirectedGraph();
  for (const [id, node] of nodes) graph.addNode(id, { node });
  for (const need of needs) for (const { node } of need.from) graph.addDirectedEdge(need.node, node, { need });
  return graph;
}

/** Medians of some rounds in turns, so that what else the machine does meets both; the first, which runs cold, is left out. */
function timedBoth(ours: () => unknown, peer: () => unknown, rounds: number): Pick<Beside, "ours" | "peer"> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, work] of [ours, peer].entries()) {
      const began = performance.now();
      work();
      if (round > 0) times[index]?.push(performance.now() - began);
    }
  }
  return { ours: medianOf(times[0]), peer: medianOf(times[1]) };
}

function keptBoth(ours: () => unknown, peer: () => unknown, heapBytes: () => number): Pick<Beside, "ours" | "peer"> {
  const [own, theirs] = [ours, peer].map((work) => {
    const before = heapBytes();
    const kept = work();
    const bytes = heapBytes() - before;
    return kept === undefined ? 0 : bytes;
  });
  return { ours: own ?? 0, peer: theirs ?? 0 };
}
