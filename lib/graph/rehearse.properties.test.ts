import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { graphOf, need, node } from "./graph-testing.ts";
import { indexGraph } from "./indexed.ts";
import { type Need, states } from "./model.ts";
import { Rehearsal } from "./rehearsal.ts";
import { rehearse } from "./rehearse.ts";

describe("whatever the graph", () => {
  const ids = Array.from({ length: 12 }, (_, index) => `${["host", "guest", "storage", "cluster"][index % 4]}:n${index}`);
  const needs = fc.array(
    fc.record({
      owner: fc.constantFrom(...ids),
      from: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 3 }),
      when: fc.constantFrom<Need["when"]>("boot", "start", "run", "refit"),
      becomes: fc.constantFrom(...states),
      isRace: fc.boolean(),
      restarts: fc.boolean(),
      elsewhere: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 2 }) },
      ),
      failsOn: fc.subarray([...states], { minLength: 1 }),
    }),
    { maxLength: 24 },
  );
  const made = needs.map((all) =>
    indexGraph(
      graphOf(
        all.map(({ owner, from, when, ...over }, index) => need(owner, when, from, { ...over, id: String(index) })),
        ids.map((id) => node(id)),
      ),
    ),
  );
  const given = fc.array(
    fc.record({ what: fc.constantFrom("reboot" as const, "lose" as const, "hardware-fault" as const), target: fc.constantFrom(...ids) }),
    {
      minLength: 1,
      maxLength: 3,
    },
  );
  /** The worst that becomes of each node: who is down for good is no longer told to be poorer too. */
  const worst = ({ steps }: Rehearsal) => {
    const ranks = new Map<string, number>();
    for (const {
      node: { id },
      state,
    } of steps)
      ranks.set(id, Math.max(ranks.get(id) ?? 0, states.indexOf(state)));
    return ranks;
  };

  test("it ends, says the same each time and in any order of what is given, and keeps its contract", () => {
    fc.assert(
      fc.property(made, given, (graph, some) => {
        const played = rehearse(graph, some);
        expect(Rehearsal.parse(played)).toEqual(played);
        expect(rehearse(graph, some)).toEqual(played);
        expect(rehearse(graph, [...some].reverse()).steps).toEqual(played.steps);
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  test("losing more never makes less fail", () => {
    fc.assert(
      fc.property(made, given, given, (graph, some, more) => {
        const [few, many] = [worst(rehearse(graph, some)), worst(rehearse(graph, [...some, ...more]))];
        expect([...few].filter(([id, rank]) => (many.get(id) ?? -1) < rank)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  }, 30_000);

  test("what follows names a cause that was told before, and what is down is not told to be poorer", () => {
    fc.assert(
      fc.property(made, given, (graph, some) => {
        const { steps } = rehearse(graph, some);
        for (const { order, phase, node: told, because, state } of steps) {
          const causes = steps.filter(({ node: { id } }) => id === because.node?.id);
          if (because.node !== null) expect(causes.some((cause) => phase === "return" || cause.order < order)).toBe(true);
          const downs = steps.filter((step) => step.node.id === told.id && step.phase === phase && step.state === "down");
          expect(state !== "down" && downs.some((step) => step.order <= order)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  test("a fact that could not be read takes no step back that does not hang on it, and adds none", () => {
    fc.assert(
      fc.property(made, given, fc.nat(), (graph, some, place) => {
        const unread = graph.needs[place % Math.max(1, graph.needs.length)];
        const poorer = indexGraph({ ...graph, needs: graph.needs.map((one) => (one === unread ? { ...one, unknown: true } : one)) });
        const without = indexGraph({ ...graph, needs: graph.needs.filter((one) => one !== unread) });
        const known = worst(rehearse(graph, some));
        const open = rehearse(poorer, some);
        expect([...worst(open)].filter(([id, rank]) => (known.get(id) ?? -1) < rank)).toEqual([]);
        expect(open.steps).toEqual(rehearse(without, some).steps);
      }),
      { numRuns: 300 },
    );
  }, 30_000);
});
