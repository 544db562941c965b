import { expect, test } from "vitest";
import type { Given } from "#lib/graph/given.ts";
import { graphOf, need } from "#lib/graph/graph-testing.ts";
import { indexGraph } from "#lib/graph/indexed.ts";
import { lastingOf } from "./lasting.ts";

const graph = indexGraph(
  graphOf([
    need("guest:a/web", "run", ["host:a"]),
    need("host:a", "boot", ["storage:nas"]),
    need("storage:nas", "run", ["host:b"]),
    need("guest:b/db", "run", ["host:b"]),
  ]),
);
const told = (...given: Given[]) =>
  lastingOf(graph, given)
    .map(({ node, state }) => `${node} ${state}`)
    .sort();

test("what is lost stays lost, and what hangs on it", () => {
  expect(told({ what: "lose", target: "host:b" })).toEqual(["guest:b/db down", "host:b down", "storage:nas down"]);
});

test("a reboot that ends well leaves nothing behind", () => {
  expect(told({ what: "reboot", target: "host:a" })).toEqual([]);
});

test("a reboot that cannot end leaves what it took", () => {
  expect(told({ what: "reboot", target: "host:a" }, { what: "lose", target: "storage:nas" })).toEqual([
    "guest:a/web down",
    "host:a down",
    "storage:nas down",
  ]);
});
