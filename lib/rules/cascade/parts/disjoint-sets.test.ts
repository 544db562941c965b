import fc from "fast-check";
import { expect, test } from "vitest";
import { DisjointSets } from "./disjoint-sets.ts";

test("what is joined is one set, in whatever order, and the rest stays apart", () => {
  const sets = new DisjointSets(["a", "b", "c", "d", "e"]);
  sets.join("d", "e");
  sets.join("a", "e");
  sets.join("b", "c");
  sets.join("a", "gone");
  expect(["a", "d", "e"].map((text) => sets.setOf(text))).toEqual([0, 0, 0]);
  expect(sets.setOf("b")).toBe(sets.setOf("c"));
  expect(sets.setOf("b")).not.toBe(sets.setOf("a"));
  expect(sets.setOf("gone")).toBe(-1);
});

test("a way between two texts makes them one set, and nothing else does", () => {
  const texts = ["a", "b", "c", "d", "e", "f", "g"];
  const pair = fc.tuple(fc.constantFrom(...texts), fc.constantFrom(...texts));
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 12 }), (pairs) => {
      const sets = new DisjointSets(texts);
      for (const [one, other] of pairs) sets.join(one, other);
      for (const start of texts) {
        const reached = new Set([start]);
        for (const at of reached) for (const [one, other] of pairs) if (one === at || other === at) reached.add(one).add(other);
        expect(texts.filter((text) => sets.setOf(text) === sets.setOf(start))).toEqual(texts.filter((text) => reached.has(text)));
      }
    }),
  );
});
