import { expect, test } from "vitest";
import { graphOf, need, node } from "./graph-testing.ts";
import { indexGraph } from "./indexed.ts";
import type { GraphNode, Need } from "./model.ts";
import { suggestionsFor } from "./suggestions.ts";

const told = (needs: readonly Need[], nodes: readonly GraphNode[] = []) =>
  suggestionsFor(indexGraph(graphOf(needs, nodes))).map(({ words, detail }) => `${words}: ${detail}`);

test("of each kind the one that takes most along", () => {
  const needs = [
    need("guest:a/one", "run", ["host:a"]),
    need("guest:b/two", "run", ["host:b"]),
    need("guest:b/three", "run", ["host:b"]),
    need("guest:b/two", "run", ["storage:10.0.0.5"], { becomes: "hung" }),
    need("mount:a//mnt", "run", ["storage:10.0.0.5"], { becomes: "hung" }),
    need("mount:b//mnt", "run", ["storage:10.0.0.6"], { becomes: "hung" }),
    need("host:a", "run", ["gateway:10.0.0.1"], { becomes: "degraded" }),
  ];
  expect(told(needs, [node("storage:10.0.0.7"), node("dns:1.1.1.1")])).toEqual([
    "reboot b: carries 2 running guests",
    "lose storage 10.0.0.5: reaches 1 host and 1 guest",
    "lose storage 10.0.0.6: reaches 1 host",
    "lose gateway 10.0.0.1: reaches 1 host",
    "power loss: 2 hosts, whole site",
  ]);
});

test("what waits to take effect", () => {
  const uplink = (host: string, vid: number) => node(`nic:${host}/eno1`, { roles: ["uplink", `PVID ${vid}`] });
  const nodes = [
    node("host:a", { roles: ["saved network configuration"] }),
    node("bridge:a/br0", { roles: ["VLAN-aware"] }),
    node("bridge:b/br0", { roles: ["VLAN-aware"] }),
    uplink("a", 1),
    uplink("b", 100),
  ];
  const needs = [
    need("bridge:a/br0", "run", ["nic:a/eno1"]),
    need("bridge:b/br0", "run", ["nic:b/eno1"]),
    need("guest:a/web", "start", [], { rule: "change/pending-guest-pci-layout" }),
  ];
  expect(told(needs, nodes).slice(-4)).toEqual([
    "apply network a: a change is saved and not applied",
    "restart web: its next start moves a network card",
    "set pvid 100 on br0 of a: as br0 of b has it",
    "power loss: 1 host, whole site",
  ]);
});

test("a fleet of nothing has nothing to rehearse", () => {
  expect(told([])).toEqual([]);
});
