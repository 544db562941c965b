import fc from "fast-check";
import { DirectedGraph } from "graphology";
import { stronglyConnectedComponents } from "graphology-components";
import { describe, expect, test } from "vitest";
import { ringsOf } from "./rings.ts";

type Edge = readonly [from: string, to: string];

function rings(nodes: readonly string[], edges: readonly Edge[]): string[][] {
  return ringsOf(new Set(nodes), (id) => edges.flatMap(([from, to]) => (from === id ? to : [])));
}

/** The same by graphology: all components, of which a single node is a ring only where it needs itself. */
function ringsByGraphology(nodes: readonly string[], edges: readonly Edge[]): string[][] {
  const graph = new DirectedGraph();
  for (const id of nodes) graph.addNode(id);
  for (const [from, to] of edges) if (graph.hasNode(from) && graph.hasNode(to)) graph.mergeEdge(from, to);
  const components = stronglyConnectedComponents(graph).map((ids) => ids.sort());
  return components
    .filter(([id = "", ...others]) => others.length > 0 || graph.hasEdge(id, id))
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
}

describe("rings", () => {
  test.each<[string, string[], Edge[], string[][]]>([
    [
      "none in a chain",
      ["a", "b", "c"],
      [
        ["a", "b"],
        ["b", "c"],
      ],
      [],
    ],
    [
      "one that needs itself",
      ["a", "b"],
      [
        ["a", "a"],
        ["a", "b"],
      ],
      [["a"]],
    ],
    [
      "two, by their smallest id",
      ["d", "c", "b", "a"],
      [
        ["d", "c"],
        ["c", "d"],
        ["b", "a"],
        ["a", "b"],
        ["a", "d"],
      ],
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "two that share a node are one",
      ["a", "b", "c"],
      [
        ["a", "b"],
        ["b", "a"],
        ["b", "c"],
        ["c", "b"],
      ],
      [["a", "b", "c"]],
    ],
    [
      "none through what does not count",
      ["a", "b"],
      [
        ["a", "x"],
        ["x", "a"],
        ["a", "b"],
      ],
      [],
    ],
  ])("%s", (_, nodes, edges, expected) => {
    expect(rings(nodes, edges)).toEqual(expected);
  });

  test("those of graphology, whatever the order of nodes and edges", () => {
    const id = fc.constantFrom(..."abcdefghij");
    const graph = fc.record({ nodes: fc.uniqueArray(id), edges: fc.array(fc.tuple(id, id), { maxLength: 25 }) });
    fc.assert(
      fc.property(graph, ({ nodes, edges }) => {
        const found = rings(nodes, edges);
        expect(found).toEqual(ringsByGraphology(nodes, edges));
        expect(rings([...nodes].reverse(), [...edges].reverse())).toEqual(found);
      }),
      { numRuns: 500 },
    );
  });

  test("longer than any stack", () => {
    const length = 20_000;
    const nodes = new Set(Array.from({ length }, (_, index) => String(index)));
    const chain = (id: string) => (Number(id) + 1 < length ? [String(Number(id) + 1)] : []);
    expect(ringsOf(nodes, chain)).toEqual([]);
    expect(ringsOf(nodes, (id) => [String((Number(id) + 1) % length)]).map((ring) => ring.length)).toEqual([length]);
  });
});
