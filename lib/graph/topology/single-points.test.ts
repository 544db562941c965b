import { describe, expect, test } from "vitest";
import { graphOf, need, node } from "#lib/graph/graph-testing.ts";
import { indexGraph } from "#lib/graph/indexed.ts";
import { singlePoints, worstPoints } from "./single-points.ts";

const needs = [
  need("guest:a/nas", "run", ["host:a"]),
  need("storage:nas", "run", ["guest:a/nas"]),
  need("guest:b/one", "run", ["storage:nas"], { becomes: "hung" }),
  need("guest:b/two", "run", ["storage:nas"], { becomes: "hung" }),
  need("guest:b/one", "run", ["host:b"]),
  need("guest:b/two", "run", ["host:b"]),
  need("host:b", "run", ["dns:1", "dns:2"], { becomes: "degraded" }),
  need("host:b", "recover", ["console:b/bmc"], { becomes: "unmanaged" }),
];
const told = (points: ReturnType<typeof singlePoints>) => points.map((point) => `${point.node.id} ${point.machines}+${point.others}`);
const points = singlePoints(indexGraph(graphOf(needs)));

describe("single points of failure", () => {
  test("are ranked by the machines that go with them", () => {
    expect(told(points)).toEqual(["host:a 3+1", "guest:a/nas 2+1", "host:b 2+0", "storage:nas 2+0"]);
  });

  test("are none where another provider is left, and consoles are none", () => {
    expect(points.map(({ node: { id } }) => id)).not.toContain("dns:1");
    expect(points.map(({ node: { id } }) => id)).not.toContain("console:b/bmc");
  });

  test("what does not run cannot be lost", () => {
    const off = graphOf(needs, [node("guest:a/nas", { running: false })]);
    expect(singlePoints(indexGraph(off)).map(({ node: { id } }) => id)).not.toContain("guest:a/nas");
  });

  test("what is only poorer for it is no machine that goes", () => {
    const poorer = [need("host:a", "run", ["dns:1"], { becomes: "degraded" }), need("host:b", "run", ["dns:1"], { becomes: "degraded" })];
    expect(told(singlePoints(indexGraph(graphOf(poorer))))).toEqual(["dns:1 0+2"]);
    expect(worstPoints(singlePoints(indexGraph(graphOf(poorer))), 10)).toEqual([]);
  });

  test("of the ways through one host the worst is told, and machines each", () => {
    const way = [
      need("bridge:a/br0", "run", ["nic:a/eno1"], { becomes: "isolated" }),
      need("guest:a/one", "run", ["bridge:a/br0"], { becomes: "isolated" }),
      need("guest:a/one", "run", ["host:a"]),
    ];
    const all = singlePoints(indexGraph(graphOf(way, [node("host:a", { host: "a" })])));
    expect(told(all)).toEqual(["nic:a/eno1 1+1", "bridge:a/br0 1+0", "host:a 1+0"]);
    expect(told(worstPoints(all, 10))).toEqual(["nic:a/eno1 1+1", "host:a 1+0"]);
    expect(worstPoints(all, 1)).toHaveLength(1);
  });

  test("cycles end", () => {
    const ring = [need("guest:a/one", "run", ["guest:b/two"]), need("guest:b/two", "run", ["guest:a/one"])];
    expect(told(singlePoints(indexGraph(graphOf(ring))))).toEqual(["guest:a/one 1+0", "guest:b/two 1+0"]);
  });
});
